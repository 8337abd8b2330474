import { closest } from '../lib/closest.ts';
import type { Case } from '../model/case.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Scenario } from '../model/suite.ts';
import type { BuiltCases } from './build-cases.ts';
import type { Picks } from './case-options.ts';

/** The cases that were asked for, and what was asked for in vain. Without `picks` all of them. */
export function pickCases(
  scenario: Scenario,
  built: BuiltCases,
  picks: Picks | undefined,
): { readonly cases: readonly Case[]; readonly diagnostics: readonly Diagnostic[] } {
  const all = built.cases.map((each) => each.case);
  // What is wrong with the scenario is the reason for what may be missing.
  if (!picks || built.diagnostics.length > 0) return { cases: all, diagnostics: [] };
  const picked = new Set<Case>();
  const diagnostics: Diagnostic[] = [];
  const inVain = (message: string, help: string) =>
    diagnostics.push({ severity: 'error', code: 'nothing-matched', message, help });

  for (const line of picks.lines) {
    const { file } = scenario.source.locate([]);
    if (line < 1 || line > scenario.source.lines) {
      inVain(`${file} has no line ${line}`, `it has ${scenario.source.lines}`);
    }
    const ofRow = built.cases.filter(({ paths }) =>
      paths.some((path) => scenario.source.has(path) && covers(scenario, path, line)),
    );
    for (const each of ofRow.length > 0 ? ofRow.map((found) => found.case) : all) picked.add(each);
  }
  for (const id of picks.cases) {
    // The id of a group stands for all of its repeats.
    const found = all.filter((each) => each.id === id || each.group.id === id);
    for (const each of found) picked.add(each);
    if (found.length === 0) {
      const ids = all.map((each) => each.id);
      const near = closest(id, ids) ?? ids[0];
      inVain(`${scenario.id} has no case ${id}`, near === undefined ? 'it has no cases' : `it has ${near}`);
    }
  }
  return { cases: all.filter((each) => picked.has(each)), diagnostics };
}

/** Does a value of the matrix stand on this line? An entry of `include` may take several. */
function covers(scenario: Scenario, path: Case['steps'][number]['path'], line: number): boolean {
  const { source } = scenario;
  const at = source.locate(path).line;
  if (line === at) return true;
  let value: unknown = source.value;
  for (const step of path) value = (value as Record<string | number, unknown>)[step];
  if (value === null || typeof value !== 'object') return false;
  const lines = Object.keys(value).map((key) => source.locate([...path, key]).line);
  return line > at && line <= Math.max(at, ...lines);
}
