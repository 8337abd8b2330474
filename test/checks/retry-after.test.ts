import { expect, test } from 'vitest';
import { retryAfter } from '../../src/checks/retry-after.ts';

const now = Date.UTC(2026, 10, 24, 12);

test('seconds and dates become milliseconds', () => {
  expect(retryAfter('0', now)).toBe(0);
  expect(retryAfter(' 2 ', now)).toBe(2000);
  expect(retryAfter('Tue, 24 Nov 2026 12:00:10 GMT', now)).toBe(10_000);
});

test('a date that has passed asks for no wait', () => {
  expect(retryAfter('Tue, 24 Nov 2026 11:00:00 GMT', now)).toBe(0);
});

test('what is missing or neither of them says nothing', () => {
  expect(retryAfter(undefined, now)).toBeUndefined();
  expect(retryAfter('soon', now)).toBeUndefined();
});
