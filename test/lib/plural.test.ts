import { expect, test } from 'vitest';
import { plural } from '../../src/lib/plural.ts';

test('one is singular, everything else is plural, thousands are set apart', () => {
  expect([0, 1, 2, 999, 1000, 1234567].map((count) => plural(count, 'case'))).toEqual([
    '0 cases',
    '1 case',
    '2 cases',
    '999 cases',
    '1,000 cases',
    '1,234,567 cases',
  ]);
});
