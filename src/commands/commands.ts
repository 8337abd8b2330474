import type { Invocation } from './invocation.ts';
import type { OptionName } from './options.ts';

/** A command as data; its code is loaded when it is called. */
export interface CommandFact {
  /** What stands behind its name in `--help`. */
  readonly operands: string;
  readonly says: string;
  readonly options: readonly OptionName[];
  /** A few calls that people make, with what each does. */
  readonly examples: readonly (readonly [call: string, does: string])[];
  load(): Promise<{ readonly command: (invocation: Invocation) => Promise<number> }>;
}

const selection = ['endpoint', 'origin', 'model', 'set', 'transport', 'tag', 'grep'] as const;

/** What selects and fills in the scenarios of a server: where they would be sent is none of its business. */
const served = ['endpoint', 'model', 'set', 'tag', 'grep'] as const;

export const commands: { readonly [name: string]: CommandFact } = {
  run: {
    operands: '[paths or ids…]',
    says: 'Run scenarios and judge the answers (the default command)',
    options: [
      ...(['live', 'record', 'replay', 'replay-speed', ...selection] as const),
      ...([
        'concurrency',
        'rpm',
        'max-calls',
        'dry-run',
        'retries',
        'repeat',
        'assert-retries',
        'fail-on-flaky',
        'timeout',
        'reporter',
        'resume',
        'no-bundle',
      ] as const),
      ...(['help', 'version'] as const),
    ],
    examples: [
      ['vertex-scenarios', 'the whole suite, on mocks'],
      ['vertex-scenarios run scenarios/tools', 'one folder'],
      ['vertex-scenarios run --live --tag smoke', 'what a tag selects, against the real endpoints'],
      ["vertex-scenarios run --tag 'streaming and not tools' --transport rest", 'what a tag selects, over plain HTTP'],
      ['vertex-scenarios run --reporter pretty --reporter json=run.json', 'two reports'],
    ],
    load: async () => ({ command: (await import('./run.ts')).runCommand }),
  },
  validate: {
    operands: '[paths or ids…]',
    says: 'Check the files alone; nothing is sent',
    options: [...selection, 'help', 'version'],
    examples: [['vertex-scenarios validate scenarios/tools/weather.yaml', 'one file']],
    load: async () => ({ command: (await import('./validate.ts')).validateCommand }),
  },
  list: {
    operands: '[paths or ids…]',
    says: 'List scenarios and their cases',
    options: [...selection, 'json', 'help', 'version'],
    examples: [['vertex-scenarios list --tag smoke', 'what would run']],
    load: async () => ({ command: (await import('./list.ts')).listCommand }),
  },
  show: {
    operands: 'ID',
    says: 'Show the effective request of a scenario, and where every value came from',
    options: [...selection, 'as', 'help', 'version'],
    examples: [
      ['vertex-scenarios show managed/stream-a-story', 'values and their origins'],
      ['vertex-scenarios show managed/stream-a-story --as curl', 'a command to paste'],
    ],
    load: async () => ({ command: (await import('./show.ts')).showCommand }),
  },
  serve: {
    operands: '[paths or ids…]',
    says: "Serve the suite's mocks on a port, for clients in any language",
    options: [...served, 'port', 'host', 'token', 'base', 'help', 'version'],
    examples: [
      ['vertex-scenarios serve', 'the whole suite on http://127.0.0.1:8484'],
      ['vertex-scenarios serve scenarios/tools --base /v1 --port 0', 'one folder, at any free port, for any client'],
    ],
    load: async () => ({ command: (await import('./serve.ts')).serveCommand }),
  },
  doctor: {
    operands: '[paths or ids…]',
    says: 'Send one small request, and say what is wrong with credentials, project, location, host or model',
    options: ['endpoint', 'origin', 'model', 'set', 'timeout', 'help', 'version'],
    examples: [
      ['vertex-scenarios doctor', 'the endpoint that most scenarios are sent to'],
      ['vertex-scenarios doctor --endpoint deployed', 'another one'],
    ],
    load: async () => ({ command: (await import('./doctor.ts')).doctorCommand }),
  },
  report: {
    operands: '[DIR]',
    says: 'Write reports of a run that is kept; without DIR, of the newest one',
    options: ['reporter', 'fail-on-flaky', 'help', 'version'],
    examples: [
      ['vertex-scenarios report', 'the newest run, as it was told when it happened'],
      ['vertex-scenarios report --reporter json=run.json', 'another report of it; nothing is sent'],
    ],
    load: async () => ({ command: (await import('./report.ts')).reportCommand }),
  },
  schema: {
    operands: '[NAME]',
    says: 'Print a JSON Schema; without a name, list them',
    options: ['help', 'version'],
    examples: [['vertex-scenarios schema scenario', 'the schema of a scenario file']],
    load: async () => ({ command: (await import('./schema.ts')).schemaCommand }),
  },
};

/** Commands of version 1 that do not run yet. */
export const laterCommands: readonly string[] = [
  ...['compare', 'bless', 'gate', 'docs', 'mutate', 'import', 'merge', 'init'],
];
