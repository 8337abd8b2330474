import { expect, test } from 'vitest';
import { createStyle, wantsColor } from '../../src/lib/style.ts';

test('with colour a text is wrapped in escapes, without it stays as it is', () => {
  expect(createStyle(true).red('no')).toBe('\u001b[31mno\u001b[39m');
  expect(createStyle(true).bold('')).toBe('');
  expect(createStyle(false).red('no')).toBe('no');
});

const cases: [Record<string, string>, boolean, boolean][] = [
  [{}, true, true],
  [{}, false, false],
  [{ TERM: 'dumb' }, true, false],
  [{ NO_COLOR: '1' }, true, false],
  [{ NO_COLOR: '' }, true, true],
  [{ FORCE_COLOR: '1' }, false, true],
  [{ FORCE_COLOR: '' }, false, true],
  [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
  [{ FORCE_COLOR: '0' }, true, false],
  [{ FORCE_COLOR: 'false' }, true, false],
];

for (const [env, isTTY, wanted] of cases) {
  test(`${JSON.stringify(env)} on ${isTTY ? 'a terminal' : 'a pipe'} means ${wanted ? 'colour' : 'no colour'}`, () => {
    expect(wantsColor(env, { isTTY })).toBe(wanted);
  });
}
