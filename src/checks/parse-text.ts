import { parseJson } from '../lib/parse-json.ts';
import type { Json } from '../model/json.ts';

/** The JSON that a text of an answer holds, or why it holds none: in the words for texts that a model wrote. */
export function parseText(text: string): { readonly value: Json } | { readonly wrong: string } {
  if (text.trim() === '') return { wrong: 'the text is empty' };
  const parsed = parseJson(text);
  if (!('wrong' in parsed)) return parsed;
  if (/^\s*```/.test(text)) return { wrong: 'it stands in a Markdown code fence' };
  const raw = /^bad control character .* position (\d+)/.exec(parsed.wrong)?.[1];
  // Shown in a report it looks like the escape that it should have been.
  if (raw !== undefined && text[Number(raw)] === '\n')
    return { wrong: `a raw line break where \\n is wanted, at position ${raw}` };
  return parsed;
}
