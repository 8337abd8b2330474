import { planSuite, type SuitePlan } from '../commands/plan-suite.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { JsonObject } from '../model/json.ts';
import type { Backend, ProfileName, TransportName } from '../model/names.ts';
import { titleOf } from '../run.ts';
import { call, type SuiteOptions, type Target } from './call.ts';
import { SuiteError } from './suite-error.ts';

/** A suite that was read, with all of its cases filled in: every mistake in it is known, and nothing was sent. */
export interface LoadedSuite {
  readonly title: string;
  /** Absolute path of its folder. */
  readonly root: string;
  readonly backend: Backend;
  /** Those that were selected, in the order of the suite. */
  readonly cases: readonly LoadedCase[];
  readonly warnings: readonly Diagnostic[];
}

/** A case that would run. */
export interface LoadedCase {
  /** `managed/stream-a-story[transport=sdk]` */
  readonly id: string;
  readonly scenario: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly transport: TransportName;
  readonly profile: ProfileName;
  /** Axis of the matrix → value. */
  readonly row: JsonObject;
  /** The scenario's file as it is shown, and the line of its title. */
  readonly file: string;
  readonly line: number;
  /** Why it must not run, where its author said so. */
  readonly skip?: string;
}

/** What a loaded suite was planned as, for those who run it. */
export interface Loaded {
  readonly plan: SuitePlan;
  readonly options: SuiteOptions;
}

const plans = new WeakMap<LoadedSuite, Loaded>();

/**
 * Reads a suite, or the scenarios of it that `targets` name: paths, `file:` URLs or ids; none is the suite of the
 * working directory.
 *
 * Rejects with a `SuiteError` that says every mistake at once, with its place.
 */
export async function load(targets: Target | readonly Target[] = [], options: SuiteOptions = {}): Promise<LoadedSuite> {
  const { invocation, said } = call([targets].flat(), options);
  const { backend = 'mock', repeat } = options;
  let diagnostics: readonly Diagnostic[] = [];
  const plan = await planSuite(invocation, {
    backend,
    ...(repeat !== undefined && { repeat }),
    heard: (all) => {
      diagnostics = all;
    },
  });
  if (!plan?.suite) throw new SuiteError(said(), diagnostics);
  const suite: LoadedSuite = {
    title: titleOf(plan.suite),
    root: plan.suite.root,
    backend,
    cases: plan.cases.map((planned) => loadedCase(planned.case)),
    warnings: diagnostics,
  };
  plans.set(suite, { plan, options });
  return suite;
}

/** Throws for what `load` did not give. */
export function loaded(suite: LoadedSuite): Loaded {
  const found = plans.get(suite);
  if (!found) throw new TypeError('this is no suite that load() gave');
  return found;
}

function loadedCase(aCase: SuitePlan['cases'][number]['case']): LoadedCase {
  const { id, scenario, title, tags, transport, profile, row, skip } = aCase;
  const { file, line } = aCase.locate(['title']);
  return {
    ...{ id, scenario: scenario.id, title, tags, transport, profile, row, file, line },
    ...(skip !== undefined && { skip }),
  };
}
