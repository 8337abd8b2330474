import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { told } from './told.ts';

/** A server that repeats the stop sequence in every answer to `fix: false`, and does not otherwise. */
const server = createServer((request, response) => {
  let text = '';
  request.on('data', (piece) => {
    text += piece;
  });
  request.on('end', () => {
    const content = JSON.parse(text).user === 'fixed' ? 'Hello' : 'Hello HERE';
    const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }];
    const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ id: 'x', object: 'chat.completion', created: 1, model: 'm', choices, usage }));
  });
});

let base = '';
beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  base = `http://127.0.0.1:${address.port}/v1`;
});
afterAll(() => new Promise((closed) => server.close(closed)));

const files = (user: string) => ({
  'suite.yaml': `version: 1
endpoints:
  local: { kind: custom, base_url: "${base}" }
defaults: { endpoint: local, transports: [rest] }
quirks:
  - rule: stop-sequence
    when: { scenario: a }
    reason: The stop sequence comes back
    owner: platform-team
    expires: 2027-03-31
`,
  'a.yaml': `version: 1\ntitle: A\nrequest: { model: m, stop: HERE, user: ${user}, messages: [] }\n`,
  'b.yaml': 'version: 1\ntitle: B\nrequest: { model: m, messages: [] }\n',
});

test('live, a known finding does not fail', async () => {
  const { groups, results, end } = await told(files('broken'), { live: true, now: '2027-03-31T20:00:00Z' });
  expect(groups.map(({ verdict }) => verdict)).toEqual(['passed', 'passed']);
  expect(results[0]?.findings).toMatchObject([{ severity: 'info', known: { owner: 'platform-team' } }]);
  expect(end.fixed).toEqual([]);
});

test('past its date it fails, and says why', async () => {
  const { groups, results } = await told(files('broken'), { live: true, now: '2027-04-01T00:00:00Z' });
  expect(groups.map(({ verdict }) => verdict)).toEqual(['failed', 'passed']);
  expect(results[0]?.findings.map(({ check }) => check)).toEqual(['stop-sequence', 'quirk-expired']);
});

test('one that no longer happens is told as fixed, when the whole suite has run', async () => {
  const { end } = await told(files('fixed'), { live: true, now: '2026-11-24T00:00:00Z' });
  expect(end.fixed).toMatchObject([{ quirk: { rule: 'stop-sequence' }, place: { line: 6 } }]);
  const { end: part } = await told(files('fixed'), { live: true, targets: ['a'] });
  expect(part.fixed).toEqual([]);
});

test('mocks know no quirks', async () => {
  const { groups, end } = await told({
    ...files('broken'),
    'a.yaml': `${files('broken')['a.yaml']}mock: { content: Hello HERE }\n`,
  });
  expect(groups.map(({ verdict }) => verdict)).toEqual(['failed', 'passed']);
  expect(end.fixed).toEqual([]);
});
