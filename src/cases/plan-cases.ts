import { createFileReader } from '../expressions/read-suite-file.ts';
import { append } from '../lib/append.ts';
import { closest } from '../lib/closest.ts';
import { isObject } from '../lib/is-object.ts';
import { listWords } from '../lib/list-words.ts';
import { uniqueDiagnostics } from '../lib/unique-diagnostics.ts';
import type { Case } from '../model/case.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { JsonObject } from '../model/json.ts';
import type { Scenario, Source, Suite } from '../model/suite.ts';
import { type BuiltCases, buildCases } from './build-cases.ts';
import type { CaseOptions } from './case-options.ts';
import { missingEndpoint } from './endpoint.ts';
import { pickCases } from './pick-cases.ts';
import { parseTagExpression, type TagExpression } from './tag-expression.ts';

export interface CasePlan {
  readonly cases: readonly Case[];
  /** All cases of each scenario, whatever part of them was selected. */
  readonly scenarios: readonly (readonly Case[])[];
  readonly diagnostics: readonly Diagnostic[];
  /** With `model`: scenarios that do not use `vars.model`. */
  readonly unaffected: readonly string[];
}

/** Scenarios → cases, in the order of the suite, with everything that is wrong with any of them. */
export function planCases(suite: Suite, options: CaseOptions): CasePlan {
  const diagnostics: Diagnostic[] = [...checkFlags(suite, options)];
  const fits = readTags(suite, options.tags, diagnostics);
  const readFile = createFileReader(suite.root);
  const { model } = options;
  const set = { ...options.set, ...(model !== undefined && { model }) };
  const cases: Case[] = [];
  const unaffected: string[] = [];
  const all: Case[][] = [];
  const used = new Set<string>();
  // An endpoint may name a variable that only those scenarios have that send to it.
  const knownVars = suite.scenarios.flatMap(({ file, defaults }) =>
    [file.vars, ...defaults.map(varsOf)].flatMap(namesOf),
  );
  // A flag that is wrong would be wrong again in every scenario.
  const scenarios = diagnostics.length > 0 ? [] : suite.scenarios;
  for (const scenario of scenarios) {
    const built: BuiltCases = buildCases(suite, scenario, { ...options, set, knownVars }, readFile);
    const picked = pickCases(scenario, built, options.picks?.get(scenario.id));
    all.push(built.cases.map((each) => each.case));
    append(diagnostics, built.diagnostics);
    append(diagnostics, picked.diagnostics);
    const selected = picked.cases.filter((aCase) => fits(new Set(aCase.tags)) && isMeant(aCase, options));
    append(cases, selected);
    if (selected.length === 0) continue;
    for (const name of built.uses) used.add(name);
    if (model !== undefined && !built.uses.has('model')) unaffected.push(scenario.id);
  }
  if (diagnostics.length === 0) {
    diagnostics.push(...(cases.length === 0 ? [nothingLeft(suite.scenarios, options)] : unused(options.set, used)));
  }
  return { cases, scenarios: all, diagnostics: uniqueDiagnostics(diagnostics), unaffected };
}

function varsOf({ value }: Source): JsonObject | undefined {
  const vars = isObject(value) ? value['vars'] : undefined;
  return isObject(vars) ? vars : undefined;
}

function namesOf(vars: JsonObject | undefined): string[] {
  return Object.keys(vars ?? {});
}

function checkFlags({ file }: Suite, { endpoint, origin }: CaseOptions): Diagnostic[] {
  const missing = endpoint === undefined ? undefined : missingEndpoint(endpoint, file);
  const isOrigin = origin === undefined || (/^https?:\/\/[^/?#\s@]+\/?$/.test(origin) && URL.canParse(origin));
  const help = 'write scheme, host and port: http://127.0.0.1:8080';
  return [
    ...(missing ? [{ severity: 'error', code: 'unknown-endpoint', ...missing } as const] : []),
    ...(isOrigin
      ? []
      : [{ severity: 'error', code: 'origin', message: `--origin ${origin} is no origin`, help } as const]),
  ];
}

function readTags(suite: Suite, text: string | undefined, diagnostics: Diagnostic[]): TagExpression {
  if (text === undefined) return () => true;
  const read = parseTagExpression(text);
  if ('wrong' in read) {
    diagnostics.push({ severity: 'error', code: 'tag-expression', message: `--tag "${text}": ${read.wrong}` });
    return () => false;
  }
  const known = Object.keys(suite.file.tags ?? {});
  for (const name of read.names.filter((each) => !known.includes(each))) {
    const meant = closest(name, known);
    const all = known.length === 0 ? 'the suite registers no tags' : `the suite has ${listWords(known, 'and')}`;
    diagnostics.push({
      severity: 'error',
      code: 'unknown-tag',
      message: `--tag names "${name}", which is not registered in suite.yaml`,
      help: meant ? `did you mean ${meant}?` : all,
    });
  }
  return read.matches;
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
      return { severity: 'error', code: 'unused-set', message: `--set ${name}: no scenario uses vars.${name}`, help };
    });
}
