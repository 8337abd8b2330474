import { listWords } from '../../lib/list-words.ts';
import { plural } from '../../lib/plural.ts';
import type { GroupRecord } from '../../model/record.ts';
import type { RunEnd } from '../../model/run-event.ts';
import { errorsOf } from '../failures.ts';
import type { Alike, Tally } from '../tally.ts';
import type { Note } from './page-data.ts';
import { showLine } from './show-text.ts';

const perHeading = 30;
const scenariosShown = 3;
const missingShown = 100;

/** Checks that failed, each with what it said and how many groups it is in. */
export type FailedChecks = Map<
  string,
  { readonly messages: Set<string>; groups: number; readonly scenarios: Set<string> }
>;

export function addFailure(failed: FailedChecks, { cases, verdict, scenario }: GroupRecord): void {
  if (verdict !== 'failed') return;
  const checks = new Map(
    cases.flatMap((ran) => (ran.verdict === 'failed' ? errorsOf(ran) : [])).map((each) => [each.check, each]),
  );
  for (const { check, message } of checks.values()) {
    const known = failed.get(check) ?? { messages: new Set(), groups: 0, scenarios: new Set() };
    failed.set(check, known);
    // The second one says that they differ; a long run stays small.
    if (known.messages.size < 2) known.messages.add(message);
    known.groups += 1;
    known.scenarios.add(scenario);
  }
}

/** What stands out in a run, by cause: the most important first, and of each heading the most frequent. */
export function notesOf(failed: FailedChecks, tally: Tally, { fixed, missing }: RunEnd): Note[] {
  const failures: Note[] = [...failed].map(([check, { messages, groups, scenarios }]) => ({
    ...{ heading: 'Failures', text: withExample(check, messages), count: groups },
    ...{ more: scenariosOf(scenarios), search: showLine(check) },
  }));
  const known: Note[] = [...tally.known.values()].map(({ quirk, ...alike }) => ({
    ...{ heading: 'Known', text: `${showLine(quirk.rule)}: ${showLine(quirk.reason, 300)}` },
    ...{ count: alike.cases, more: `${showLine(quirk.owner)}, until ${quirk.expires}`, search: showLine(quirk.rule) },
  }));
  const warnings: Note[] = [...tally.warnings].map(([check, { examples, ...alike }]) => {
    const messages = new Set([...examples.values()].map(({ message }) => message));
    return {
      heading: 'Warnings',
      text: withExample(check, messages),
      count: alike.cases,
      more: scenariosOf(alike.scenarios),
      search: showLine(check),
    };
  });
  return [
    ...bounded(failures),
    ...bounded(causes('Undecided', tally.undecided)),
    ...bounded(causes('Flaky', tally.flaky)),
    ...bounded(warnings),
    ...bounded(known),
    ...fixed.map(
      ({ quirk, place }): Note => ({
        ...{ heading: 'Fixed', text: `${showLine(quirk.rule)}: ${showLine(quirk.reason, 300)}`, count: 1 },
        more: `this no longer happens: remove the quirk at ${showLine(place.file)}:${place.line}`,
      }),
    ),
    ...bounded(causes('Skipped', tally.skipped)),
    ...missing
      .slice(0, missingShown)
      .map((id): Note => ({ heading: 'Without a result', text: showLine(id), count: 1 })),
    ...(missing.length > missingShown
      ? [{ heading: 'Without a result', text: `and ${missing.length - missingShown} more`, count: 1 } as const]
      : []),
  ];
}

/** What a check said, or an example of it. */
function withExample(check: string, messages: ReadonlySet<string>): string {
  const [example = ''] = messages;
  return `${showLine(check)}${messages.size > 1 ? ', for example' : ''}: ${showLine(example, 300)}`;
}

function causes(heading: Note['heading'], of: ReadonlyMap<string, Alike>): Note[] {
  return [...of].map(([cause, { cases, scenarios }]) => ({
    ...{ heading, text: showLine(cause, 300), count: cases },
    ...{ more: scenariosOf(scenarios), search: showLine(cause, 300) },
  }));
}

function bounded(notes: readonly Note[]): Note[] {
  const sorted = notes.toSorted((a, b) => b.count - a.count);
  const [first] = sorted;
  if (!first || sorted.length <= perHeading) return sorted;
  const more = plural(sorted.length - perHeading, 'more cause');
  return [...sorted.slice(0, perHeading), { heading: first.heading, text: `and ${more}`, count: 0 }];
}

function scenariosOf(scenarios: ReadonlySet<string>): string {
  const shown = [...scenarios].slice(0, scenariosShown).map((id) => showLine(id));
  const more = scenarios.size - shown.length;
  return listWords([...shown, ...(more > 0 ? [`${more} more`] : [])], 'and');
}
