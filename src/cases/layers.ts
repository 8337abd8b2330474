import { isObject } from '../lib/is-object.ts';
import type { Timeouts } from '../model/case.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import type { Locate } from '../model/place.ts';
import type { Scenario, Source, Suite } from '../model/suite.ts';

/** One of the things that lie over one another to make a scenario's effective values, lowest first. */
export interface Layer {
  /** For people: `built in`, `suite defaults`, the name of a file. */
  readonly name: string;
  readonly value: JsonObject;
  readonly source?: Source;
  /** Where in the source the value stands. */
  readonly base: Path;
}

/** Deadlines where nobody sets one, and where somebody removes what a default has set. */
export const builtInTimeouts: Timeouts = { connect: 10_000, first_event: 60_000, idle: 30_000, total: 300_000 };

export const builtInEndpoint = 'managed';

/** What holds where nobody says otherwise (docs/reference/format.md). */
const builtIn: JsonObject = {
  endpoint: builtInEndpoint,
  transports: ['rest', 'sdk'],
  timeout: Object.fromEntries(Object.entries(builtInTimeouts).map(([name, ms]) => [name, `${ms}ms`])),
};

/** Built-in < suite < folders, outer to inner < scenario. */
export function layersOf(suite: Suite, scenario: Scenario): Layer[] {
  const layers: Layer[] = [{ name: 'built in', value: builtIn, base: [] }];
  const { vars, contract, defaults } = suite.file;
  const shared: JsonObject = {
    ...(vars && { vars }),
    ...(contract && { contract: contract as unknown as JsonObject }),
  };
  layers.push({ name: 'suite', value: shared, source: suite.source, base: [] });
  if (defaults) {
    layers.push({ name: 'suite defaults', value: defaults as JsonObject, source: suite.source, base: ['defaults'] });
  }
  for (const source of scenario.defaults) {
    if (isObject(source.value)) layers.push({ name: 'folder defaults', value: source.value, source, base: [] });
  }
  layers.push({ name: 'scenario', value: scenario.file as unknown as JsonObject, source: scenario.source, base: [] });
  return layers;
}

/**
 * Maps merge deeply, lists and scalars replace, null removes; inside `request` and `mock` null is data. It is data, too,
 * inside a variable or a schema that lies over nothing: `{ const: null }` must not become a schema that asks nothing.
 */
export function mergeLayers(layers: readonly Layer[]): JsonObject {
  return layers.reduce<JsonObject>((below, { value }) => merge(below, value), {});
}

const literal = ['request', 'mock', 'matrix'];

export function merge(below: JsonObject, above: JsonObject, at: readonly string[] = []): JsonObject {
  const merged: Record<string, Json> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = merged[key];
    if (at.length === 0 && literal.includes(key)) merged[key] = value;
    else if (value === null) delete merged[key];
    else if (!isObject(value)) merged[key] = value;
    else if (isObject(under)) merged[key] = merge(under, value, [...at, key]);
    else merged[key] = at.length === 0 || at[0] === 'contract' ? merge({}, value, [...at, key]) : value;
  }
  return merged;
}

/** The layer a value comes from: the highest that has it. */
export function layerAt(layers: readonly Layer[], path: Path): Layer | undefined {
  return layers.findLast(({ source, value, base }) => (source ? source.has([...base, ...path]) : hasPath(value, path)));
}

function hasPath(value: Json, path: Path): boolean {
  let at: Json | undefined = value;
  for (const step of path) {
    if (!isObject(at) || !Object.hasOwn(at, step)) return false;
    at = at[step];
  }
  return true;
}

/** What a step has from its scenario or from a default stands there: `headers`, `timeout`, `expect`. */
export function inheritedPath(layers: readonly Layer[], path: Path): Path {
  if (path[0] !== 'steps' || path.length < 4 || layerAt(layers, path)) return path;
  const inherited = path.slice(2);
  return layerAt(layers, inherited) ? inherited : path;
}

/** The place of any value of the effective scenario: of its nearest parent that somebody wrote, at the least. */
export function createLocate(scenario: Scenario, layers: readonly Layer[]): Locate {
  return (asked) => {
    const path = inheritedPath(layers, asked);
    for (let length = path.length; length > 0; length--) {
      const part = path.slice(0, length);
      const layer = layerAt(layers, part);
      if (layer?.source) return layer.source.locate([...layer.base, ...part], length === path.length ? 'value' : 'key');
    }
    return scenario.source.locate([]);
  };
}
