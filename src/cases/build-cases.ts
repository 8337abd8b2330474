import { evaluate, type Unevaluated } from '../expressions/evaluate.ts';
import type { createFileReader } from '../expressions/read-suite-file.ts';
import { parseDuration } from '../lib/duration.ts';
import { isObject } from '../lib/is-object.ts';
import type { Case, RequestBody, Timeouts } from '../model/case.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Auth } from '../model/endpoint.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import type { ProfileName, RuleSetting, TransportName } from '../model/names.ts';
import type { Scenario, Suite } from '../model/suite.ts';
import { caseId } from './case-id.ts';
import { profileOf, resolveEndpoint } from './endpoint.ts';
import { expressionDiagnostics } from './expression-diagnostics.ts';
import { createLocate, layerAt, layersOf, mergeLayers } from './layers.ts';
import { contains, expandMatrix } from './matrix.ts';
import type { CaseOptions } from './plan-cases.ts';
import { createScope } from './scope.ts';

/** The cases of one scenario: its rows × its transports, everything filled in. */
export function buildCases(
  suite: Suite,
  scenario: Scenario,
  options: CaseOptions,
  readFile: ReturnType<typeof createFileReader>,
  diagnostics: Diagnostic[],
): Case[] {
  const layers = layersOf(suite, scenario);
  const effective = mergeLayers(layers);
  const locate = createLocate(scenario, layers);
  const report = (code: string, message: string, path: Path, help?: string) =>
    diagnostics.push({ severity: 'error', code, message, place: locate(path), ...(help !== undefined && { help }) });
  const wrong: Unevaluated[] = [];
  // A file is named relative to the file that names it, which for a default is another than the scenario's.
  const readAt: Parameters<typeof createScope>[3] = ({ as, path, pointer }, at) =>
    readFile(as, path, pointer, (layerAt(layers, at)?.source ?? scenario.source).file);
  const vars: JsonObject = { ...asMap(effective['vars']), ...options.set };
  const fill = (value: Json | undefined, matrix: JsonObject, at: Path): Json | undefined =>
    value === undefined ? undefined : evaluate(value, createScope(options.env, vars, matrix, readAt, wrong), wrong, at);

  const matrix = expandMatrix(asMap(fill(effective['matrix'], {}, ['matrix'])) as JsonObject | undefined);
  if ('tooMany' in matrix) {
    report('matrix-too-large', `the matrix has ${matrix.tooMany} rows, and 50000 is the most`, ['matrix']);
    return [];
  }
  // Ids speak of what is written, so that they are the same in every environment.
  const written = expandMatrix(effective['matrix'] as JsonObject | undefined);
  const text = JSON.stringify([effective['request'], effective['endpoint'], vars, effective['mock']]);
  const usesModel = /\bvars\.model\b/.test(text);
  const transports = transportsOf(effective);
  const cases: Case[] = [];
  const ids = new Set<string>();
  for (const [at, row] of matrix.rows.entries()) {
    const scopeFor = (value: Json | undefined, path: Path) => fill(value, row, path);
    const name = String(options.endpoint ?? scopeFor(effective['endpoint'], ['endpoint']));
    const endpoints = asMap(fill(suite.file.endpoints as JsonObject | undefined, row, ['endpoints'])) ?? {};
    const found = resolveEndpoint(name, endpoints, options.origin);
    if ('wrong' in found) {
      report('unknown-endpoint', found.wrong, ['endpoint'], found.help);
      continue;
    }
    const { endpoint, lacks } = found;
    if (lacks.length > 0) report('endpoint-lacks', `the endpoint ${name} has no ${lacks.join(', no ')}`, ['endpoint']);
    const request = requestOf(effective, scopeFor);
    const profile = (effective['profile'] as ProfileName | undefined) ?? profileOf(endpoint, modelOf(request));
    const mock = scopeFor(effective['mock'], ['mock']);
    const step = {
      path: [],
      request,
      headers: lowerCase(asMap(scopeFor(effective['headers'], ['headers'])) ?? {}),
      expect: asMap(scopeFor(effective['expect'], ['expect'])) ?? {},
      ...(mock !== undefined && { mock }),
    };
    const shared = {
      scenario,
      row,
      repeat: 1,
      title: String(effective['title']),
      tags: (effective['tags'] as readonly string[] | undefined) ?? [],
      endpoint,
      profile,
      auth: (scopeFor(effective['auth'], ['auth']) ??
        endpoint.auth ??
        (endpoint.kind === 'custom' ? 'none' : 'adc')) as Auth,
      timeouts: timeoutsOf(asMap(effective['timeout']) ?? {}, options.timeout),
      rules: (asMap(asMap(effective['contract'])?.['rules']) ?? {}) as { readonly [rule: string]: RuleSetting },
      ...(typeof effective['skip'] === 'string' && { skip: effective['skip'] }),
      usesModel,
      steps: [step],
      locate,
    };
    const named = ('rows' in written ? written.rows[at] : undefined) ?? row;
    for (const transport of transports) {
      if (matrix.excludeTransport.some((entry) => contains({ ...row, transport }, entry))) continue;
      const id = caseId(scenario.id, named, transport);
      if (ids.has(id)) report('duplicate-case', `two rows of the matrix have the id ${id}`, ['matrix']);
      ids.add(id);
      cases.push({ ...shared, id, transport });
    }
  }
  diagnostics.push(...expressionDiagnostics(wrong, locate));
  return cases;
}

function transportsOf(effective: JsonObject): TransportName[] {
  // Text that is no JSON object cannot be handed to the SDK.
  if (effective['request_raw'] !== undefined) return ['rest'];
  return [...((effective['transports'] as readonly TransportName[] | undefined) ?? ['rest', 'sdk'])];
}

function requestOf(
  effective: JsonObject,
  fill: (value: Json | undefined, path: Path) => Json | undefined,
): RequestBody {
  const raw = fill(effective['request_raw'], ['request_raw']);
  if (raw !== undefined) return { kind: 'raw', text: String(raw) };
  return { kind: 'json', json: asMap(fill(effective['request'], ['request'])) ?? {} };
}

function modelOf(request: RequestBody): unknown {
  return request.kind === 'json' ? request.json['model'] : undefined;
}

function timeoutsOf(written: JsonObject, total: number | undefined): Timeouts {
  const ms = (name: keyof Timeouts, otherwise: number) => parseDuration(String(written[name])) ?? otherwise;
  return {
    connect: ms('connect', 10_000),
    first_event: ms('first_event', 60_000),
    idle: ms('idle', 30_000),
    total: total ?? ms('total', 300_000),
  };
}

function lowerCase(headers: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

function asMap(value: Json | undefined): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}
