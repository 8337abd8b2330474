import { expect, test } from 'vitest';
import { createRedactor } from '../../src/lib/redact.ts';
import { differingRequest } from '../../src/recordings/same-request.ts';

const redact = createRedactor([
  { kind: 'project', value: 'quiet-otter', label: '[project]' },
  { kind: 'number', value: '998877', label: '[project-number]' },
]);
const none: ReadonlySet<string> = new Set();

const differs = (recorded: unknown, sent: unknown, unset = none) =>
  differingRequest(redact(JSON.stringify(recorded)), JSON.stringify(sent), redact, unset);

test('the same request is the same, whatever the order of its keys and what was hidden in it', () => {
  const message = {
    extra_content: { google: { thought_signature: 'Ab/998877/+quiet-otter' } },
    content: 'quiet-otter',
  };
  expect(differs({ model: 'm', messages: [message] }, { messages: [message], model: 'm' })).toBeUndefined();
  expect(differs({ seed: 998877 }, { seed: 998877 })).toBeUndefined();
});

test('another signature of thoughts is another request', () => {
  expect(differs({ thought_signature: 'a' }, { thought_signature: 'b' })).toBe(
    '/thought_signature was "a" when it was recorded, and is "b" now',
  );
});

test('the first difference is shown by its path', () => {
  expect(differs({ a: [{ b: 1 }] }, { a: [{ b: 2 }] })).toContain('/a/0/b was 1');
  expect(differs({ a: 1 }, { a: 1, b: 2 })).toContain('/b was nothing');
});

test('the name of a variable that is not set stands for any value, and for nothing else', () => {
  const unset = new Set(['REGION']);
  expect(differs({ a: 'in eu-west4 now' }, { a: 'in REGION now' }, unset)).toBeUndefined();
  expect(differs({ a: 'in eu-west4 then' }, { a: 'in REGION now' }, unset)).toContain('/a was');
  expect(differs({ a: 'in eu-west4' }, { a: 'in REGION' })).toContain('/a was');
});

test('a text that is no JSON is compared as it is', () => {
  expect(differingRequest('{"a": [project]', '{"a": quiet-otter', redact, none)).toBeUndefined();
  expect(differingRequest('{"a": 1', '{"a": 2', redact, none)).toContain('not the one that was recorded');
});
