import { HttpResponse } from 'msw';
import { parseDuration } from '../lib/duration.ts';
import { isObject } from '../lib/is-object.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { ProfileName } from '../model/names.ts';
import { buildCompletion } from './build-completion.ts';
import { cutIntoChunks } from './cut-into-chunks.ts';
import { errorBody } from './error-body.ts';
import { applyPatch } from './patch.ts';

/** What a reply is made for. */
export interface Occasion {
  readonly request: JsonObject;
  readonly profile: ProfileName;
  /** Ids of an answer follow from it, so that the same case has the same answer on every machine. */
  readonly seed: string;
  readonly signal: AbortSignal;
}

/** One reply of a scenario's `mock` as a response (`format.md` section 7). */
export function respond(reply: JsonObject, occasion: Occasion): Response {
  const { request } = occasion;
  const profile = (reply['profile'] as ProfileName | undefined) ?? occasion.profile;
  const status = typeof reply['status'] === 'number' ? reply['status'] : 200;
  const headers = asHeaders(reply['headers']);
  const json = (body: Json) => HttpResponse.json(body, { status, headers });
  if (typeof reply['raw'] === 'string') return new HttpResponse(reply['raw'], { status, headers });
  if (reply['body'] !== undefined) return json(reply['body']);
  if (reply['error'] !== undefined || status >= 400) return json(errorBody(reply['error'], status, profile));
  if (Array.isArray(reply['chunks'])) {
    return stream(reply['chunks'] as readonly Json[], reply['done'] !== false, reply, headers, occasion.signal);
  }
  const completion = applyPatch(buildCompletion(reply, request, profile, occasion.seed), reply['patch']);
  if (request['stream'] !== true) return json(completion);
  const pieces = typeof reply['pieces'] === 'number' ? reply['pieces'] : 5;
  return stream(cutIntoChunks(completion, request, profile, pieces), true, reply, headers, occasion.signal);
}

function asHeaders(headers: Json | undefined): Record<string, string> {
  if (!isObject(headers)) return {};
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

/** One write per event, taken as the reader asks for it; with `pace`, at its time. */
function stream(
  chunks: readonly Json[],
  done: boolean,
  { pace }: JsonObject,
  headers: Record<string, string>,
  signal: AbortSignal,
): Response {
  const encoder = new TextEncoder();
  const events = [...chunks.map((chunk) => JSON.stringify(chunk)), ...(done ? ['[DONE]'] : [])];
  const first = paceOf(pace, 'first');
  const every = paceOf(pace, 'every');
  let at = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const wait = at === 0 ? first : every;
        if (wait > 0) await sleep(wait, signal);
        if (signal.aborted) return controller.error(signal.reason);
        const event = events[at];
        at += 1;
        if (event !== undefined) controller.enqueue(encoder.encode(`data: ${event}\n\n`));
        if (at >= events.length) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return new HttpResponse(body, { headers: { 'content-type': 'text/event-stream', ...headers } });
}

function paceOf(pace: Json | undefined, which: string): number {
  const text = isObject(pace) ? pace[which] : undefined;
  return typeof text === 'string' ? (parseDuration(text) ?? 0) : 0;
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(finish, ms);
    signal.addEventListener('abort', finish, { once: true });
    function finish(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    }
  });
}
