import type { TestContext } from 'vitest';
import type { GroupRecord } from '../model/record.ts';
import type { Again } from '../model/run-event.ts';
import type { SuiteOptions, Target } from './call.ts';
import { groupMessage, groupPlace } from './group-message.ts';
import { createGroupRuns } from './group-runs.ts';
import { load, loaded } from './load.ts';
import { againOf, type Pacing } from './open-run.ts';
import { placeError } from './place-error.ts';
import { SuiteError } from './suite-error.ts';

export type { SuiteOptions, Target } from './call.ts';
export type { Pacing } from './open-run.ts';
export { SuiteError } from './suite-error.ts';
export { scenariosPlugin } from './vitest-plugin.ts';

export interface ScenariosOptions extends SuiteOptions, Omit<Pacing, 'concurrency'> {
  /** Runs tests side by side, as many as vitest's `maxConcurrency` allows. */
  readonly concurrent?: boolean;
}

/** A case did not pass; the message says why, and the stack points into its YAML file. */
class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
}

/**
 * Registers a suite as tests of vitest: a `describe` for each scenario, and in it a test for each group (a row of the
 * matrix over one transport, with its repeats), named by its id. To be awaited at the top of a test file.
 *
 * A test fails with the findings as its message and the YAML line as the place of its error; also where its case is
 * undecided. A case that its author skips is skipped with the reason. Rejects where the suite has a mistake.
 */
export async function scenarios(
  targets: Target | readonly Target[] = [],
  { concurrent = false, ...options }: ScenariosOptions = {},
): Promise<void> {
  const { cwd = process.cwd() } = options;
  const suite = await loadPlaced(targets, options, cwd);
  const { afterAll, describe, test } = await import('vitest');
  const { plan } = suite;
  const runs = createGroupRuns(suite, options);
  const telling = { again: againOf(suite), cwd };
  for (const ofScenario of Map.groupBy(plan.cases, (planned) => planned.case.scenario).values()) {
    const [first] = ofScenario;
    if (!first) continue;
    const { scenario, title, tags, locate } = first.case;
    const { file, line } = locate(['title']);
    const meta = { scenario: { id: scenario.id, title, file, line } };
    const groups = new Set(ofScenario.map((planned) => planned.case.group.id));
    withKnownTags(tags, (known) =>
      // Requests have deadlines of their own.
      describe(scenario.id, { concurrent, tags: known, timeout: 0 }, () => {
        for (const id of groups) {
          test(id, { meta }, async (context) => settle(await runs.run(id, context.signal), context, telling));
        }
      }),
    );
  }
  afterAll(() => runs.close());
}

/** Makes of a verdict what vitest has for it. What did not run is not green, unless its author wants that. */
async function settle(
  group: GroupRecord,
  context: TestContext,
  { again, cwd }: { readonly again: Again; readonly cwd: string },
): Promise<void> {
  const { verdict, cases } = group;
  const warnings = cases.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'warn'));
  for (const { check, message } of warnings) await context.annotate(`${check}: ${message}`, 'warning');
  if (verdict === 'passed') return;
  if (verdict === 'flaky') return void (await context.annotate('failed before, and passed when it ran again', 'flaky'));
  const reasons = cases.flatMap(({ skippedBy, reason = '' }) => (skippedBy === 'author' ? [reason] : []));
  if (verdict === 'skipped' && reasons.length > 0) context.skip([...new Set(reasons)].join('; '));
  throw placeError(new ScenarioError(groupMessage(group, again)), groupPlace(group), cwd);
}

async function loadPlaced(targets: Target | readonly Target[], options: SuiteOptions, cwd: string) {
  try {
    return loaded(await load(targets, options));
  } catch (error) {
    if (!(error instanceof SuiteError)) throw error;
    const [first] = error.diagnostics.filter(({ severity }) => severity === 'error');
    throw placeError(error, first?.place, cwd);
  }
}

/**
 * vitest refuses tags that its configuration does not define, one at a time and before it registers anything. They can
 * not be filtered by there, so that leaving them out changes no selection; `scenariosPlugin` defines them.
 */
function withKnownTags(tags: readonly string[], register: (tags: string[]) => void): void {
  try {
    register([...tags]);
  } catch (error) {
    const unknown = tags.find((tag) => error instanceof Error && error.message.includes(`"${tag}"`));
    if (unknown === undefined) throw error;
    withKnownTags(
      tags.filter((tag) => tag !== unknown),
      register,
    );
  }
}

declare module 'vitest' {
  interface TaskMeta {
    /** Of a test that `scenarios` registered: its scenario, and the line of its title, for reporters. */
    scenario?: { readonly id: string; readonly title: string; readonly file: string; readonly line: number };
  }
}
