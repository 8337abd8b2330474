import type { Json, JsonObject } from '../model/json.ts';

/** How often a row × transport runs, and how many of them must pass. */
export interface Repeat {
  readonly count: number;
  readonly pass: number;
}

/**
 * `repeat` as it was written, with the count of the command line where there is one (`asked`): a bar of 9 of 10 is one
 * of 90 % then. Undefined where more must pass than run, or none.
 */
export function readRepeat(written: JsonObject, asked: number | undefined): Repeat | undefined {
  const count = Number(written['count'] ?? 1);
  const share = readShare(written['pass'], count);
  // A bar of nothing would be green whatever happened.
  if (!(share > 0 && share <= 1)) return undefined;
  const runs = asked ?? count;
  // A share such as 0.7 of 10 is a little more than 7 in binary.
  return { count: runs, pass: Math.ceil(share * runs - 1e-9) };
}

/** Without a bar all must pass. */
function readShare(pass: Json | undefined, count: number): number {
  if (pass === undefined) return 1;
  return typeof pass === 'string' ? Number.parseFloat(pass) / 100 : Number(pass) / count;
}
