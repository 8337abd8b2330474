import { isObject } from '../lib/is-object.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { ProfileName } from '../model/names.ts';
import { buildCompletion, type Occasion } from './build-completion.ts';
import { cutIntoChunks } from './cut-into-chunks.ts';
import { errorBody, statusOfError } from './error-body.ts';
import { applyFaults, type Script, split, type Write } from './faults.ts';
import { habits } from './habits.ts';
import { applyPatch } from './patch.ts';
import { replyForm } from './reply-form.ts';
import { synthesise } from './synthesise.ts';
import { writeBody } from './write-body.ts';

/** What goes over the wire, before it is written. */
interface Written {
  readonly type: string;
  readonly writes: readonly string[];
  readonly isStream: boolean;
}

/**
 * One reply of a scenario's `mock` as a response (docs/reference/format.md#the-keys-of-mock).
 *
 * Throws where an expression of the reply gave a value that cannot be sent.
 */
export function respond(reply: JsonObject, occasion: Occasion & { readonly signal: AbortSignal }): Response {
  const profile = (reply['profile'] as ProfileName | undefined) ?? occasion.profile;
  const { headers: said, pace, fault } = reply;
  const status = statusOf(reply);
  const { type, writes, isStream } = write(reply, status, { ...occasion, profile });
  const headers = new Headers({ 'content-type': type });
  for (const [name, value] of Object.entries(isObject(said) ? said : {})) headers.set(name, String(value));
  const init = { status, headers };
  // The Fetch standard's null body statuses.
  if (status === 204 || status === 205 || status === 304) return new Response(null, init);
  const [only = '', ...more] = writes;
  const splits = reply['writes_at'];
  if (more.length === 0 && pace === undefined && fault === undefined && splits === undefined) {
    return new Response(only, init);
  }
  const { errorsInList } = habits[profile];
  // An error inside of a stream comes after the status, and has none of its own but its code.
  const asError = (error: Json): Json => errorBody(error, statusOfError(error), errorsInList);
  const script = splitAt(applyFaults({ writes, isStream, errorBody: asError }, fault), splits);
  return new Response(writeBody(script, pace, occasion.signal), init);
}

/** `writes_at`: the byte offsets at which writes begin, whatever the events are. */
function splitAt({ writes, end }: Script, offsets: Json | undefined): Script {
  if (!Array.isArray(offsets)) return { writes, end };
  const sorted = [...(offsets as readonly Json[]).map(Number)].sort((a, b) => a - b);
  let rest = writes;
  let at = 0;
  const all: Write[] = [];
  for (const offset of [...sorted, Number.POSITIVE_INFINITY]) {
    const [before, behind] = split(rest, offset - at);
    const [first] = before;
    // One write for all that stands before the next offset.
    if (first) all.push({ bytes: Buffer.concat(before.map(({ bytes }) => bytes)), wait: first.wait });
    rest = behind;
    at = offset;
  }
  return { writes: all, end };
}

function patchChunks(chunks: readonly Json[], patch: Json | undefined): readonly Json[] {
  if (!isObject(patch)) return chunks;
  const { each, first, last } = patch;
  return chunks.map((chunk, index) => {
    const all = applyPatch(chunk, each);
    const begun = index === 0 ? applyPatch(all, first) : all;
    return index === chunks.length - 1 ? applyPatch(begun, last) : begun;
  });
}

function statusOf(reply: JsonObject): number {
  const { status, error } = reply;
  if (status === undefined) return replyForm(reply) === 'error' ? statusOfError(error) : 200;
  if (/^[2-5]\d\d$/.test(String(status))) return Number(status);
  throw new Error(`the status of the mock is none: ${JSON.stringify(status)}`);
}

function write(reply: JsonObject, status: number, occasion: Occasion): Written {
  const { body, error, patch, chunks } = reply;
  const { types, errorsInList } = habits[occasion.profile];
  const whole = (json: Json): Written => ({ type: types.json, writes: [JSON.stringify(json)], isStream: false });
  const stream = (objects: readonly Json[]): Written => {
    const chunks = patchChunks(objects, reply['patch_chunks']);
    const events = [...chunks.map((object) => JSON.stringify(object)), ...(reply['done'] === false ? [] : ['[DONE]'])];
    return { type: types.stream, writes: events.map((event) => `data: ${event}\n\n`), isStream: true };
  };
  switch (replyForm(reply)) {
    case 'raw':
      return { type: 'text/plain; charset=utf-8', writes: [String(reply['raw'])], isStream: false };
    case 'body':
      return whole(applyPatch(body ?? null, patch));
    case 'chunks':
      return stream(chunks as readonly Json[]);
    case 'error':
      return whole(applyPatch(errorBody(error, status, errorsInList), patch));
    case 'answer':
      return answer(reply, occasion);
    case 'synthetic':
      return answer({ ...synthesise(occasion.request), ...reply }, occasion);
  }

  function answer(full: JsonObject, { request, profile }: Occasion): Written {
    const built = buildCompletion(full, occasion);
    const completion = applyPatch(built.body, patch);
    if (request['stream'] !== true || !isObject(completion)) return whole(completion);
    const pieces = full['pieces'] === undefined ? 5 : Number(full['pieces']);
    return stream(cutIntoChunks(completion, built.thoughts, { request, profile }, pieces));
  }
}
