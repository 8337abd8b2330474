/** One flag of the command line, as data: the parser, `--help`, and the environment names all come from here. */
export interface OptionFact {
  readonly short?: string;
  /** What stands for its value in `--help`; a flag without one is a switch. */
  readonly value?: string;
  /** The value may be left out; otherwise it stands behind `=`. */
  readonly optional?: true;
  /** May be given several times; the values are collected. */
  readonly repeatable?: true;
  /** Must be typed: what costs money, or overwrites what is kept, no environment switches on. */
  readonly typed?: true;
  /** A sentence for `--help`. */
  readonly says: string;
}

/** All flags that run today. Each is also read from its variable, see `variableOf`; what is typed wins. */
export const options = {
  endpoint: { value: 'NAME', says: 'Send to this endpoint of the suite instead of the one a scenario names' },
  origin: { value: 'URL', says: 'Replace scheme, host and port of every endpoint; paths stay' },
  model: { value: 'ID', says: 'Short for --set model=ID' },
  set: { value: 'K=V', repeatable: true, says: 'Set vars.K; the value is read as a YAML scalar' },
  transport: { value: 'rest|sdk', repeatable: true, says: 'Only this transport' },
  tag: { value: 'EXPR', says: "Only scenarios whose tags match: 'smoke and not (slow or media)'" },
  grep: { short: 'g', value: 'TEXT', says: 'Only cases whose id or title contains the text, in any case' },
  'last-failed': { says: 'Only what failed or was undecided in the newest run that was kept; all, where nothing was' },
  changed: {
    value: 'REF',
    optional: true,
    says: 'Only scenarios made of files that differ from the last commit; with REF, from where this branch left it',
  },
  shard: {
    value: 'I/N|auto',
    says: 'Only this share of the scenarios, and of --rpm and --max-calls (not of -j); auto asks the engine that runs it',
  },
  live: { typed: true, says: 'Send the requests to the endpoints of the suite, with real credentials' },
  record: { typed: true, says: 'Live: keep the answers in recordings/ of the suite' },
  replay: { says: 'Answer from recordings/ of the suite; nothing is sent' },
  'replay-speed': { value: 'F', says: 'How fast recorded time passes: 1 as it did, 0 without waiting (default 0)' },
  concurrency: { short: 'j', value: 'N', says: 'How many requests are in flight at once (default 8)' },
  rpm: { value: 'N', says: 'Live: at most so many requests in any minute for one model and project' },
  retries: { value: 'N', says: 'How often a 429, a 503 or a broken connection is tried again (default 2)' },
  'assert-retries': {
    value: 'N',
    says: 'How often a case that failed runs again; its group is flaky if it passes (default 0)',
  },
  'fail-on-flaky': { says: 'Exit with 1 if a group is flaky' },
  'max-calls': { value: 'N', says: 'Live: stop after so many requests, retries included, and exit with 4' },
  bail: { value: 'N', optional: true, says: 'Begin nothing more after N groups have failed (default 1)' },
  'dry-run': { says: 'Show what would be sent, and how often; nothing is' },
  repeat: { value: 'N', says: 'Run each case N times; the bar of a scenario is taken as a share' },
  timeout: { value: 'DURATION', says: 'Total time of one request, such as 90s, whatever the scenario says' },
  reporter: {
    value: 'NAME[=FILE]',
    repeatable: true,
    says: 'pretty, json, jsonl, junit, tap, markdown, github or html; to the terminal, or to a file',
  },
  resume: {
    value: 'DIR',
    optional: true,
    says: 'Go on with the newest run of this suite, or with that one: what was measured is not sent again',
  },
  watch: { says: 'Stay, and run what a change of files touches; never live. Keeps no bundles' },
  'no-bundle': { says: 'Keep nothing of the run in .vertex-scenarios/runs' },
  as: { value: 'json|http|curl', says: 'Show the request in this form' },
  json: { says: 'Print JSON' },
  port: { value: 'N', says: 'Listen on this port; 0 takes any that is free (default 8484)' },
  host: { value: 'HOST', says: 'Listen at this address (default 127.0.0.1: this machine alone)' },
  token: { value: 'TOKEN', says: 'Ask for this bearer token; without it any will do' },
  base: { value: 'PATH', says: 'Answer below this path too, such as /v1, for clients that know no Vertex AI' },
  out: { short: 'o', value: 'PATH', says: 'Write into this file, or into this folder a file for each request' },
  yes: { short: 'y', says: 'Ask nothing, not even in a terminal' },
  ci: { value: 'github', says: 'Write a workflow for GitHub Actions too' },
  help: { short: 'h', says: 'Show this help' },
  version: { short: 'v', says: 'Show the version' },
} as const satisfies { readonly [name: string]: OptionFact };

export type OptionName = keyof typeof options;

/** What the name of each flag's variable begins with. */
export const variablePrefix = 'VERTEX_SCENARIOS_';

/** The variable of the environment that a flag is read from. */
export function variableOf(option: string): string {
  return `${variablePrefix}${option.toUpperCase().replaceAll('-', '_')}`;
}

/** The values of the flags that were given. */
export type OptionValues = {
  readonly [Name in OptionName]?: (typeof options)[Name] extends { readonly repeatable: true }
    ? readonly string[]
    : (typeof options)[Name] extends { readonly optional: true }
      ? string | true
      : (typeof options)[Name] extends { readonly value: string }
        ? string
        : boolean;
};

/** Of an Indexed Job of Kubernetes, which tells its containers their index alone: read by `--shard auto`, and no flag. */
export const countVariable = 'VERTEX_SCENARIOS_SHARD_COUNT';
