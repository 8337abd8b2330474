import { closest } from '../lib/closest.ts';
import type { SchemaError } from '../schema/builtin.ts';

/** What of a schema is told to authors. A `title` beside a keyword says what belongs there, in words. */
export interface SchemaWords {
  readonly title?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly properties?: { readonly [key: string]: SchemaWords };
}

/** What belongs there, to follow "must be": `a duration such as 300ms, 10s, 5m or 1h`. */
export function expected({ keyword, params }: SchemaError, { title, type }: SchemaWords): string {
  if (keyword === 'const') return JSON.stringify(params['allowedValue']);
  if (title !== undefined) return title;
  switch (keyword) {
    case 'type':
      return [type ?? []]
        .flat()
        .filter((one) => one !== 'null')
        .map((one) => kinds[one] ?? one)
        .join(' or ');
    case 'enum':
      return params['allowedValues'].filter((one: unknown) => one !== null).join(', ');
    case 'minimum':
      return `at least ${params['limit']}`;
    case 'maximum':
      return `at most ${params['limit']}`;
    case 'minLength':
      return 'text that is not empty';
    case 'minItems':
      return 'a list that is not empty';
    case 'minProperties':
      return 'a map that is not empty';
    case 'maxProperties':
      return 'a map with one key';
    default:
      throw new Error(`a schema uses ${keyword} without a title that says what belongs there`);
  }
}

const kinds: { readonly [type: string]: string } = {
  object: 'a map',
  array: 'a list',
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
};

/** What is there, to follow "but it is". Long text is cut. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'an empty map' : 'a map';
  if (typeof value !== 'string') return `${typeof value === 'number' ? 'the number ' : ''}${value}`;
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
}

/** What to write instead, where that can be guessed. */
export function wayOut(
  { keyword, params, data }: SchemaError,
  { title = '', type = [] }: SchemaWords,
): string | undefined {
  const types = [type].flat();
  if (keyword === 'enum' && typeof data === 'string') {
    const known = params['allowedValues'].filter((one: unknown) => typeof one === 'string');
    const near = closest(data, known);
    return near === undefined ? undefined : `did you mean "${near}"?`;
  }
  if (title.startsWith('a duration') && typeof data === 'number')
    return `write ${data}s for seconds, ${data}ms for milliseconds`;
  if (title.endsWith('in lower case') && typeof data === 'string') return `write ${data.toLowerCase()}`;
  if (title.includes('quote')) return `quote it: "${typeof data === 'object' ? '…' : data}"`;
  if (types.includes('string') && (typeof data === 'number' || typeof data === 'boolean')) return `quote it: "${data}"`;
  if (types.includes('array') && keyword === 'type' && typeof data === 'string') return `write [${data}]`;
  return undefined;
}
