import { compile } from '../expressions/compile.ts';
import { createFileReader } from '../expressions/read-suite-file.ts';
import { append } from '../lib/append.ts';
import { closest } from '../lib/closest.ts';
import { listWords } from '../lib/list-words.ts';
import { uniqueDiagnostics } from '../lib/unique-diagnostics.ts';
import type { Case } from '../model/case.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { JsonObject } from '../model/json.ts';
import type { Scenario, Suite } from '../model/suite.ts';
import { buildCases, type Planning } from './build-cases.ts';
import type { CaseOptions } from './case-options.ts';
import { checkEndpoints } from './check-endpoints.ts';
import { checkFlags, readTags } from './check-flags.ts';
import { pickCases } from './pick-cases.ts';

export interface CasePlan {
  readonly cases: readonly Case[];
  /** All cases of each scenario, whatever part of them was selected. */
  readonly scenarios: readonly (readonly Case[])[];
  readonly diagnostics: readonly Diagnostic[];
  /** With `model`: scenarios that do not use `vars.model`. */
  readonly unaffected: readonly string[];
  /** Scenario id → absolute paths of the files that its expressions take in. */
  readonly reads: ReadonlyMap<string, Set<string>>;
}

/** Scenarios → cases, in the order of the suite, with everything that is wrong with any of them. */
export function planCases(suite: Suite, options: CaseOptions): CasePlan {
  const diagnostics: Diagnostic[] = [...checkFlags(suite, options)];
  const fits = readTags(suite, options.tags, diagnostics);
  // A flag that is wrong would be wrong again in every scenario.
  if (diagnostics.length > 0) return { cases: [], scenarios: [], diagnostics, unaffected: [], reads: new Map() };
  const { model } = options;
  const planning = planningOf(suite, { ...options, set: { ...options.set, ...(model !== undefined && { model }) } });
  append(diagnostics, checkEndpoints(suite, planning.options.set));
  const cases: Case[] = [];
  const unaffected: string[] = [];
  const all: Case[][] = [];
  const used = new Set<string>();
  const reads = new Map<string, Set<string>>();
  for (const scenario of suite.scenarios) {
    const built = buildCases(planning, scenario);
    const picked = pickCases(scenario, built, options.picks?.get(scenario.id));
    all.push(built.cases.map((each) => each.case));
    reads.set(scenario.id, built.reads);
    append(diagnostics, built.diagnostics);
    append(diagnostics, picked.diagnostics);
    const unset = new Map(built.cases.map((each) => [each.case, each.unset]));
    const selected = picked.cases.filter((aCase) => fits(new Set(aCase.tags)) && isMeant(aCase, options));
    append(cases, selected);
    for (const aCase of selected) append(diagnostics, unset.get(aCase) ?? []);
    if (selected.length === 0) continue;
    for (const name of built.uses) used.add(name);
    if (model !== undefined && !built.uses.has('model')) unaffected.push(scenario.id);
  }
  if (diagnostics.length === 0) {
    append(diagnostics, cases.length === 0 ? [nothingLeft(suite.scenarios, options)] : unused(options.set, used));
  }
  return { cases, scenarios: all, diagnostics: uniqueDiagnostics(diagnostics), unaffected, reads };
}

function planningOf(suite: Suite, options: CaseOptions): Planning {
  const endpoints = Object.entries(suite.file.endpoints ?? {}).map(
    ([name, fields]) => [name, compile(fields, ['endpoints', name])] as const,
  );
  return { suite, options, endpoints: new Map(endpoints), readFile: createFileReader(suite.root) };
}

function isMeant(aCase: Case, { grep, transports }: CaseOptions): boolean {
  if (transports && !transports.includes(aCase.transport)) return false;
  return grep === undefined || `${aCase.id}\n${aCase.title}`.toLowerCase().includes(grep.toLowerCase());
}

/** Nothing that did not run may look green: a selection that leaves nothing is an error. */
function nothingLeft(scenarios: readonly Scenario[], { tags, grep, transports }: CaseOptions): Diagnostic {
  const asked = [
    ...(tags === undefined ? [] : [`--tag "${tags}"`]),
    ...(grep === undefined ? [] : [`--grep "${grep}"`]),
    ...(transports ? [`--transport ${transports.join(' ')}`] : []),
  ];
  const among =
    scenarios.length === 1 ? 'the scenario has no case' : `none of the ${scenarios.length} scenarios has a case`;
  const message = `${among} that fits ${asked.join(' and ')}`;
  return { severity: 'error', code: 'no-match', message, help: 'vertex-scenarios list shows what there is' };
}

/** A `--set` that nothing reads would be taken for one that works. */
function unused(set: JsonObject, used: ReadonlySet<string>): Diagnostic[] {
  return Object.keys(set)
    .filter((name) => !used.has(name))
    .map((name) => {
      const meant = closest(name, used);
      const help = meant ? `did you mean ${meant}?` : `they use ${listWords([...used], 'and') || 'no variables'}`;
      const message = `--set ${name}: no scenario uses vars.${name} among those selected`;
      return { severity: 'error', code: 'unused-set', message, help };
    });
}
