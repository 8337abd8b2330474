import { isObject } from '../lib/is-object.ts';
import type { Json, JsonObject } from '../model/json.ts';

/** One reply per HTTP attempt, or (`by_repeat`) the one of this repeat over what stands beside it. */
export function repliesOf(mock: Json, repeat: number): readonly JsonObject[] {
  if (Array.isArray(mock)) return (mock as readonly Json[]).map((reply) => (isObject(reply) ? reply : {}));
  const { match: _, by_repeat: byRepeat, ...shared } = isObject(mock) ? mock : {};
  if (!Array.isArray(byRepeat)) return [shared];
  const reply: Json = byRepeat[Math.min(repeat, byRepeat.length) - 1];
  return [isObject(reply) ? { ...shared, ...reply } : shared];
}

/** Is one of the replies of a mock this scenario's recording? */
export function asksForRecording(mock: Json | undefined): boolean {
  if (Array.isArray(mock)) return (mock as readonly Json[]).some(asksForRecording);
  if (!isObject(mock)) return false;
  return mock['recording'] === true || asksForRecording(mock['by_repeat']);
}

/** The reply to an attempt, counted from 0: the last one stays. */
export function replyAt(replies: readonly JsonObject[], attempt: number): JsonObject {
  return replies[Math.min(attempt, replies.length - 1)] ?? {};
}
