import { expect, test } from 'vitest';
import { ask, askAll, chunk, diagnose, say, vertexError, whole } from '../ask.ts';

const withoutUsage = { body: whole({ usage: undefined }) };

test('what is listed and found is told as information, and nothing fails', async () => {
  const { findings } = await askAll({ ...withoutUsage, expect: { findings: ['usage'] } });
  expect(findings).toMatchObject([{ check: 'usage', severity: 'info' }]);
});

test('what is listed and not found fails at its line', async () => {
  expect(await ask('expect.findings', { expect: { findings: ['usage'] } })).toMatchObject([
    {
      severity: 'error',
      message: 'the rule usage finds nothing',
      actual: 'no finding',
      place: { lineText: 'expect.findings.0' },
    },
  ]);
});

test('what is found and not listed fails, be it a warning', async () => {
  const warned = { ...withoutUsage, profile: 'gemini', body: whole({ profile: 'gemini', usage: undefined }) } as const;
  expect(await say('expect.findings', { ...warned, expect: { findings: [] } })).toEqual([
    'the rule usage finds something, and is not listed',
  ]);
  expect(await say('expect.findings', { expect: { findings: [] } })).toEqual([]);
});

test('facets beside it are no rules', async () => {
  expect(await say('expect.findings', { expect: { content: 'other', findings: [] } })).toEqual([]);
});

test('rules about the SDK count where named, and on the SDK alone', async () => {
  const sdk = { kind: 'value', value: {} } as const;
  expect(await say('expect.findings', { sdk, expect: { findings: [] } })).toEqual([]);
  expect(await say('expect.findings', { sdk, expect: { findings: ['sdk-agrees'] } })).toEqual([]);
  expect(await say('expect.findings', { expect: { findings: ['sdk-agrees'] } })).toEqual([]);
});

test('a rule that goes by the clock counts where named', async () => {
  const chunks = [...Array.from({ length: 5 }, () => chunk({ content: 'a' })), chunk({}, 'stop')];
  const late = { request: { stream: true }, chunks, backend: 'live', readsAt: [900, 902] } as const;
  expect(await ask('stream-incremental', late)).toHaveLength(1);
  expect(await say('expect.findings', { ...late, expect: { findings: [] } })).toEqual([]);
  expect(await say('expect.findings', { ...late, expect: { findings: ['stream-incremental'] } })).toEqual([]);
  const early = { ...late, readsAt: [10, 12], expect: { findings: ['stream-incremental'] } };
  expect(await say('expect.findings', early)).toEqual(['the rule stream-incremental finds nothing']);
});

test('a rule that there is not is a diagnostic', async () => {
  expect(await diagnose({ findings: ['usgae'] })).toMatchObject([
    {
      code: 'unknown-rule',
      message: 'there is no rule "usgae"',
      help: 'did you mean "usage"?',
      at: 'expect.findings.0',
    },
  ]);
});

test('an error page can be the finding that is wanted', async () => {
  const page = { status: 404, body: '<html>', expect: { status: 404, findings: ['error-envelope'] } };
  expect((await askAll(page)).findings).toMatchObject([{ check: 'error-envelope', severity: 'info' }]);
  const envelope = { ...page, body: vertexError(404, 'NOT_FOUND', 'x') };
  expect(await say('expect.findings', envelope)).toEqual(['the rule error-envelope finds nothing']);
});
