import type { Invocation } from './invocation.ts';
import type { OptionName } from './options.ts';

/** A command as data; its code is loaded when it is called. */
export interface CommandFact {
  /** What stands behind its name in `--help`. */
  readonly operands: string;
  /** What may stand there, in a sentence. */
  readonly operandsAre?: string;
  /** What it does, in a line; without a full stop. */
  readonly says: string;
  /** What else a person has to know who calls it for the first time: paragraphs of plain text. */
  readonly more?: readonly string[];
  readonly options: readonly OptionName[];
  /** A few calls that people make, with what each does. */
  readonly examples: readonly (readonly [call: string, does: string])[];
  /** Its exit codes and what they say, beside 70 for a crash of this tool. */
  readonly exits: ExitFacts;
  load(): Promise<{ readonly command: (invocation: Invocation) => Promise<number> }>;
}

export interface ExitFacts {
  readonly [code: number]: string;
}

const paths = {
  operands: '[paths or ids…]',
  operandsAre:
    'Folders, files, file:LINE (a row or a step), ids, beginnings of ids, ids of cases. Without any: the whole suite around this folder, or the one in ./scenarios.',
};

/** Of commands that read files and send nothing. */
const readsFiles: ExitFacts = {
  0: 'done; nothing is wrong with the files',
  2: 'a file or the command line is wrong, or nothing was selected',
};

const selection = ['endpoint', 'origin', 'model', 'set', 'transport', 'tag', 'grep'] as const;

/** What selects and fills in the scenarios of a server: where they would be sent is none of its business. */
const served = ['endpoint', 'model', 'set', 'tag', 'grep'] as const;

export const commands: { readonly [name: string]: CommandFact } = {
  run: {
    ...paths,
    says: 'Run scenarios and judge the answers (the default command)',
    options: [
      ...(['live', 'record', 'replay', 'replay-speed', ...selection] as const),
      ...(['last-failed', 'changed', 'shard', 'bail'] as const),
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
        'watch',
        'no-bundle',
      ] as const),
      ...(['help', 'version'] as const),
    ],
    examples: [
      ['vertex-scenarios', 'the whole suite, on mocks'],
      ['vertex-scenarios run scenarios/tools', 'one folder'],
      ['vertex-scenarios run --live --tag smoke', 'what a tag selects, against the real endpoints'],
      ['vertex-scenarios run --last-failed', 'what failed the last time'],
      ['vertex-scenarios run --changed=main --bail', 'what this branch changed, up to the first failure'],
      ['vertex-scenarios run --reporter pretty --reporter json=run.json', 'two reports'],
    ],
    exits: {
      0: 'everything holds, or nothing was to be run: no change (--changed), an empty share (--shard)',
      1: 'the contract is broken: a group failed, or with --fail-on-flaky one is flaky',
      2: 'the command line or a file is wrong, nothing was selected, or a report could not be written',
      3: 'undecided: the service could not be asked, or everything was skipped',
      4: 'a budget (--max-calls) stopped the run',
      130: 'interrupted',
    },
    load: async () => ({ command: (await import('./run.ts')).runCommand }),
  },
  validate: {
    ...paths,
    says: 'Check the files alone; nothing is sent',
    options: [...selection, 'help', 'version'],
    examples: [
      ['vertex-scenarios validate', 'the whole suite'],
      ['vertex-scenarios validate scenarios/tools/weather.yaml', 'one file'],
    ],
    exits: readsFiles,
    load: async () => ({ command: (await import('./validate.ts')).validateCommand }),
  },
  list: {
    ...paths,
    says: 'List scenarios and their cases',
    options: [...selection, 'json', 'help', 'version'],
    examples: [
      ['vertex-scenarios list --tag smoke', 'what would run'],
      ['vertex-scenarios list --grep story --json', 'the same for other programs'],
    ],
    exits: readsFiles,
    load: async () => ({ command: (await import('./list.ts')).listCommand }),
  },
  show: {
    operands: 'ID',
    operandsAre: 'The id or the path of one scenario.',
    says: 'Show the effective request of a scenario, and where every value came from',
    options: [...selection, 'as', 'help', 'version'],
    examples: [
      ['vertex-scenarios show managed/stream-a-story', 'values and their origins'],
      ['vertex-scenarios show managed/stream-a-story --as curl', 'a command to paste'],
    ],
    exits: readsFiles,
    load: async () => ({ command: (await import('./show.ts')).showCommand }),
  },
  serve: {
    ...paths,
    says: "Serve the suite's mocks on a port, for clients in any language",
    options: [...served, 'port', 'host', 'token', 'base', 'help', 'version'],
    examples: [
      ['vertex-scenarios serve', 'the whole suite on http://127.0.0.1:8484'],
      ['vertex-scenarios serve scenarios/tools --base /v1 --port 0', 'one folder, at any free port, for any client'],
    ],
    exits: {
      0: 'stopped, with ^C or by a signal',
      2: 'a file or the command line is wrong, nothing was selected, or the port is taken',
    },
    load: async () => ({ command: (await import('./serve.ts')).serveCommand }),
  },
  doctor: {
    operands: '[paths or ids…]',
    operandsAre: 'Those of the suite that is meant; none: the suite around this folder, or the one in ./scenarios.',
    says: 'Send one small request, and say what is wrong with credentials, project, location, host or model',
    options: ['endpoint', 'origin', 'model', 'set', 'timeout', 'help', 'version'],
    examples: [
      ['vertex-scenarios doctor', 'the endpoint that most scenarios are sent to'],
      ['vertex-scenarios doctor --endpoint deployed', 'another one'],
    ],
    exits: {
      0: 'the endpoint answers',
      1: 'the service refuses: the project, the location or the model is wrong',
      2: 'a file or the command line is wrong, or a variable is not set',
      3: 'the service could not be asked: credentials, network, quota',
    },
    load: async () => ({ command: (await import('./doctor.ts')).doctorCommand }),
  },
  report: {
    operands: '[DIR]',
    operandsAre:
      'The folder of a run in .vertex-scenarios/runs, or a copy of one. Without it: the newest run kept here.',
    says: 'Tell a run that is kept once more, by any reporter; nothing is sent',
    options: ['reporter', 'fail-on-flaky', 'help', 'version'],
    examples: [
      ['vertex-scenarios report', 'the newest run, as it was told when it happened'],
      ['vertex-scenarios report --reporter json=run.json', 'another report of it'],
    ],
    exits: {
      0: 'everything holds',
      1: 'the contract is broken: a group failed, or with --fail-on-flaky one is flaky',
      2: 'the run cannot be read, or a report could not be written',
      3: 'undecided; or the run did not come to its end: cases have no result, or it was stopped',
    },
    load: async () => ({ command: (await import('./report.ts')).reportCommand }),
  },
  merge: {
    operands: 'DIRS…',
    operandsAre: 'Folders of runs with --shard, or folders in which such lie somewhere below.',
    says: 'Join the runs of shards to the one of an unsharded run, and report it; nothing is sent',
    options: ['reporter', 'fail-on-flaky', 'help', 'version'],
    examples: [
      ['vertex-scenarios merge shards', 'all that machines left in a folder'],
      ['vertex-scenarios merge shards --reporter pretty --reporter json=run.json', 'two reports of it'],
    ],
    exits: {
      0: 'everything holds, on all machines',
      1: 'the contract is broken: a group failed, or with --fail-on-flaky one is flaky',
      2: 'a folder holds no run, the runs are not the shards of one, or something could not be written',
      3: 'undecided; or a shard is missing, cases have no result, or a shard was stopped',
    },
    load: async () => ({ command: (await import('./merge.ts')).mergeCommand }),
  },
  init: {
    operands: '[DIR]',
    operandsAre: 'The folder of the new suite; without it: scenarios.',
    says: 'Make a suite that runs at once',
    more: [
      'In a terminal it asks for project, location and model; elsewhere, and with --yes, it takes what --set says, or global and a current model. The project is read from GOOGLE_CLOUD_PROJECT at each run unless you name one.',
      'All files or none: what is there already is named and stays as it is. Only .gitignore gets a line at its end.',
    ],
    options: ['yes', 'set', 'model', 'ci', 'help', 'version'],
    examples: [
      ['vertex-scenarios init', 'a suite in ./scenarios, after a few questions'],
      ['vertex-scenarios init --yes', 'the same without a question'],
      ['vertex-scenarios init contract --yes --set location=us --ci github', 'in ./contract, with a workflow for CI'],
    ],
    exits: {
      0: 'the suite is made',
      2: 'something is in the way, or cannot be written; nothing was written',
      130: 'interrupted; nothing was written',
    },
    load: async () => ({ command: (await import('./init.ts')).initCommand }),
  },
  import: {
    operands: '[FILE|-]',
    operandsAre:
      'A file with a curl command, or a network log (HAR); without it, and for -, what is pasted or piped in.',
    says: 'Make scenarios of a curl command or of a network log (HAR)',
    more: [
      'Takes what browsers copy as cURL (bash) and what documentation pages show: here-documents, @file, lines that set variables. ${NAME} becomes ${{ env.NAME }}. From a HAR file the answers come along as mocks.',
      'Nothing is run. Tokens, keys, cookies and project ids are not written: what is left out is said. Where the suite has no such endpoint, the entry for suite.yaml is printed.',
    ],
    options: ['out', 'help', 'version'],
    examples: [
      ['vertex-scenarios import request.sh', 'the scenario on standard output'],
      ['vertex-scenarios import --out scenarios/hello.yaml', 'what you paste, ended with ^D, as a file'],
      ['pbpaste | vertex-scenarios import - --out scenarios', 'the clipboard, into a file named for its question'],
      ['vertex-scenarios import session.har --out scenarios', 'each request of a network log, with its answer'],
    ],
    exits: {
      0: 'the scenarios are made',
      2: 'the input cannot be read, or a file is there already; nothing was written',
    },
    load: async () => ({ command: (await import('./import.ts')).importCommand }),
  },
  schema: {
    operands: '[NAME]',
    operandsAre: 'The name of a schema.',
    says: 'Print a JSON Schema; without a name, list them',
    options: ['help', 'version'],
    examples: [
      ['vertex-scenarios schema', 'their names'],
      ['vertex-scenarios schema scenario', 'the schema of a scenario file'],
    ],
    exits: { 0: 'printed', 2: 'there is no such schema' },
    load: async () => ({ command: (await import('./schema.ts')).schemaCommand }),
  },
};

/** Commands of version 1 that do not run yet. */
export const laterCommands: readonly string[] = [...['compare', 'bless', 'gate', 'docs', 'mutate']];
