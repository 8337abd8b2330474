import { expect, test } from 'vitest';
import { createTextParts } from '../../src/answers/text-parts.ts';

test.each([0, 1, 1023, 1024, 1025, 5000])('%i pieces are one text', (count) => {
  const parts = createTextParts();
  for (let at = 0; at < count; at++) parts.add(`${at},`);
  const whole = Array.from({ length: count }, (_, at) => `${at},`).join('');
  expect(parts.text()).toBe(whole);
  parts.add('end');
  expect(parts.text()).toBe(`${whole}end`);
});
