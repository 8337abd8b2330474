import { isObject } from '../lib/is-object.ts';
import type { Json } from '../model/json.ts';
import { mergeJson } from './merge-json.ts';
import { createTextParts, type TextParts } from './text-parts.ts';

/** A value that comes in pieces, each with more of its lists and texts: `audio`, `images`, `logprobs`. */
export interface GrownJson {
  take(piece: Json): void;
  end(): Json;
}

/** Lists grow, and so do the texts at `textKeys`; of everything else the last value holds, and null says nothing. */
export function createGrownJson(textKeys: readonly string[] = []): GrownJson {
  /** The value itself, where it is neither list nor object. */
  let plain: Json = null;
  let list: Json[] | undefined;
  const lists = new Map<string, Json[]>();
  const texts = new Map<string, TextParts>();
  const others = new Map<string, Json>();

  function take(piece: Json): void {
    if (isList(piece)) list = append(list, piece);
    else if (isObject(piece)) for (const [key, value] of Object.entries(piece)) takeKey(key, value);
    else if (piece !== null) plain = piece;
  }

  function takeKey(key: string, value: Json): void {
    if (isList(value)) lists.set(key, append(lists.get(key), value));
    else if (typeof value === 'string' && textKeys.includes(key)) {
      const text = texts.get(key) ?? createTextParts();
      text.add(value);
      texts.set(key, text);
    } else others.set(key, mergeJson(others.get(key), value));
  }

  return {
    take,
    end() {
      if (list) return list;
      const grown = [...texts].map(([key, text]): [string, Json] => [key, text.text()]);
      const entries = [...others, ...lists, ...grown];
      return entries.length > 0 ? Object.fromEntries(entries) : plain;
    },
  };
}

/** Not by spreading: a list may be long, and come in many pieces. */
function append(list: Json[] = [], more: readonly Json[]): Json[] {
  for (const each of more) list.push(each);
  return list;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
