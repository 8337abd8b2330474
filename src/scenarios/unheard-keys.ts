import { isObject } from '../lib/is-object.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';

/** A key of a reply of which nothing would be heard, for another one beside it says all. */
export interface Unheard {
  readonly path: Path;
  readonly beside: string;
}

const always = ['match', 'by_repeat'];
const delivery = [...always, 'status', 'headers', 'writes_at', 'pace', 'fault', 'profile'];

/** What may stand beside a key that says all that is sent. Of several such keys the first one counts. */
const forms: { readonly [key: string]: readonly string[] } = {
  recording: always,
  raw: delivery,
  body: [...delivery, 'patch'],
  chunks: [...delivery, 'patch_chunks', 'done'],
  error: [...delivery, 'patch'],
};

/** What `choices` say, each for itself. */
const ofChoice = [
  ...['content', 'content_json', 'thoughts', 'reasoning_content', 'refusal', 'tool_calls'],
  ...['finish_reason', 'extra_content'],
];

/** Keys of the replies of a scenario's mocks that say nothing beside others. */
export function unheardKeys(scenario: JsonObject): Unheard[] {
  const steps = Array.isArray(scenario['steps']) ? (scenario['steps'] as readonly Json[]) : [];
  const inSteps = steps.flatMap((step, index) =>
    isObject(step) ? inMock(step['mock'], ['steps', index, 'mock']) : [],
  );
  return [...inMock(scenario['mock'], ['mock']), ...inSteps];
}

function inMock(mock: Json | undefined, path: Path): Unheard[] {
  if (Array.isArray(mock)) return (mock as readonly Json[]).flatMap((reply, index) => inMock(reply, [...path, index]));
  if (!isObject(mock)) return [];
  const choices = Array.isArray(mock['choices']) ? (mock['choices'] as readonly Json[]) : [];
  const inChoices = choices.flatMap((choice, index) =>
    isObject(choice) ? inReply(choice, [...path, 'choices', index]) : [],
  );
  return [...inReply(mock, path), ...inChoices, ...inMock(mock['by_repeat'], [...path, 'by_repeat'])];
}

function inReply(reply: JsonObject, path: Path): Unheard[] {
  const keys = Object.keys(reply).filter((key) => !isOmitted(reply[key]));
  const unheard = (beside: string, others: readonly string[]) =>
    others.map((key) => ({ path: [...path, key], beside }));
  const form = Object.keys(forms).find((key) => keys.includes(key) && (key !== 'recording' || reply[key] === true));
  if (form !== undefined) {
    return unheard(
      form,
      keys.filter((key) => key !== form && !forms[form]?.includes(key)),
    );
  }
  if (keys.includes('choices')) {
    return unheard(
      'choices',
      keys.filter((key) => ofChoice.includes(key)),
    );
  }
  return keys.includes('content_json') && keys.includes('content') ? unheard('content_json', ['content']) : [];
}

function isOmitted(value: Json | undefined): boolean {
  return typeof value === 'string' && /^\$\{\{\s*omit\s*\}\}$/.test(value);
}
