import { expect, test } from 'vitest';
import { besideRecordings } from '../../src/scenarios/recorded-replies.ts';

test('what stands beside a recording and would not be heard is found, wherever the reply stands', () => {
  const recorded = { recording: true, content: 'x' };
  expect(besideRecordings({ mock: recorded })).toEqual([['mock', 'content']]);
  expect(besideRecordings({ mock: [{ status: 429 }, recorded] })).toEqual([['mock', 1, 'content']]);
  expect(besideRecordings({ mock: { by_repeat: [recorded] } })).toEqual([['mock', 'by_repeat', 0, 'content']]);
  expect(besideRecordings({ steps: [{}, { mock: recorded }] })).toEqual([['steps', 1, 'mock', 'content']]);
});

test('a recording alone, one that matches requests, and other replies are fine', () => {
  expect(besideRecordings({ mock: { recording: true, match: {} } })).toEqual([]);
  expect(besideRecordings({ mock: [{ recording: true }, { content: 'x', recording: false }] })).toEqual([]);
  expect(besideRecordings({})).toEqual([]);
});
