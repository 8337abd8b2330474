import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeCheck } from '../../src/checks/describe-check.ts';
import { ruleChecks } from '../../src/checks/rules.ts';
import { askAll, chunk, say } from './ask.ts';

test('a rule can be made a warning or switched off', async () => {
  const broken = { body: '[]' };
  expect((await askAll(broken)).findings[0]).toMatchObject({ check: 'schema', severity: 'error' });
  expect((await askAll({ ...broken, rules: { schema: 'warn' } })).findings[0]).toMatchObject({ severity: 'warn' });
  const { checks } = await askAll({ ...broken, rules: { schema: 'off' } });
  expect(checks.asked).not.toContain('schema');
});

test('every check says what it is about', () => {
  expect(describeCheck('stream-done')).toBe('[DONE] ends the stream and nothing follows');
  expect(describeCheck('expect.usage')).toBe('the fields of usage');
  expect(describeCheck('expect.toString')).toBeUndefined();
});

test('checks come in the order of the contract, then of the facets', async () => {
  const { checks } = await askAll({ expect: { usage: { total_tokens: 21 }, status: 200 } });
  expect(checks.asked).toEqual([
    'content-type',
    'schema',
    'choices',
    'answer-complete',
    'message-present',
    'finish-once',
    'finish-known',
    'finish-tool-calls',
    'tool-call-known',
    'tool-call-id',
    'usage',
    'thoughts',
    'thought-signature',
    'content-present',
    'expect.status',
    'expect.usage',
  ]);
});

test('every rule that runs has a file of tests', () => {
  const files = readdirSync(join(import.meta.dirname, 'rules')).map((file) => file.replace('.test.ts', ''));
  expect(files.sort()).toEqual(Object.keys(ruleChecks).sort());
});

test.each([
  [21, 'and 1 more finding of chunk-schema'],
  [23, 'and 3 more findings of chunk-schema'],
])('of %i findings of one check the last ones are counted', async (count, message) => {
  const chunks = Array.from({ length: count }, () => chunk({ content: 3 }));
  expect((await say('chunk-schema', { request: { stream: true }, chunks }))?.slice(20)).toEqual([message]);
});
