import { closest } from '../lib/closest.ts';
import { isObject } from '../lib/is-object.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import type { Source } from '../model/suite.ts';
import { diagnostic, type Report } from './diagnostic.ts';
import { isExpression } from './expression-places.ts';
import { unheardKeys } from './unheard-keys.ts';

/** What of its suite a file refers to by name. */
export interface SuiteNames {
  readonly endpoints: readonly string[];
  readonly tags: readonly string[];
}

/** The names a suite declares; undefined where `suite.yaml` cannot be read, so that nothing can be said about them. */
export function suiteNames(suite: Source | undefined): SuiteNames | undefined {
  if (suite === undefined || !isObject(suite.value)) return undefined;
  return { endpoints: keysOf(suite.value['endpoints']), tags: keysOf(suite.value['tags']) };
}

/** Endpoints and tags that the suite does not have, in a scenario, in `_defaults.yaml`, or at `base` in the suite. */
export function checkNames(source: Source, names: SuiteNames, base: Path = []): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const map = base.reduce<Json | undefined>((at, step) => (isObject(at) ? at[step] : undefined), source.value);
  if (!isObject(map)) return diagnostics;
  const { endpoint, tags } = map;
  if (typeof endpoint === 'string' && !isExpression(endpoint) && !names.endpoints.includes(endpoint)) {
    const help = suggestion(endpoint, names.endpoints, 'the suite has: ') ?? 'add it to "endpoints" of suite.yaml';
    report({ code: 'unknown-endpoint', message: `the suite has no endpoint "${endpoint}"`, help }, ['endpoint']);
  }
  for (const [index, tag] of (Array.isArray(tags) ? tags : []).entries()) {
    if (typeof tag !== 'string' || isExpression(tag) || names.tags.includes(tag)) continue;
    const near = closest(tag, names.tags);
    const help = near === undefined ? 'register it under "tags" of suite.yaml' : `did you mean "${near}"?`;
    report({ code: 'unregistered-tag', message: `the tag "${tag}" is not registered in suite.yaml`, help }, [
      'tags',
      index,
    ]);
  }
  return diagnostics;

  function report(what: Report, path: Path): void {
    diagnostics.push(diagnostic({ ...what, place: source.locate([...base, ...path]) }));
  }
}

/** What keys of a scenario say about each other. */
export function checkKeys({ value, locate }: Source): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  if (!isObject(value)) return diagnostics;
  const what = ['request', 'request_raw', 'steps'].filter((key) => Object.hasOwn(value, key));
  const report = (path: Path, words: Report): void => {
    diagnostics.push(diagnostic({ ...words, place: locate(path, 'key') }));
  };
  for (const { path, beside } of unheardKeys(value)) {
    const help = 'keep one of them';
    report(path, { code: 'conflicting-keys', message: `"${path.at(-1)}" says nothing beside "${beside}"`, help });
  }
  if (what.length === 0) {
    const help = 'add request: … (or request_raw or steps)';
    report([], { code: 'missing-key', message: 'the scenario says nothing to send: "request" is missing', help });
  }
  if (what.includes('request_raw') && value['parity'] === true) {
    const help = 'remove "parity"';
    report(['parity'], { code: 'conflicting-keys', message: '"parity" needs a request that is JSON', help });
  }
  const inSteps = ['request', 'request_raw', 'expect', 'mock', 'parity'];
  const [first, ...others] = what.includes('steps')
    ? ['steps', ...inSteps.filter((key) => Object.hasOwn(value, key))]
    : what;
  for (const key of others) {
    const help = first === 'steps' ? `move "${key}" into a step` : 'keep one of them';
    report([key], { code: 'conflicting-keys', message: `"${key}" cannot stand beside "${first}"`, help });
  }
  const { transports } = value;
  if (Object.hasOwn(value, 'request_raw') && Array.isArray(transports) && transports.includes('sdk')) {
    const message = '"request_raw" runs on rest alone: the SDK sends nothing but JSON';
    const help = 'remove sdk from "transports"';
    const place = locate(['transports', transports.indexOf('sdk')]);
    diagnostics.push(diagnostic({ code: 'raw-over-sdk', message, help, place }));
  }
  diagnostics.push(...checkSteps(value, locate), ...checkAxes(value, locate), ...checkExclude(value, locate));
  return diagnostics;
}

/** Ids are names: two steps cannot share one. */
function checkSteps({ steps }: JsonObject, locate: Source['locate']): Diagnostic[] {
  if (!Array.isArray(steps)) return [];
  const ids = (steps as readonly Json[]).map((step) => (isObject(step) ? step['id'] : undefined));
  return ids.flatMap((id, index) => {
    if (typeof id !== 'string' || ids.indexOf(id) === index) return [];
    const message = `two steps have the id "${id}"`;
    return [
      diagnostic({
        code: 'duplicate-step',
        message,
        help: 'rename one of them',
        place: locate(['steps', index, 'id']),
      }),
    ];
  });
}

/** `transport` is in every row already: it may only be excluded. */
function checkAxes({ matrix }: JsonObject, locate: Source['locate']): Diagnostic[] {
  if (!isObject(matrix)) return [];
  const rows = Array.isArray(matrix['include']) ? matrix['include'] : [];
  const paths: Path[] = [['matrix'], ...rows.map((_, index) => ['matrix', 'include', index])];
  return [matrix, ...rows].flatMap((map, index) => {
    if (!isObject(map) || !Object.hasOwn(map, 'transport')) return [];
    const message = '"transport" cannot be an axis: every row has it already';
    const help = 'use "transports", and "transport" only under "exclude"';
    const place = locate([...(paths[index] ?? []), 'transport'], 'key');
    return [diagnostic({ code: 'reserved-axis', message, help, place })];
  });
}

/** An entry that names what no row has excludes nothing. */
function checkExclude({ matrix }: JsonObject, locate: Source['locate']): Diagnostic[] {
  if (!isObject(matrix) || !Array.isArray(matrix['exclude'])) return [];
  const { include: _, exclude, ...axes } = matrix;
  const known = [...Object.keys(axes), 'transport'];
  return (exclude as readonly Json[]).flatMap((entry, index) => {
    if (!isObject(entry)) return [];
    const at = ['matrix', 'exclude', index];
    const unknown = Object.keys(entry).filter((key) => !known.includes(key));
    const { transport } = entry;
    const isOdd = transport !== undefined && transport !== 'rest' && transport !== 'sdk';
    return [
      ...unknown.map((key) => {
        const help = suggestion(key, known, 'the axes are ');
        const message = `"${key}" is no axis of this matrix: the entry excludes nothing`;
        return diagnostic({ code: 'unknown-axis', message, help, place: locate([...at, key], 'key') });
      }),
      ...(isOdd
        ? [
            diagnostic({
              code: 'unknown-transport',
              message: `there is no transport ${JSON.stringify(transport)}`,
              help: 'the transports are rest and sdk',
              place: locate([...at, 'transport']),
            }),
          ]
        : []),
    ];
  });
}

function suggestion(word: string, known: readonly string[], list: string): string | undefined {
  const near = closest(word, known);
  if (near !== undefined) return `did you mean "${near}"?`;
  return known.length === 0 ? undefined : `${list}${known.join(', ')}`;
}

function keysOf(value: Json | undefined): string[] {
  return isObject(value) ? Object.keys(value) : [];
}
