import { parseDuration } from '../lib/duration.ts';
import type { Timeouts } from '../model/case.ts';
import type { JsonObject } from '../model/json.ts';
import { builtInTimeouts } from './layers.ts';

/** Deadlines as they were written; `total` (milliseconds) is that of the command line. */
export function readTimeouts(written: JsonObject, total: number | undefined): Timeouts {
  const ms = (name: keyof Timeouts) => parseDuration(String(written[name])) ?? builtInTimeouts[name];
  return { connect: ms('connect'), first_event: ms('first_event'), idle: ms('idle'), total: total ?? ms('total') };
}
