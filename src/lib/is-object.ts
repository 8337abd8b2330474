import type { Json, JsonObject } from '../model/json.ts';

/** Is this value a JSON object (not null, not a list)? */
export function isObject(value: Json | undefined): value is JsonObject;
export function isObject(value: unknown): value is Record<string, unknown>;
export function isObject(value: unknown): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
