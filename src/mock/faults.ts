import { parseDuration } from '../lib/duration.ts';
import { isObject } from '../lib/is-object.ts';
import { plural } from '../lib/plural.ts';
import type { Json, JsonObject } from '../model/json.ts';

/** How a body is written: its writes in order, each after a wait, and how it ends. */
export interface Script {
  readonly writes: readonly Write[];
  /** `reset` breaks the connection instead of ending the body. */
  readonly end: 'close' | 'reset';
}

export interface Write {
  readonly bytes: Uint8Array;
  /** Milliseconds before it, over those of `pace`. */
  readonly wait: number;
}

/** What faults work on: a stream as its events, a whole body as one write. */
export interface Faultable {
  readonly writes: readonly string[];
  readonly isStream: boolean;
  /** How this server family writes an error: the body of one. */
  readonly errorBody: (error: Json) => Json;
}

/**
 * What goes wrong on the way, in the order it is written. Events are counted from 1 as they stand after the faults
 * before; in whole bodies the counts are bytes.
 *
 * Throws where a fault cannot happen, for it is one of streams and the body is whole, or for the body is shorter: its
 * author would wait for it in vain.
 */
export function applyFaults(body: Faultable, fault: Json | undefined): Script {
  const faults = (Array.isArray(fault) ? (fault as readonly Json[]) : [fault ?? {}]).flatMap((each) =>
    isObject(each) ? Object.entries(each) : [],
  );
  let events = [...body.writes];
  const timed: [string, JsonObject][] = [];
  for (const [name, value] of faults) {
    if (isTimed(name) && isObject(value)) timed.push([name, value]);
    else if (body.isStream) events = spoil(events, name, value, body.errorBody);
    else throw new Error(`the fault ${name} is one of streams, and a whole answer is sent`);
  }
  let script: Script = { writes: events.map((event) => ({ bytes: encode(event), wait: 0 })), end: 'close' };
  for (const [name, value] of timed) script = interrupt(script, name, value, body.isStream);
  return script;
}

function tooFar(name: string, at: number, length: number, unit: string): Error {
  return new Error(`the fault ${name} is to come at ${unit} ${at}, and the body has ${plural(length, unit)}`);
}

function isTimed(name: string): boolean {
  return name === 'cut' || name === 'stall' || name === 'reset';
}

/** Faults that change what the events are. */
function spoil(events: readonly string[], name: string, value: Json, errorBody: Faultable['errorBody']): string[] {
  const at = isObject(value) ? Number(value['at']) - 1 : Number.NaN;
  const event = events[at];
  if (event === undefined && !Number.isNaN(at)) throw tooFar(name, at + 1, events.length, 'event');
  switch (name) {
    case 'malformed':
      // The JSON loses its last character, as when a proxy cuts a line.
      return events.with(at, (event ?? '').replace(/.\n\n$/s, '\n\n'));
    case 'duplicate':
      return events.toSpliced(at, 0, event ?? '');
    case 'no_done':
      return value === true ? events.filter((each) => each !== done) : [...events];
    case 'error_event':
      return events.toSpliced(lastContent(events) + 1, 0, `data: ${JSON.stringify(errorBody(value))}\n\n`);
    case 'error_tail':
      return [...events, JSON.stringify(errorBody(value), null, 2)];
    default:
      throw new Error(`there is no fault ${name}`);
  }
}

const done = 'data: [DONE]\n\n';

function lastContent(events: readonly string[]): number {
  return events.findLastIndex((event) => /"(?:content|reasoning_content|tool_calls|refusal)":(?!null|"")/.test(event));
}

/** Faults that change when the writes come, or whether. */
function interrupt({ writes, end }: Script, name: string, value: JsonObject, isStream: boolean): Script {
  const after = Number(value['after']);
  const [before, behind] = isStream ? [writes.slice(0, after), writes.slice(after)] : split(writes, after);
  const length = isStream ? writes.length : writes.reduce((sum, { bytes }) => sum + bytes.length, 0);
  // A connection can break behind the last byte; nothing can be cut off or wait there.
  if (after > length || (after === length && name !== 'reset')) {
    throw tooFar(name, after, length, isStream ? 'event' : 'byte');
  }
  if (name === 'cut') return { writes: before, end };
  if (name === 'reset') return { writes: before, end: 'reset' };
  const [first, ...rest] = behind;
  const ms = parseDuration(String(value['for'])) ?? 0;
  return { writes: [...before, ...(first ? [{ ...first, wait: first.wait + ms }, ...rest] : [])], end };
}

/** The writes before and behind this many bytes. */
export function split(writes: readonly Write[], length: number): [Write[], Write[]] {
  const before: Write[] = [];
  const behind: Write[] = [];
  let left = length;
  for (const { bytes, wait } of writes) {
    if (left > 0) before.push({ bytes: bytes.subarray(0, left), wait });
    if (left < bytes.length) behind.push({ bytes: bytes.subarray(Math.max(0, left)), wait: left > 0 ? 0 : wait });
    left -= bytes.length;
  }
  return [before, behind];
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
