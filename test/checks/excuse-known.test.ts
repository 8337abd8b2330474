import { expect, test } from 'vitest';
import type { Quirk } from '../../src/model/suite.ts';
import { askAll, whole } from './ask.ts';

const place = { file: 'suite.yaml', line: 7, column: 5, length: 4, lineText: '  - rule: stop-sequence' };
const quirk: Quirk = {
  rule: 'stop-sequence',
  reason: 'It repeats the stop sequence',
  owner: 'platform-team',
  expires: '2027-03-31',
};

/** An answer with a stop sequence in it, judged with a quirk. */
async function judged(more: Partial<Quirk> = {}, day = '2026-11-24', backend: 'live' | 'mock' = 'live') {
  const { findings, checks } = await askAll({
    request: { model: 'google/gemini-3.8-flash', stop: 'HERE' },
    body: { ...whole({ message: { content: 'HERE' } }), model: 'google/gemini-3.8-flash' },
    backend,
    quirks: [{ quirk: { ...quirk, ...more }, place }],
    now: new Date(`${day}T12:00:00Z`),
  });
  return { findings: findings.filter(({ check }) => /stop|quirk/.test(check)), asked: checks.asked };
}

test('a known finding is information that names its quirk', async () => {
  const { findings, asked } = await judged();
  expect(findings).toMatchObject([{ check: 'stop-sequence', severity: 'info', known: { owner: 'platform-team' } }]);
  expect(asked).toContain('quirk-expired');
});

test('it is known to the end of its last day, and then fails with the reason why', async () => {
  expect((await judged({}, '2027-03-31')).findings).toMatchObject([{ severity: 'info' }]);
  expect((await judged({}, '2027-04-01')).findings).toMatchObject([
    { check: 'stop-sequence', severity: 'error' },
    {
      check: 'quirk-expired',
      severity: 'error',
      message: 'stop-sequence was excused until 2027-03-31: It repeats the stop sequence',
      place: { file: 'suite.yaml', line: 7 },
    },
  ]);
});

test.each([
  { scenario: 'sto*' },
  { model: 'google/gemini-3.*' },
  { endpoint: 'managed', transport: 'rest' },
  { path: '/choices/*/message/content' },
])('it is known where its globs match: %j', async (when) => {
  expect((await judged({ when })).findings).toMatchObject([{ severity: 'info' }]);
});

test.each([{ scenario: 'other' }, { model: 'google/gemini-2*' }, { transport: 'sdk' }, { path: '/usage*' }])(
  'and nowhere else: %j',
  async (when) => {
    expect((await judged({ when })).findings).toMatchObject([{ check: 'stop-sequence', severity: 'error' }]);
  },
);

test('a quirk of another rule excuses nothing, and mocks have none', async () => {
  expect((await judged({ rule: 'usage' })).findings).toMatchObject([{ severity: 'error' }]);
  const { findings, asked } = await judged({}, '2026-11-24', 'mock');
  expect(findings).toMatchObject([{ severity: 'error' }]);
  expect(asked).not.toContain('quirk-expired');
});
