import { isObject } from '../lib/is-object.ts';
import type { Completion, CompletionChoice, CompletionMessage } from '../model/answer.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { createThoughtSplitter, isFlagged, type ThoughtSplitter } from './thoughts.ts';
import { createToolCallGatherer, type ToolCallGatherer } from './tool-calls.ts';

/** What one chunk brought to choice 0, in the letters of the layout language. */
export type ChunkLetters = string;

/** Puts chunks together to one completion; keeps none of them. */
export interface Assembler {
  take(chunk: JsonObject): ChunkLetters;
  end(): Completion;
}

interface OpenChoice {
  readonly index: number;
  finish_reason: string | null;
  role: string | undefined;
  hasContent: boolean;
  readonly text: ThoughtSplitter;
  readonly reasoning: string[];
  readonly refusal: string[];
  readonly calls: ToolCallGatherer;
  extra: JsonObject | undefined;
  media: Record<string, Json>;
  logprobs: Json | undefined;
}

const mediaKeys = ['audio', 'image', 'images'];

/** Assembles a stream. `tags` are the names of tags that wrap thoughts (see `thoughtTags`). */
export function createAssembler(tags: readonly string[]): Assembler {
  const top: Record<string, Json> = {};
  const choices = new Map<number, OpenChoice>();

  function take(chunk: JsonObject): ChunkLetters {
    for (const [key, value] of Object.entries(chunk)) if (key !== 'choices' && value !== null) top[key] = value;
    const usage = isObject(chunk['usage']) ? 'U' : '';
    let letters = '';
    const list = Array.isArray(chunk['choices']) ? (chunk['choices'] as readonly Json[]) : [];
    for (const raw of list) {
      if (!isObject(raw)) continue;
      const index = typeof raw['index'] === 'number' ? raw['index'] : 0;
      const brought = takeChoice(open(index), raw);
      if (index === 0) letters = brought;
    }
    return letters + usage === '' ? '-' : letters + usage;
  }

  function open(index: number): OpenChoice {
    let choice = choices.get(index);
    if (!choice) {
      choice = {
        ...{ index, finish_reason: null, role: undefined, hasContent: false, text: createThoughtSplitter(tags) },
        ...{
          reasoning: [],
          refusal: [],
          calls: createToolCallGatherer(),
          extra: undefined,
          media: {},
          logprobs: undefined,
        },
      };
      choices.set(index, choice);
    }
    return choice;
  }

  function takeChoice(choice: OpenChoice, raw: JsonObject): ChunkLetters {
    const delta: JsonObject = isObject(raw['delta']) ? raw['delta'] : {};
    const letters: string[] = [];
    if (typeof delta['role'] === 'string' && delta['role'] !== '') choice.role = delta['role'];
    const reasoning = firstText(delta, ['reasoning_content', 'reasoning']);
    const content = typeof delta['content'] === 'string' ? delta['content'] : '';
    const flagged = isFlagged(delta);
    if (reasoning !== '') choice.reasoning.push(reasoning);
    if (typeof delta['content'] === 'string') choice.hasContent = true;
    if (content !== '') choice.text.push(content, flagged);
    if (reasoning !== '' || (content !== '' && flagged)) letters.push('T');
    if (content !== '' && !flagged) letters.push('C');
    if (Array.isArray(delta['tool_calls']) && delta['tool_calls'].length > 0) {
      const { first, more } = choice.calls.take(delta['tool_calls']);
      if (first) letters.push('K');
      if (more) letters.push('k');
    }
    if (typeof delta['refusal'] === 'string' && delta['refusal'] !== '') {
      choice.refusal.push(delta['refusal']);
      letters.push('X');
    }
    for (const key of mediaKeys) {
      const value = delta[key];
      if (value === undefined || value === null) continue;
      choice.media[key] = value;
      if (!letters.includes('M')) letters.push('M');
    }
    if (isObject(delta['extra_content'])) choice.extra = mergeExtra(choice.extra, delta['extra_content']);
    if (raw['logprobs'] !== undefined && raw['logprobs'] !== null) choice.logprobs = raw['logprobs'];
    const onlyRole = letters.length === 0 && typeof delta['role'] === 'string' && !hasMore(delta);
    if (onlyRole) letters.push('R');
    if (typeof raw['finish_reason'] === 'string') {
      choice.finish_reason = raw['finish_reason'];
      letters.push('F');
    }
    return letters.join('');
  }

  function end(): Completion {
    const sorted = [...choices.values()].sort((a, b) => a.index - b.index);
    return { ...top, choices: sorted.map(close) } as Completion;
  }

  return { take, end };
}

/** Is there anything beside role and empty texts? A delta with only a signature is not a role delta but an empty one. */
function hasMore(delta: JsonObject): boolean {
  return Object.entries(delta).some(([key, value]) => key !== 'role' && value !== null && value !== '');
}

function close(choice: OpenChoice): CompletionChoice {
  const { content, thoughts } = choice.text.end();
  const allThoughts = choice.reasoning.join('') + thoughts;
  const calls = choice.calls.end();
  const message: CompletionMessage = {
    ...(choice.role !== undefined && { role: choice.role }),
    content: content !== '' || (choice.hasContent && calls.length === 0) ? content : null,
    ...(choice.refusal.length > 0 && { refusal: choice.refusal.join('') }),
    ...(calls.length > 0 && { tool_calls: calls }),
    ...(choice.extra && { extra_content: choice.extra }),
    ...choice.media,
  };
  return {
    index: choice.index,
    finish_reason: choice.finish_reason,
    message,
    thoughts: allThoughts === '' ? null : allThoughts,
    ...(choice.logprobs !== undefined && { logprobs: choice.logprobs }),
  };
}

/** The flag of a thought speaks of its delta alone; the rest (signatures) is of the message. */
function mergeExtra(before: JsonObject | undefined, extra: JsonObject): JsonObject | undefined {
  const google = isObject(extra['google']) ? Object.entries(extra['google']).filter(([key]) => key !== 'thought') : [];
  const others = Object.entries(extra).filter(([key]) => key !== 'google');
  if (google.length === 0 && others.length === 0) return before;
  const known = isObject(before?.['google']) ? before['google'] : {};
  return { ...before, ...Object.fromEntries(others), google: { ...known, ...Object.fromEntries(google) } };
}

export function firstText(holder: JsonObject, keys: readonly string[]): string {
  for (const key of keys) {
    const value = holder[key];
    if (typeof value === 'string' && value !== '') return value;
  }
  return '';
}
