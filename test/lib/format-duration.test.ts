import { expect, test } from 'vitest';
import { formatDuration } from '../../src/lib/format-duration.ts';

const cases = {
  0: '0ms',
  0.4: '0ms',
  999.4: '999ms',
  999.6: '1.0s',
  1340: '1.3s',
  59949: '59.9s',
  59950: '1m00s',
  125000: '2m05s',
  3600000: '1h00m',
};

for (const [ms, text] of Object.entries(cases)) {
  test(`${ms} milliseconds are written ${text}`, () => {
    expect(formatDuration(Number(ms))).toBe(text);
  });
}
