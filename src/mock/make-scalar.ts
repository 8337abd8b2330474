import type { JsonObject } from '../model/json.ts';
import { textForPattern } from './text-for-pattern.ts';

/** A number within the limits of a schema; `nth` tells equal ones apart. Undefined where there is none. */
export function makeNumber(schema: JsonObject, whole: boolean, nth: number): number | undefined {
  const limit = (key: string) => (typeof schema[key] === 'number' ? schema[key] : undefined);
  const above = limit('exclusiveMinimum');
  const below = limit('exclusiveMaximum');
  const low = Math.max(limit('minimum') ?? -Infinity, above ?? -Infinity);
  const high = Math.min(limit('maximum') ?? Infinity, below ?? Infinity);
  const fits = (value: number) => value >= low && value <= high && value !== above && value !== below;
  const multiple = limit('multipleOf');
  const step = whole ? wholeStep(multiple ?? 1) : (multiple ?? 1);
  const start = low > -Infinity ? Math.ceil(low / step) : high < step ? Math.floor(high / step) : 1;
  const down = low === -Infinity && high < step ? -1 : 1;
  // The limits may be exclusive, so the first step need not fit.
  for (const at of [nth, nth + 1, 0, 1]) {
    const value = (start + down * at) * step;
    if (fits(value)) return value;
  }
  const middle = (low + high) / 2;
  return !whole && multiple === undefined && fits(middle) ? middle : undefined;
}

/** The smallest whole number that is a multiple of this. */
function wholeStep(multiple: number): number {
  for (let step = multiple; step < multiple * 1000; step += multiple) if (Number.isInteger(step)) return step;
  return multiple;
}

/** A text as long as a schema wants it, in its format, matching its pattern; `nth` tells equal ones apart. */
export function makeText(schema: JsonObject, nth: number): string {
  const least = Number(schema['minLength'] ?? 0);
  const most = Number(schema['maxLength'] ?? Infinity);
  if (typeof schema['pattern'] === 'string') return textForPattern(schema['pattern'], least);
  const text = formats[String(schema['format'])] ?? `text${nth === 0 ? '' : ` ${nth + 1}`}`;
  return text.padEnd(least, ' text').slice(0, most);
}

/** Of those that plain text is not already in. */
const formats: { readonly [format: string]: string } = {
  date: '2026-11-20',
  'date-time': '2026-11-20T12:00:00Z',
  time: '12:00:00Z',
  'iso-date-time': '2026-11-20T12:00:00Z',
  'iso-time': '12:00:00Z',
  duration: 'PT1H',
  email: 'somebody@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  uuid: '00000000-0000-4000-8000-000000000000',
  'json-pointer': '/text',
  'json-pointer-uri-fragment': '#/text',
  'relative-json-pointer': '0',
};
