import { expect, test } from 'vitest';
import type { Layout } from '../../src/model/answer.ts';
import { compileLayout, printLayout } from '../../src/wire/layout.ts';

/** `C×3 [FU] D` as runs. */
function runs(text: string): Layout {
  return text.split(' ').map((run) => {
    const [token = '', count = '1'] = run.split('×');
    return { token, count: Number(count) };
  });
}

function matches(pattern: string, layout: string): boolean {
  const compiled = compileLayout(pattern);
  if ('error' in compiled) throw new Error(compiled.error);
  return compiled.matches(runs(layout));
}

test.each([
  ['CFUD', 'C×2 F U D'],
  ['CFUD', 'C [CFU] D'],
  ['CFUD', '[CFU] D'],
  ['R?CFU?D', 'R C×41 [FU] D'],
  ['R?CFU?D', 'C F D'],
  ['C[FU]D', 'C×3 [FU] D'],
  ['[C]*[FU]D', 'C×3 [FU] D'],
  ['(T|C)*FUD', 'T×4 C×2 [FU] D'],
  ['K(kK)*k?FUD', 'K k×6 K k×3 [FU] D'],
  ['R?C?Kk?FU?D', '[RKFU] D'],
  ['', ''],
])('%s fits %s', (pattern, layout) => {
  expect(matches(pattern, layout)).toBe(true);
});

test.each([
  ['CFUD', 'C F U'],
  ['CFUD', 'T C F U D'],
  ['C[FU]D', 'C F U D'],
  ['C[FU]D', '[CFU] D'],
  ['[C][FU]D', 'C×3 [FU] D'],
  ['R?CFU?D', 'R C F E'],
  ['C', ''],
])('%s does not fit %s', (pattern, layout) => {
  expect(matches(pattern, layout)).toBe(false);
});

test.each(['C(F', 'C[F', 'CQ', 'C)', '[]', 'c'])('%s is no pattern, and says why', (pattern) => {
  expect(compileLayout(pattern)).toHaveProperty('error');
});

test('a pattern that would blow up a backtracking engine is matched at once', () => {
  expect(matches('(C*)*(C*)*(C*)*F', 'C×2000 D')).toBe(false);
});

test('prints counted and collapsed', () => {
  expect(printLayout(runs('R C×41 [FU] D'), 'counted')).toBe('RC×41[FU]D');
  expect(printLayout(runs('R C×41 [FU] D'), 'collapsed')).toBe('RC[FU]D');
});
