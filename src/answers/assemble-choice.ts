import { isObject } from '../lib/is-object.ts';
import { valueAt } from '../lib/json-pointer.ts';
import type { CompletionChoice, CompletionMessage } from '../model/answer.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { createGrownJson, type GrownJson } from './grown-json.ts';
import { type Letters, letter } from './layout-runs.ts';
import { mergeJson } from './merge-json.ts';
import { createTextParts, type TextParts } from './text-parts.ts';
import { createThoughtSplitter } from './thought-splitter.ts';
import { createToolCallGatherer } from './tool-calls.ts';

/** One choice while it is put together. */
export interface ChoiceAssembler {
  /** A choice of a chunk or of a whole body. */
  take(choice: JsonObject): Letters;
  end(): CompletionChoice;
}

export function createChoiceAssembler(
  index: number,
  tag: string | undefined,
  settle: (letters: Letters) => void,
): ChoiceAssembler {
  const splitter = createThoughtSplitter(tag, settle);
  const calls = createToolCallGatherer();
  const thoughts = createTextParts();
  /** Texts that grow: `refusal`, `reasoning_content`, `reasoning`. */
  const texts = new Map<string, TextParts>();
  const media = new Map<string, GrownJson>();
  const others = new Map<string, Json>();
  let hasMessage = false;
  let hasThoughts = false;
  let hasEmptyContent = false;
  let role: string | undefined;
  let extra: Json | undefined;
  let finish: string | null = null;
  let logprobs: GrownJson | undefined;

  function take(choice: JsonObject): Letters {
    const { delta } = choice;
    const part = isObject(delta) ? delta : messageOf(choice);
    let letters: Letters = part ? takePart(part, part === delta && isFlagged(part)) : 0;
    const reason = choice['finish_reason'];
    if (typeof reason === 'string' && reason !== '') {
      finish = reason;
      letters |= letter.F;
    }
    const grown = choice['logprobs'];
    // Null in every chunk of most streams: it is kept, and says nothing more the second time.
    if (grown !== undefined && (grown !== null || !logprobs)) {
      logprobs ??= createGrownJson();
      logprobs.take(grown);
    }
    return letters;
  }

  function takePart(part: JsonObject, flagged: boolean): Letters {
    hasMessage = true;
    let letters: Letters = 0;
    let silent = false;
    for (const key in part) {
      const value = part[key];
      if (value === undefined || key === 'role') continue;
      const found = takeKey(key, value, part, flagged);
      letters |= found;
      // A signature, or what we do not know: no letter of its own, but more than a role.
      if (found === 0 && !isEmpty(value)) silent = true;
    }
    const said = part['role'];
    if (typeof said !== 'string' || said === '') return letters;
    role ??= said;
    return letters === 0 && !silent ? letter.R : letters;
  }

  function takeKey(key: string, value: Json, part: JsonObject, flagged: boolean): Letters {
    switch (key) {
      case 'content':
        if (typeof value !== 'string') return 0;
        if (value !== '') return splitter.take(value, flagged);
        hasEmptyContent = true;
        return 0;
      case 'tool_calls':
        return Array.isArray(value) ? calls.take(value as readonly Json[]) : 0;
      case 'extra_content':
        if (isObject(value)) extra = mergeJson(extra, value);
        return 0;
      case 'refusal':
        return takeText(key, value) ? letter.X : 0;
      case 'reasoning_content':
      case 'reasoning':
        if (!takeText(key, value)) {
          // Kept as it came where it never was a text.
          if (!texts.has(key)) others.set(key, value);
          return 0;
        }
        others.delete(key);
        // Some servers send one thought under both names.
        if (typeof value === 'string' && (key === 'reasoning_content' || !isText(part['reasoning_content']))) {
          thoughts.add(value);
          hasThoughts = true;
        }
        return letter.T;
      case 'audio':
      case 'image':
      case 'images':
        takeMedia(key, value);
        return isEmpty(value) ? 0 : letter.M;
      default:
        if (value !== null || !others.has(key)) others.set(key, value);
        return 0;
    }
  }

  function takeText(key: string, value: Json): boolean {
    if (!isText(value)) return false;
    const text = texts.get(key) ?? createTextParts();
    text.add(value);
    texts.set(key, text);
    return true;
  }

  function takeMedia(key: string, value: Json): void {
    const grown = media.get(key) ?? createGrownJson(['data', 'transcript']);
    grown.take(value);
    media.set(key, grown);
  }

  function end(): CompletionChoice {
    const split = splitter.end();
    if (split.thoughts !== undefined) {
      thoughts.add(split.thoughts);
      hasThoughts = true;
    }
    const tool_calls = calls.end();
    const nothingElse = !hasThoughts && tool_calls.length === 0 && texts.size === 0;
    const message: CompletionMessage = {
      ...Object.fromEntries(others),
      ...Object.fromEntries([...media].map(([key, value]) => [key, value.end()])),
      ...Object.fromEntries([...texts].map(([key, text]) => [key, text.text()])),
      ...(role !== undefined && { role }),
      content: split.content ?? (hasEmptyContent && nothingElse ? '' : null),
      ...(tool_calls.length > 0 && { tool_calls }),
      ...(isObject(extra) && { extra_content: extra }),
    };
    return {
      index,
      finish_reason: finish,
      ...(hasMessage && { message }),
      thoughts: hasThoughts ? thoughts.text() : null,
      ...(logprobs && { logprobs: logprobs.end() }),
    };
  }

  return { take, end };
}

/**
 * The message of a choice that has no delta, or the choice itself where that is flat: Google shows images of
 * gemini-2.5-flash-image as a choice without a message (docs/facts.md 7.1).
 */
function messageOf(choice: JsonObject): JsonObject | undefined {
  if (isObject(choice['message'])) return choice['message'];
  const { index: _, finish_reason: __, logprobs: ___, ...flat } = choice;
  return 'content' in flat || 'image' in flat ? flat : undefined;
}

/**
 * Is this delta a thought? Asked of deltas only: of a whole message the flag says no more than that thoughts may be in
 * it (docs/facts.md 7.3), and the Gemini Developer API has set it on messages that were nothing but the answer.
 */
function isFlagged(delta: JsonObject): boolean {
  return isObject(delta['extra_content']) && valueAt(delta['extra_content'], ['google', 'thought']) === true;
}

function isText(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '';
}

function isEmpty(value: Json): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
