import { parseJson } from '../lib/parse-json.ts';
import type { Json } from '../model/json.ts';

/** The JSON that a text of an answer holds, or why it holds none: in the words for texts that a model wrote. */
export function parseText(text: string): { readonly value: Json } | { readonly wrong: string } {
  if (text.trim() === '') return { wrong: 'the text is empty' };
  const parsed = parseJson(text);
  return 'wrong' in parsed && /^\s*```/.test(text) ? { wrong: 'it stands in a Markdown code fence' } : parsed;
}
