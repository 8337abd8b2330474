import type { OptionName } from './options.ts';

/** What flags are about, in the order in which `--help` and the reference have them. */
const groups: { readonly [heading: string]: readonly OptionName[] } = {
  'Which cases': ['tag', 'grep', 'transport', 'last-failed', 'changed', 'shard', 'bail', 'resume', 'watch'],
  'Who answers': ['live', 'record', 'replay', 'replay-speed', 'dry-run'],
  'What is sent, and where': ['endpoint', 'origin', 'model', 'set'],
  'How often, how fast, how long': [
    ...(['repeat', 'concurrency', 'rpm', 'max-calls', 'timeout', 'retries', 'assert-retries'] as const),
  ],
  'What comes out': ['reporter', 'as', 'json', 'fail-on-flaky', 'no-bundle'],
  'What is made': ['out', 'yes', 'ci'],
  'The server': ['port', 'host', 'base', 'token'],
};

/** Heading of what stands under none of them: a new flag is shown before anybody has thought of one for it. */
const others = 'General';

export interface OptionGroup {
  readonly heading: string;
  readonly options: readonly OptionName[];
}

/** The flags of a command under their headings. */
export function groupOptions(names: readonly OptionName[]): OptionGroup[] {
  const grouped = Object.values(groups).flat();
  const rest = names.filter((name) => !grouped.includes(name));
  const all: readonly OptionGroup[] = [
    ...Object.entries(groups).map(([heading, group]) => ({
      heading,
      options: group.filter((name) => names.includes(name)),
    })),
    { heading: others, options: rest },
  ];
  return all.filter((group) => group.options.length > 0);
}
