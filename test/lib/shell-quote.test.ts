import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { shellQuote } from '../../src/lib/shell-quote.ts';

const words = [
  'managed/stream-a-story',
  'a[model=google/x,transport=sdk]',
  "it's",
  '$HOME',
  '`id`',
  'a b',
  '*',
  '~',
  '!',
  '',
  '#2',
  '\\',
];

test('a shell gives back exactly the word that was quoted', () => {
  const printed = execFileSync('sh', ['-c', `printf '%s\\n' ${words.map(shellQuote).join(' ')}`], { encoding: 'utf8' });
  expect(printed.split('\n').slice(0, -1)).toEqual(words);
});

test('a word that no shell reads anything into stays readable', () => {
  expect(shellQuote('managed/stream-a-story')).toBe('managed/stream-a-story');
});
