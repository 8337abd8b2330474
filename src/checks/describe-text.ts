import { excerpt } from '../lib/show-value.ts';
import type { Found } from '../model/check.ts';
import { parseText } from './parse-text.ts';

/** A body that cannot be read as JSON; `subject` names it, `expected` is what it should have been. */
export function describeText(text: string, subject: string, expected: string): Found {
  if (text.trim() === '') return { message: `${subject} is empty`, expected, actual: 'nothing', at: { in: 'body' } };
  if (/^\s*<(!doctype html|html)\b/i.test(text)) {
    return { message: `${subject} is an HTML page, not JSON`, expected, actual: excerpt(text), at: { in: 'body' } };
  }
  const parsed = parseText(text);
  const why = 'wrong' in parsed ? `: ${parsed.wrong}` : '';
  return { message: `${subject} cannot be read as JSON${why}`, expected, actual: excerpt(text), at: { in: 'body' } };
}
