import type { JsonObject } from '../model/json.ts';

/** What the service refuses in a request whatever its scenario says, in its own words; undefined where nothing. */
export function findConflict(_request: JsonObject): string | undefined {
  return undefined;
}
