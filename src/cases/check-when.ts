import { closest } from '../lib/closest.ts';
import { glob } from '../lib/glob.ts';
import { isObject } from '../lib/is-object.ts';
import { listWords } from '../lib/list-words.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import type { Locate } from '../model/place.ts';

/** A row × transport of a scenario. `written`: the row as its author wrote it, expressions as text. */
export interface Combination {
  readonly written: JsonObject;
  readonly transport: string;
}

/** What `when` is held against. */
export interface WhenFacts {
  readonly combinations: readonly Combination[];
  /** The names of all endpoints: which one a case has may be said on the command line. */
  readonly endpoints: readonly string[];
}

const backends = ['mock', 'replay', 'live'];

/**
 * Entries of an `expect` whose `when` fits no case, whatever answers: what is expected there would never be asked.
 * `path` is that of `expect`. A value with an expression in it is not judged: it may be another one next time.
 */
export function checkWhen(expect: Json | undefined, path: Path, facts: WhenFacts, locate: Locate): Diagnostic[] {
  if (!Array.isArray(expect)) return [];
  return (expect as readonly Json[]).flatMap((entry, index) => {
    const when = isObject(entry) ? entry['when'] : undefined;
    if (!isObject(when)) return [];
    const at = [...path, index, 'when'];
    const found = Object.entries(when).flatMap(([name, pattern]) => checkKey(name, String(pattern), facts));
    if (found.length > 0) return found.map(({ key, ...words }) => never(words, locate([...at, key])));
    const fits = facts.combinations.some((each) =>
      Object.entries(when).every(([name, pattern]) => isOfAll(name) || mayFit(wordOf(each, name), String(pattern))),
    );
    return fits ? [] : [never({ message: 'no case is all of this at once', help: 'remove a condition' }, locate(at))];
  });
}

function checkKey(name: string, pattern: string, { combinations, endpoints }: WhenFacts) {
  const values = [...new Set(valuesOf())];
  if (values.some((value) => mayFit(value, pattern))) return [];
  const axis = /^matrix\.(.*)$/.exec(name)?.[1];
  if (axis !== undefined && values.length === 0) {
    const axes = [...new Set(combinations.flatMap(({ written }) => Object.keys(written)))];
    const meant = closest(axis, axes);
    const list = axes.length === 0 ? 'the scenario has no matrix' : `the axes are ${listWords(axes, 'and')}`;
    return [
      {
        key: name,
        message: `there is no ${axis} in the matrix`,
        help: meant === undefined ? list : `did you mean matrix.${meant}?`,
      },
    ];
  }
  return [{ key: name, message: `${name} is never ${JSON.stringify(pattern)}`, help: `it is ${listWords(values)}` }];

  function valuesOf(): readonly string[] {
    if (name === 'endpoint') return endpoints;
    if (name === 'backend') return backends;
    return combinations.flatMap((each) => wordOf(each, name) ?? []);
  }
}

/** Of endpoint and backend each that there is fits each case. */
function isOfAll(name: string): boolean {
  return name === 'endpoint' || name === 'backend';
}

function wordOf({ written, transport }: Combination, name: string): string | undefined {
  if (name === 'transport') return transport;
  if (!name.startsWith('matrix.')) return undefined;
  const value = written[name.slice('matrix.'.length)];
  return value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
}

function mayFit(value: string | undefined, pattern: string): boolean {
  if (value === undefined) return false;
  return value.includes('${{') || pattern.includes('${{') || glob(pattern).test(value);
}

function never(
  { message, help }: { readonly message: string; readonly help: string },
  place: Diagnostic['place'],
): Diagnostic {
  const text = `${message}: what is expected here would never be asked`;
  return { severity: 'error', code: 'never-applies', message: text, help, ...(place && { place }) };
}
