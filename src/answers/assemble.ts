import { isObject } from '../lib/is-object.ts';
import type { Completion } from '../model/answer.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { type ChoiceAssembler, createChoiceAssembler } from './assemble-choice.ts';
import { type Letters, letter } from './layout-runs.ts';

/** Puts one completion together, from the chunks of a stream or from a whole body; keeps none of them. */
export interface Assembler {
  /** Says what a chunk brought to choice 0, and whether it brought usage; undefined where it is about other choices. */
  take(chunk: JsonObject): Letters | undefined;
  end(): Completion;
}

/**
 * A whole body is assembled as a stream of one: so both have one shape because there is one way to it.
 *
 * `tag`: name of the tag that wraps thoughts (`thoughtTag`). `settle` is told what the texts of choice 0 were that
 * `take` called undecided.
 */
export function createAssembler(tag: string | undefined, settle: (letters: Letters) => void = () => {}): Assembler {
  const choices = new Map<number, ChoiceAssembler>();
  const others = new Map<string, Json>();
  let id: string | undefined;
  let object: string | undefined;
  let model: string | undefined;
  let created: number | undefined;
  let usage: JsonObject | undefined;

  function take(chunk: JsonObject): Letters | undefined {
    let letters: Letters | undefined = 0;
    for (const key in chunk) {
      const value = chunk[key] ?? null;
      if (key === 'choices') letters = takeChoices(value);
      else if (key === 'usage') usage = isObject(value) ? value : usage;
      else if (key === 'id') id = firstText(id, value);
      else if (key === 'object') object = firstText(object, value);
      else if (key === 'model') model = firstText(model, value);
      else if (key === 'created') created ??= typeof value === 'number' ? value : undefined;
      else if (value !== null || !others.has(key)) others.set(key, value);
    }
    return isObject(chunk['usage']) ? (letters ?? 0) | letter.U : letters;
  }

  function takeChoices(list: Json): Letters | undefined {
    if (!Array.isArray(list)) return 0;
    let letters: Letters | undefined;
    let elsewhere = false;
    let position = -1;
    for (const choice of list as readonly Json[]) {
      position += 1;
      if (!isObject(choice)) continue;
      const index = typeof choice['index'] === 'number' ? choice['index'] : position;
      const brought = open(index).take(choice);
      if (index === 0) letters = (letters ?? 0) | brought;
      else elsewhere = true;
    }
    return letters ?? (elsewhere ? undefined : 0);
  }

  function open(index: number): ChoiceAssembler {
    const known = choices.get(index);
    if (known) return known;
    const choice = createChoiceAssembler(index, tag, index === 0 ? settle : () => {});
    choices.set(index, choice);
    return choice;
  }

  function end(): Completion {
    const sorted = [...choices].sort(([a], [b]) => a - b);
    return {
      ...Object.fromEntries(others),
      ...(id !== undefined && { id }),
      // Chunks call themselves so; what they make is a completion.
      ...(object !== undefined && { object: object === 'chat.completion.chunk' ? 'chat.completion' : object }),
      ...(created !== undefined && { created }),
      ...(model !== undefined && { model }),
      choices: sorted.map(([, choice]) => choice.end()),
      ...(usage && { usage }),
    };
  }

  return { take, end };
}

/** The first text that is not empty: Azure's first chunk has an empty id and model. */
function firstText(before: string | undefined, value: Json): string | undefined {
  return before || typeof value !== 'string' ? before : value;
}
