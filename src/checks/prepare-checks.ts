import { isObject } from '../lib/is-object.ts';
import type { Case, Step } from '../model/case.ts';
import type { Author, CheckSchemas, PreparedFacet, RequestSchema, Validate } from '../model/check.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { JsonObject, Path } from '../model/json.ts';
import type { ProfileName } from '../model/names.ts';
import { compileAuthorSchema } from '../schema/author.ts';
import { type BuiltinSchema, loadValidator } from '../schema/builtin.ts';
import { explainErrors } from '../schema/explain-errors.ts';
import type { LoadFile } from '../schema/references.ts';
import { compileRequestSchema } from '../schema/request.ts';
import { objectAt } from './choices.ts';
import { declaredTools } from './declared-tools.ts';
import { facetChecks } from './facets.ts';

/** What the checks of one step need, compiled; `diagnostics` say what is wrong with its `expect`. */
export interface PreparedChecks {
  readonly schemas: CheckSchemas;
  readonly facets: readonly PreparedExpectation[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A facet of one expectation. */
interface PreparedExpectation {
  readonly name: FacetCheck;
  /** Of the expectation it stands in. */
  readonly path: Path;
  readonly judge: PreparedFacet;
}

type FacetCheck = keyof typeof facetChecks;

/**
 * Compiles all that a step's checks hold an answer against: the profile's response schemas, the schemas in its request,
 * those of its `expect`. To be done before anything is sent, so that the author hears of all mistakes at once.
 * `loadFile` reads what a `$ref` names.
 */
export async function prepareChecks(aCase: Case, step: Step, loadFile: LoadFile): Promise<PreparedChecks> {
  const diagnostics: Diagnostic[] = [];
  const schemas = await prepareSchemas(aCase.profile, step);
  const facets: PreparedExpectation[] = [];
  for (const { path, facets: wanted } of step.expect) {
    const unknown = Object.keys(wanted).find((name) => !Object.hasOwn(facetChecks, name));
    if (unknown !== undefined) throw new Error(`${aCase.id} expects ${unknown}, which no facet is`);
    for (const name of Object.keys(facetChecks) as FacetCheck[]) {
      const expected = wanted[name] ?? null;
      if (expected === null) continue;
      const author = authorOf(aCase, [...step.path, ...path, name], diagnostics, loadFile);
      facets.push({ name, path, judge: await facetChecks[name].prepare(expected, author) });
    }
  }
  return { schemas, facets, diagnostics };
}

function authorOf(aCase: Case, at: Path, diagnostics: Diagnostic[], loadFile: LoadFile): Author {
  const wrong = (path: Path, code: string, message: string, help?: string) => {
    const place = aCase.locate([...at, ...path]);
    diagnostics.push({ severity: 'error', code, message, ...(help !== undefined && { help }), place });
  };
  return {
    wrong,
    async compile(schema, path) {
      const compiled = await compileAuthorSchema(schema, loadFile);
      if ('validate' in compiled) return compiled.validate;
      for (const each of compiled.problems) wrong([...path, ...each.path], each.code, each.message, each.help);
      return () => [];
    },
  };
}

async function prepareSchemas(profile: ProfileName, { request }: Step): Promise<CheckSchemas> {
  const [body, chunk, error] = await Promise.all(
    ([profile, `${profile}-chunk`, `${profile}-error`] as const).map(loadBuiltin),
  );
  if (!body || !chunk || !error) throw new Error(`${profile} lacks a response schema`);
  const json: JsonObject = request.kind === 'json' ? request.json : {};
  const parameters = new Map<string, RequestSchema>();
  for (const [name, schema] of declaredTools(json)) {
    if (schema !== undefined) parameters.set(name, await compileRequestSchema(schema));
  }
  const format = await prepareFormat(json);
  return { body, chunk, error, parameters, ...(format && { format }) };
}

async function loadBuiltin(name: BuiltinSchema): Promise<Validate> {
  const validate = await loadValidator(name);
  return (value, subject) => explainErrors(validate(value), subject);
}

async function prepareFormat(request: JsonObject): Promise<RequestSchema | undefined> {
  const format = objectAt(request, 'response_format');
  if (format['type'] !== 'json_schema') return undefined;
  const { schema } = objectAt(format, 'json_schema');
  if (isObject(schema)) return compileRequestSchema(schema);
  const reason = schema === undefined ? 'response_format has no json_schema.schema' : 'json_schema.schema is no map';
  return { kind: 'not-compilable', reason };
}
