import type { Redactor } from './redact.ts';

/** Redacts every text in a value, as deep as it is. Keys stay. */
export function redactAll<T>(value: T, redact: Redactor): T;
export function redactAll(value: unknown, redact: Redactor): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((each) => redactAll(each, redact));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, redactAll(each, redact)]));
}
