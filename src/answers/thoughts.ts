import { isObject } from '../lib/is-object.ts';
import { valueAt } from '../lib/json-pointer.ts';
import type { JsonObject } from '../model/json.ts';
import type { ProfileName } from '../model/names.ts';

/** Keeps the thoughts in a text apart from the answer, piece by piece. */
export interface ThoughtSplitter {
  /** `flagged`: the piece carries `extra_content.google.thought: true`. */
  push(text: string, flagged: boolean): void;
  end(): { readonly content: string; readonly thoughts: string };
}

/**
 * Tag names that wrap thoughts in the text, by who answers (fact sheet 7.3):
 * - `thought_tag_marker` of the request, wherever it was sent;
 * - `<thought>` of the Gemini Developer API;
 * - `<think>` of open models (DeepSeek R1 and its like).
 *
 * Gemini on Vertex AI without a marker has none: there `<think>` in a text is text, and only the flag tells thoughts.
 */
export function thoughtTags(profile: ProfileName, request: JsonObject | null): string[] {
  const marker = valueAt(request, ['extra_body', 'google', 'thought_tag_marker']);
  if (typeof marker === 'string' && marker !== '') return [marker];
  if (profile === 'gemini') return ['thought'];
  return profile === 'open-model' ? ['think'] : [];
}

/** Is this delta or message flagged as a thought? */
export function isFlagged(holder: JsonObject): boolean {
  const extra = holder['extra_content'];
  return isObject(extra) && valueAt(extra, ['google', 'thought']) === true;
}

/**
 * Thoughts are what is flagged, and what stands between tags. A closing tag may be glued to the first answer delta,
 * which has no flag; a flagged message may hold `<thought>…</thought>answer`, so behind a closing tag the flag of the
 * same piece counts no longer; a tag may be split over pieces, so what could become one is held back.
 */
export function createThoughtSplitter(tags: readonly string[]): ThoughtSplitter {
  const content: string[] = [];
  const thoughts: string[] = [];
  const opening = tags.map((tag) => `<${tag}>`);
  const closing = tags.map((tag) => `</${tag}>`);
  let inside = false;
  let held = '';

  function push(piece: string, flagged: boolean): void {
    let text = held + piece;
    let isThought = flagged;
    held = '';
    if (tags.length > 0) {
      for (let tag = findTag(text); tag; tag = findTag(text)) {
        keep(text.slice(0, tag.at), inside || isThought || (tag.closes && flagged));
        inside = !tag.closes;
        if (tag.closes) isThought = false;
        text = text.slice(tag.at + tag.length);
      }
      const partial = beginningOfTag(text);
      held = text.slice(text.length - partial);
      text = text.slice(0, text.length - partial);
    }
    keep(text, inside || isThought);
  }

  function keep(text: string, isThought: boolean): void {
    if (text !== '') (isThought ? thoughts : content).push(text);
  }

  function findTag(text: string): { at: number; length: number; closes: boolean } | undefined {
    let found: { at: number; length: number; closes: boolean } | undefined;
    for (const tag of [...opening, ...closing]) {
      const at = text.indexOf(tag);
      if (at !== -1 && (!found || at < found.at)) found = { at, length: tag.length, closes: tag[1] === '/' };
    }
    return found;
  }

  /** How many characters at the end could be the beginning of a tag. */
  function beginningOfTag(text: string): number {
    const at = text.lastIndexOf('<');
    if (at === -1) return 0;
    const end = text.slice(at);
    return [...opening, ...closing].some((tag) => tag.startsWith(end)) ? end.length : 0;
  }

  return {
    push,
    end() {
      keep(held, inside);
      held = '';
      return { content: content.join(''), thoughts: thoughts.join('') };
    },
  };
}
