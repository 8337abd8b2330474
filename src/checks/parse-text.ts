import type { Json } from '../model/json.ts';

/** The JSON that a text of an answer holds, or why it holds none. */
export function parseText(text: string): { readonly value: Json } | { readonly wrong: string } {
  if (text.trim() === '') return { wrong: 'the text is empty' };
  try {
    return { value: JSON.parse(text) as Json };
  } catch (error) {
    if (/^\s*```/.test(text)) return { wrong: 'it stands in a Markdown code fence' };
    // V8 quotes the whole text behind its reason; the reason is enough here.
    const reason = error instanceof Error ? error.message.replace(/, (\.\.\.)?".*$/s, '') : String(error);
    return { wrong: reason.charAt(0).toLowerCase() + reason.slice(1) };
  }
}
