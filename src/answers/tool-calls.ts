import { isObject } from '../lib/is-object.ts';
import type { CompletionToolCall } from '../model/answer.ts';
import type { JsonObject } from '../model/json.ts';

/** Gathers the tool calls of one choice from its deltas. */
export interface ToolCallGatherer {
  /** The `tool_calls` of one delta. Says which tokens of the layout they are: first deltas, more arguments. */
  take(deltas: readonly unknown[]): { readonly first: boolean; readonly more: boolean };
  end(): CompletionToolCall[];
}

interface Gathered {
  id: string | undefined;
  index: unknown;
  type: string | undefined;
  name: string;
  readonly pieces: string[];
  extra: JsonObject | undefined;
}

/**
 * Calls are grouped by `id`, since the index cannot be trusted: in Google's own sample it changes within one call
 * (fact sheet 7.2). A delta without an id, as OpenAI sends all but the first, goes to the latest call of its index,
 * or to the latest call at all. Two calls in one delta are two calls, even if they share an id (fact sheet 9, quirk 40).
 */
export function createToolCallGatherer(): ToolCallGatherer {
  const calls: Gathered[] = [];

  function take(deltas: readonly unknown[]): { first: boolean; more: boolean } {
    const told = { first: false, more: false };
    const taken = new Set<Gathered>();
    for (const delta of deltas) {
      if (!isObject(delta)) continue;
      const fn = isObject(delta['function']) ? delta['function'] : {};
      const id = typeof delta['id'] === 'string' && delta['id'] !== '' ? delta['id'] : undefined;
      const name = typeof fn['name'] === 'string' ? fn['name'] : '';
      let call = find(id, delta['index'], name, taken);
      if (call) told.more = true;
      else {
        told.first = true;
        call = { id, index: delta['index'], type: undefined, name: '', pieces: [], extra: undefined };
        calls.push(call);
      }
      taken.add(call);
      if (typeof delta['type'] === 'string') call.type = delta['type'];
      if (call.name === '') call.name = name;
      if (typeof fn['arguments'] === 'string') call.pieces.push(fn['arguments']);
      if (isObject(delta['extra_content'])) call.extra = { ...call.extra, ...(delta['extra_content'] as JsonObject) };
    }
    return told;
  }

  function find(id: string | undefined, index: unknown, name: string, taken: Set<Gathered>): Gathered | undefined {
    if (id !== undefined) return calls.find((call) => call.id === id && !taken.has(call));
    const latest = calls.findLast((call) => index === undefined || call.index === index);
    // A name begins a call, unless it only repeats that of the call that is open.
    const begins = name !== '' && (latest?.name !== name || taken.has(latest));
    return begins ? undefined : latest;
  }

  return {
    take,
    end: () =>
      calls.map(({ id, type, name, pieces, extra }) => ({
        ...(id !== undefined && { id }),
        ...(type !== undefined && { type }),
        function: { name, arguments: pieces.join('') },
        ...(extra && { extra_content: extra }),
      })),
  };
}
