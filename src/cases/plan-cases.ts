import { createFileReader } from '../expressions/read-suite-file.ts';
import { closest } from '../lib/closest.ts';
import type { Case } from '../model/case.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Backend, TransportName } from '../model/names.ts';
import type { Scenario, Suite } from '../model/suite.ts';
import { buildCases } from './build-cases.ts';
import type { Env } from './scope.ts';
import { parseTagExpression, type TagExpression } from './tag-expression.ts';

/** How the flags of the command line fill in and select. */
export interface CaseOptions {
  readonly backend: Backend;
  readonly env: Env;
  /** `--set`: over every `vars`. */
  readonly set: JsonObject;
  readonly model?: string;
  readonly endpoint?: string;
  readonly origin?: string;
  readonly transports?: readonly TransportName[];
  /** A tag expression: `a and not (b or c)`. */
  readonly tags?: string;
  /** Part of a case's id or title, in any case. */
  readonly grep?: string;
  /** Milliseconds: the total time of a request, over that of the scenario. */
  readonly timeout?: number;
  /** Scenario id → the lines of its file that were asked for. */
  readonly lines?: ReadonlyMap<string, readonly number[]>;
}

export interface CasePlan {
  readonly cases: readonly Case[];
  readonly diagnostics: readonly Diagnostic[];
  /** With `model`: scenarios that do not use `vars.model`. */
  readonly unaffected: readonly string[];
}

/** Scenarios → cases, in the order of the suite, with everything that is wrong with any of them. */
export function planCases(suite: Suite, options: CaseOptions): CasePlan {
  const diagnostics: Diagnostic[] = [];
  const fits = readTags(suite, options.tags, diagnostics);
  const readFile = createFileReader(suite.root);
  const set: { readonly [name: string]: Json } = {
    ...options.set,
    ...(options.model !== undefined && { model: options.model }),
  };
  const cases: Case[] = [];
  const unaffected: string[] = [];
  for (const scenario of suite.scenarios) {
    const wrong: Diagnostic[] = [];
    const built = buildCases(suite, scenario, { ...options, set }, readFile, wrong);
    diagnostics.push(...wrong);
    const selected = built.filter((aCase) => fits(new Set(aCase.tags)) && isMeant(aCase, options));
    cases.push(...selected);
    if (options.model !== undefined && selected.some((aCase) => !aCase.usesModel)) unaffected.push(scenario.id);
  }
  if (cases.length === 0 && diagnostics.length === 0) diagnostics.push(nothingLeft(suite.scenarios, options));
  return { cases, diagnostics, unaffected };
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
    const help = meant ? `did you mean ${meant}?` : `the suite has ${known.join(', ') || 'no tags'}`;
    diagnostics.push({
      severity: 'error',
      code: 'unknown-tag',
      message: `--tag names "${name}", which no suite registers`,
      help,
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
  const message = `none of ${scenarios.length} scenarios has a case that fits ${asked.join(' and ') || 'its own matrix'}`;
  return { severity: 'error', code: 'no-match', message, help: 'vertex-scenarios list shows what there is' };
}
