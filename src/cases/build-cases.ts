import type { Template } from '../expressions/compile.ts';
import { notSet } from '../expressions/not-defined.ts';
import { type FileReader, suiteFile } from '../expressions/read-suite-file.ts';
import type { Scope, Unevaluated } from '../expressions/scope.ts';
import { undefinedNames } from '../expressions/undefined-names.ts';
import { append } from '../lib/append.ts';
import { isObject } from '../lib/is-object.ts';
import { listWords } from '../lib/list-words.ts';
import type { Case } from '../model/case.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { JsonObject, Path } from '../model/json.ts';
import type { TransportName } from '../model/names.ts';
import type { Locate } from '../model/place.ts';
import type { Scenario, Suite } from '../model/suite.ts';
import { caseId } from './case-id.ts';
import type { CaseOptions } from './case-options.ts';
import { checkWhen } from './check-when.ts';
import { expressionDiagnostic } from './expression-diagnostic.ts';
import { fillCase } from './fill-case.ts';
import { createLocate, layerAt, layersOf, mergeLayers } from './layers.ts';
import { contains } from './matrix.ts';
import { type Matrix, readMatrix } from './read-matrix.ts';
import { readRepeat } from './read-repeat.ts';
import { createScope, namesAround, unmetOf } from './scope.ts';
import { scenarioTemplate } from './template.ts';
import { twinOf } from './twin.ts';

/** What all scenarios of a suite share. */
export interface Planning {
  readonly suite: Suite;
  readonly options: CaseOptions;
  readonly endpoints: ReadonlyMap<string, Template>;
  readonly readFile: FileReader;
}

/** The cases of a scenario with the paths of what their rows are made of, and everything that is wrong with them. */
export interface BuiltCases {
  readonly cases: readonly {
    readonly case: Case;
    readonly paths: readonly Path[];
    /** Live: variables of the environment that it needs and that are not set. This matters if it is to run. */
    readonly unset: readonly Diagnostic[];
  }[];
  readonly diagnostics: readonly Diagnostic[];
  /** The variables that were asked for when the cases were filled in. */
  readonly uses: ReadonlySet<string>;
  /** Absolute paths of the files that expressions named, whether they are there or not. */
  readonly reads: Set<string>;
}

/** The cases of one scenario: its rows × its transports, everything filled in. */
export function buildCases({ suite, options, endpoints, readFile }: Planning, scenario: Scenario): BuiltCases {
  const layers = layersOf(suite, scenario);
  const effective = mergeLayers(layers);
  const locate = createLocate(scenario, layers);
  const template = scenarioTemplate(effective, options.set);
  const shared = { suite, scenario, effective, template, endpoints, options, locate };
  const uses = new Set<string>();
  const reads = new Set<string>();
  const skip = whyNot(effective, options);
  let unset: Diagnostic[] = [];
  const { env, secrets } = namesAround(options, (name, path) => {
    if (skip === undefined) unset.push(expressionDiagnostic(notSet(name, path), locate));
  });
  // A file is named relative to the file that names it, which for a default is another than the scenario's.
  const readAt: Scope['readFile'] = ({ as, path, pointer }, at) => {
    const from = (layerAt(layers, at)?.source ?? scenario.source).file;
    reads.add(suiteFile(suite.root, path, from));
    return readFile(as, path, pointer, from);
  };
  const scopeOf = (roots: Scope['roots'], wrong: Unevaluated[]) =>
    createScope(roots, template.vars, readAt, wrong, uses);
  const diagnostics: Diagnostic[] = [];
  const tell = (wrong: readonly Unevaluated[]) => {
    for (const each of wrong) diagnostics.push(expressionDiagnostic(each, locate));
  };

  // Also in variables that nothing reads.
  tell(undefinedNames(effective['vars'] ?? {}, new Set(template.vars.keys()), ['vars']));
  const inMatrix: Unevaluated[] = [];
  const scopes = { values: scopeOf({ env }, inMatrix), words: scopeOf({ env: (name) => `\${{ env.${name} }}` }, []) };
  const matrix = readMatrix(effective['matrix'], scopes, inMatrix, options.checkEvaluated, locate);
  tell(inMatrix);
  append(diagnostics, matrix.diagnostics);
  const unsetInMatrix = unset;

  const cases: BuiltCases['cases'][number][] = [];
  const ids = new Set<string>();
  const repeat = readRepeat(isObject(effective['repeat']) ? effective['repeat'] : {}, options.repeat);
  if (!repeat) diagnostics.push(impossibleBar(locate));
  const rows = [...combinations(matrix, transportsOf(effective))];
  for (const { row, written, paths, transport } of rows) {
    const group = { id: caseId(scenario.id, written, transport), ...(repeat ?? { count: 1, pass: 1 }) };
    if (ids.has(group.id)) diagnostics.push(duplicateCase(group.id, locate));
    ids.add(group.id);
    const filled: Case[] = [];
    unset = [...unsetInMatrix];
    for (let number = 1; number <= group.count; number++) {
      const id = group.count === 1 ? group.id : `${group.id}#${number}`;
      const wrong: Unevaluated[] = [];
      const about = { id, scenario: scenario.id, transport, repeat: number };
      const scope = scopeOf({ env, secrets, matrix: row, case: about }, wrong);
      const identity = { id, row, transport, repeat: number, group };
      const { case: aCase, diagnostics: found } = fillCase({ ...shared, skip }, identity, scope, wrong);
      tell(wrong);
      append(diagnostics, found);
      if (!aCase) break;
      filled.push(aCase);
    }
    const twins = effective['parity'] === true ? filled.map((aCase) => twinOf(aCase, written)) : [];
    for (const each of [...filled, ...twins]) cases.push({ case: each, paths, unset });
  }
  if (ids.size === 0 && diagnostics.length === 0) diagnostics.push(noCases(locate));
  // What a default expects may be meant for other scenarios.
  for (const { path, written } of template.steps) {
    const at = [...path, 'expect'];
    const facts = { combinations: rows, endpoints: Object.keys(suite.file.endpoints ?? {}) };
    if (rows.length > 0 && scenario.source.has(at))
      append(diagnostics, checkWhen(written['expect'], at, facts, locate));
  }
  return { cases, diagnostics, uses, reads };
}

/** Why its cases do not run: its author says so, or, live, something is missing that it requires. */
function whyNot(effective: JsonObject, { backend, env }: CaseOptions): string | undefined {
  if (effective['skip'] !== undefined) return String(effective['skip']);
  if (backend !== 'live') return undefined;
  // Held against the schema of its file.
  const unmet = unmetOf((effective['requires'] ?? []) as readonly string[], env).map((name) =>
    name.slice('env.'.length),
  );
  if (unmet.length === 0) return undefined;
  return `it requires ${listWords(unmet, 'and')}, which ${unmet.length === 1 ? 'is' : 'are'} not set`;
}

/** Rows × transports, without what `exclude` drops. */
function* combinations({ rows, dropped }: Matrix, transports: readonly TransportName[]) {
  for (const { value: row, written, paths } of rows) {
    for (const transport of transports) {
      if (dropped.some((entry) => contains({ ...row, transport }, entry))) continue;
      yield { row, written, paths, transport };
    }
  }
}

function transportsOf(effective: JsonObject): readonly TransportName[] {
  // Text that is no JSON object cannot be handed to the SDK.
  if (effective['request_raw'] !== undefined) return ['rest'];
  // Held against the schema of its file; removed by a null, it is what it would be without one.
  const transports = effective['transports'] as readonly TransportName[] | undefined;
  return transports ?? ['rest', 'sdk'];
}

function impossibleBar(locate: Locate): Diagnostic {
  const message = '"pass" asks for more repeats than there are, or for none';
  const help = 'let "pass" be from 1 to "count", or a share up to 100%';
  return { severity: 'error', code: 'impossible-bar', message, help, place: locate(['repeat', 'pass']) };
}

function duplicateCase(id: string, locate: Locate): Diagnostic {
  const message = `two rows of the matrix have the id ${id}`;
  const help = 'let their values differ as text';
  return { severity: 'error', code: 'duplicate-case', message, help, place: locate(['matrix']) };
}

function noCases(locate: Locate): Diagnostic {
  const help = 'its exclude drops every row, or its lists are empty';
  return { severity: 'error', code: 'no-cases', message: 'the matrix leaves no case', help, place: locate(['matrix']) };
}
