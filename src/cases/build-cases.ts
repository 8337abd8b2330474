import { compile, type Template } from '../expressions/compile.ts';
import type { FileReader } from '../expressions/read-suite-file.ts';
import type { Scope, Unevaluated } from '../expressions/scope.ts';
import { undefinedNames } from '../expressions/undefined-names.ts';
import { append } from '../lib/append.ts';
import { isObject } from '../lib/is-object.ts';
import type { Case } from '../model/case.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import type { TransportName } from '../model/names.ts';
import type { Locate } from '../model/place.ts';
import type { Scenario, Suite } from '../model/suite.ts';
import { caseId } from './case-id.ts';
import type { CaseOptions } from './case-options.ts';
import { fillCase } from './fill-case.ts';
import { createLocate, layerAt, layersOf, mergeLayers } from './layers.ts';
import { contains, mostRows, type Row } from './matrix.ts';
import { rowsOf } from './rows.ts';
import { createScope } from './scope.ts';
import { scenarioTemplate } from './template.ts';

/** The cases of a scenario with the paths of what their rows are made of, and everything that is wrong with them. */
export interface BuiltCases {
  readonly cases: readonly { readonly case: Case; readonly paths: readonly Path[] }[];
  readonly diagnostics: readonly Diagnostic[];
  readonly locate: Locate;
  /** The variables that an expression of the scenario names. */
  readonly uses: ReadonlySet<string>;
}

/** The cases of one scenario: its rows × its transports, everything filled in. */
export function buildCases(
  suite: Suite,
  scenario: Scenario,
  options: CaseOptions & { readonly knownVars: readonly string[] },
  readFile: FileReader,
): BuiltCases {
  const layers = layersOf(suite, scenario);
  const effective = mergeLayers(layers);
  const locate = createLocate(scenario, layers);
  const diagnostics: Diagnostic[] = [];
  const template = scenarioTemplate(effective, asMap(effective['vars']) ?? {}, options.set);
  const endpoints = compileEach(suite.file.endpoints ?? {}, ['endpoints']);
  const uses = usedVariables([effective, suite.file.endpoints ?? {}]);
  const shared = { suite, scenario, effective, template, endpoints, options, locate };

  // A file is named relative to the file that names it, which for a default is another than the scenario's.
  const readAt: Scope['readFile'] = ({ as, path, pointer }, at) =>
    readFile(as, path, pointer, (layerAt(layers, at)?.source ?? scenario.source).file);
  const scopeOf = (values: Parameters<typeof createScope>[2], wrong: Unevaluated[]) =>
    createScope(options, template.vars, values, readAt, wrong);

  const inMatrix: Unevaluated[] = [];
  const named = createScope({ env: {}, unset: (name) => `\${{ env.${name} }}` }, template.vars, {}, readAt, []);
  const matrix = rowsOf(asMap(effective['matrix']), scopeOf({}, inMatrix), named, inMatrix);
  append(
    diagnostics,
    inMatrix.map((each) => expressionDiagnostic(each, locate)),
  );
  if ('tooMany' in matrix) {
    const many = matrix.tooMany > mostRows;
    const message = many
      ? `the matrix has ${thousands(matrix.tooMany)} rows; ${thousands(mostRows)} is the most`
      : `the matrix has ${thousands(matrix.tooMany)} rows, too many for the entries of its include and exclude`;
    report('matrix-too-large', message, 'leave an axis out, or spread it over several scenarios');
    return { cases: [], diagnostics, locate, uses };
  }

  const known = new Set(template.vars.keys());
  const unread = [
    ...undefinedNames(effective['vars'] ?? {}, known, ['vars']),
    ...undefinedNames(suite.file.endpoints ?? {}, new Set([...known, ...options.knownVars]), ['endpoints']),
  ];
  append(
    diagnostics,
    unread.map((each) => expressionDiagnostic(each, locate)),
  );
  const cases: { case: Case; paths: readonly Path[] }[] = [];
  const ids = new Set<string>();
  for (const row of matrix.rows) {
    for (const transport of transportsOf(effective)) {
      if (matrix.dropped.some((entry) => contains({ ...row.value, transport }, entry))) continue;
      const id = caseId(scenario.id, row.written, transport);
      if (ids.has(id))
        report('duplicate-case', `two rows of the matrix have the id ${id}`, 'let their values differ as text');
      ids.add(id);
      add(id, row, transport);
    }
  }
  if (ids.size === 0 && diagnostics.length === 0) {
    report('no-cases', 'the matrix leaves no case', 'its exclude drops every row, or its lists are empty');
  }
  return { cases, diagnostics, locate, uses };

  function add(id: string, row: Row, transport: TransportName): void {
    const wrong: Unevaluated[] = [];
    const scope = scopeOf({ matrix: row.value, case: { id, scenario: scenario.id, transport } }, wrong);
    const filled = fillCase(shared, { id, row: row.value, transport }, scope, wrong);
    append(
      diagnostics,
      wrong.map((each) => expressionDiagnostic(each, locate)),
    );
    append(diagnostics, filled.diagnostics);
    if (filled.case) cases.push({ case: filled.case, paths: row.paths });
  }

  function report(code: string, message: string, help: string): void {
    diagnostics.push({ severity: 'error', code, message, help, place: locate(['matrix']) });
  }
}

function compileEach(values: JsonObject, at: Path): ReadonlyMap<string, Template> {
  return new Map(Object.entries(values).map(([name, value]) => [name, compile(value, [...at, name])]));
}

function transportsOf(effective: JsonObject): readonly TransportName[] {
  // Text that is no JSON object cannot be handed to the SDK.
  if (effective['request_raw'] !== undefined) return ['rest'];
  return (effective['transports'] as readonly TransportName[] | undefined) ?? ['rest', 'sdk'];
}

function usedVariables(value: Json): Set<string> {
  return new Set([...JSON.stringify(value).matchAll(/\bvars\.([A-Za-z_][\w-]*)/g)].map(([, name = '']) => name));
}

/** What an expression without a value tells its author, at its place. */
function expressionDiagnostic({ code, message, help, path }: Unevaluated, locate: Locate): Diagnostic {
  return {
    severity: 'error',
    code: code ?? 'expression',
    message,
    place: locate(path),
    ...(help !== undefined && { help }),
  };
}

function thousands(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

function asMap(value: Json | undefined): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}
