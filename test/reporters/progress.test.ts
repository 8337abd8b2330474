import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { textWidth } from '../../src/lib/columns.ts';
import { createStyle } from '../../src/lib/style.ts';
import { startProgress } from '../../src/reporters/progress.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const screen = { style: createStyle(false), width: 60, say: (text: string) => text, redact: (text: string) => text };
const erase = '\r\u001b[2K';

function start() {
  const pieces: string[] = [];
  return { progress: startProgress(46, (text) => void pieces.push(text), screen), pieces };
}

test('a run that is over within a second shows no line', () => {
  const { progress, pieces } = start();
  progress.caseStarted('a');
  vi.advanceTimersByTime(900);
  progress.writeAbove('✓ a\n');
  progress.stop();
  vi.advanceTimersByTime(5000);
  expect(pieces).toEqual(['✓ a\n']);
});

test('after a second the line says how many are done, how long it took, and what everything waits for', () => {
  const { progress, pieces } = start();
  for (const id of ['a', 'b', 'c']) progress.caseStarted(id);
  progress.caseEnded('a');
  vi.advanceTimersByTime(1000);
  expect(pieces.at(-1)).toMatch(/^\r\u001b\[2K\S 1\/46 1\.0s {2}b and 1 other$/);
});

test('text is written above the line, which is drawn again below it', () => {
  const { progress, pieces } = start();
  vi.advanceTimersByTime(1000);
  const before = pieces.length;
  progress.writeAbove('✓ a\n');
  expect(pieces.slice(before)).toEqual([erase, '✓ a\n', expect.stringMatching(/0\/46/)]);
});

test('the line is erased at the end, and the timer with it', () => {
  const { progress, pieces } = start();
  vi.advanceTimersByTime(1000);
  progress.stop();
  expect(pieces.at(-1)).toBe(erase);
  expect(vi.getTimerCount()).toBe(0);
});

test('a long id is cut, so that the line stays one line', () => {
  const { progress, pieces } = start();
  progress.caseStarted(`managed/${'long-'.repeat(30)}`);
  vi.advanceTimersByTime(1000);
  const line = (pieces.at(-1) ?? '').slice(erase.length);
  expect(textWidth(line)).toBeLessThan(60);
  expect(line.endsWith('…')).toBe(true);
});
