import { isObject } from '../lib/is-object.ts';
import type { CompletionToolCall } from '../model/answer.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { type Letters, letter } from './layout-runs.ts';
import { mergeJson } from './merge-json.ts';
import { createTextParts, type TextParts } from './text-parts.ts';

/** Gathers the tool calls of one choice, from the deltas of a stream or from the list of a whole message. */
export interface ToolCallGatherer {
  /** The `tool_calls` of one delta or message. Says what they were: first deltas (`K`), more of their arguments (`k`). */
  take(list: readonly Json[]): Letters;
  end(): CompletionToolCall[];
}

interface OpenCall {
  readonly id: string | undefined;
  readonly index: number | undefined;
  type: string | undefined;
  name: string;
  readonly arguments: TextParts;
  extra: Json | undefined;
  /** Number of the list that touched it last. */
  list: number;
}

/** Calls with one id and one index, and how far the present list has come with them: a search would be quadratic. */
interface Twins {
  readonly calls: OpenCall[];
  list: number;
  next: number;
}

/**
 * Calls are grouped by `id`, since the index cannot be trusted: in Google's own sample it changes within one call
 * (docs/facts.md 7.2). Which call does a delta belong to?
 *
 * | delta | call |
 * | --- | --- |
 * | a known id | the call with that id; of several, the one with that index too, or else the last |
 * | a new id | a new call; but without a name, which every call begins with, the last call of its index |
 * | no id (or an empty one), an index | the last call of that index, unless the delta has another name |
 * | neither | the last call, unless the delta has a name |
 *
 * Two entries of one list are two calls whatever they say: Grok gives parallel calls one id (docs/facts.md 9, quirk
 * 40).
 */
export function createToolCallGatherer(): ToolCallGatherer {
  const calls: OpenCall[] = [];
  /** The last call of an id, and of an index. */
  const byId = new Map<string, OpenCall>();
  const byIndex = new Map<number, OpenCall>();
  const twins = new Map<string, Twins>();
  let lists = 0;

  function take(list: readonly Json[]): Letters {
    let letters: Letters = 0;
    lists += 1;
    for (const delta of list) {
      if (!isObject(delta)) continue;
      const found = find(delta);
      const call = found && found.list !== lists ? found : open(delta);
      letters |= call === found ? letter.k : letter.K;
      call.list = lists;
      add(call, delta);
    }
    return letters;
  }

  function find(delta: JsonObject): OpenCall | undefined {
    const { id, index, name } = identify(delta);
    const known = id === undefined ? undefined : byId.get(id);
    if (known) return untouched(twins.get(`${index} ${id}`)) ?? known;
    const last = index === undefined ? undefined : byIndex.get(index);
    if (id !== undefined) return name === '' ? last : undefined;
    if (index !== undefined) return name === '' || name === last?.name ? last : undefined;
    return name === '' ? calls.at(-1) : undefined;
  }

  /** The first that this list has not touched. */
  function untouched(of: Twins | undefined): OpenCall | undefined {
    if (!of) return undefined;
    if (of.list !== lists) {
      of.list = lists;
      of.next = 0;
    }
    while (of.calls[of.next]?.list === lists) of.next += 1;
    return of.calls[of.next];
  }

  function open(delta: JsonObject): OpenCall {
    const { id, index } = identify(delta);
    const call: OpenCall = {
      id,
      index,
      type: undefined,
      name: '',
      arguments: createTextParts(),
      extra: undefined,
      list: 0,
    };
    calls.push(call);
    if (id !== undefined) {
      const key = `${index} ${id}`;
      const same = twins.get(key);
      if (same) same.calls.push(call);
      else twins.set(key, { calls: [call], list: 0, next: 0 });
      byId.set(id, call);
    }
    if (index !== undefined) byIndex.set(index, call);
    return call;
  }

  return { take, end: () => calls.map(close) };
}

function identify(delta: JsonObject): { id: string | undefined; index: number | undefined; name: string } {
  const { id, index } = delta;
  return {
    id: typeof id === 'string' && id !== '' ? id : undefined,
    index: typeof index === 'number' ? index : undefined,
    name: textAt(delta['function'], 'name') ?? '',
  };
}

function add(call: OpenCall, delta: JsonObject): void {
  if (typeof delta['type'] === 'string') call.type ??= delta['type'];
  if (call.name === '') call.name = textAt(delta['function'], 'name') ?? '';
  call.arguments.add(textAt(delta['function'], 'arguments') ?? '');
  if (isObject(delta['extra_content'])) call.extra = mergeJson(call.extra, delta['extra_content']);
}

function textAt(holder: Json | undefined, key: string): string | undefined {
  const value = isObject(holder) ? holder[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}

function close({ id, type, name, arguments: text, extra }: OpenCall): CompletionToolCall {
  return {
    ...(id !== undefined && { id }),
    ...(type !== undefined && { type }),
    function: { name, arguments: text.text() },
    ...(isObject(extra) && { extra_content: extra }),
  };
}
