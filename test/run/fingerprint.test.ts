import { expect, test } from 'vitest';
import type { Backend } from '../../src/model/names.ts';
import { createFingerprint } from '../../src/run/fingerprint.ts';
import { plan } from '../../src/run.ts';
import { suite } from '../cases/plan.ts';
import { type Files, oneLine, writeFiles } from '../scenarios/a-suite.ts';

const scenario = `version: 1
title: A question
transports: [rest]
vars: { later: one }
request: { model: m, messages: [{ role: user, content: Why }] }
expect: { content: { const: Hello } }
mock: { content: Hello }
`;

const steps = `version: 1
title: A question
transports: [rest]
vars: { later: one }
steps:
  - id: ask
    request: { model: m, messages: [{ role: user, content: Why }] }
  - id: go
    request:
      model: m
      messages: [{ role: user, content: "\${{ steps.ask.completion.id }} \${{ vars.later }}" }]
`;

interface Planned {
  readonly backend?: Backend;
  readonly flags?: unknown;
}

/** The hash of the first case of a suite of these files. */
async function hashOf(files: Files, { backend = 'mock', flags = {} }: Planned = {}): Promise<string> {
  const cwd = writeFiles({ 'suite.yaml': suite, ...files });
  const planned = await plan([], { cwd, backend: 'mock', env: {}, unset: (name) => name, set: {} });
  expect(planned.diagnostics.map(oneLine)).toEqual([]);
  const [first] = planned.cases;
  if (!first || !planned.suite) throw new Error('there is no case');
  return createFingerprint({ backend, suite: planned.suite, flags, read: planned.read })(first.case);
}

const changed = (from: string, to: string) => {
  expect(scenario).toContain(from);
  return { 'a.yaml': scenario.replace(from, to) };
};

test('what is neither sent nor asked changes nothing', async () => {
  const before = await hashOf({ 'a.yaml': scenario });
  expect(before).toMatch(/^[0-9a-f]{32}$/);
  expect(await hashOf({ 'a.yaml': scenario })).toBe(before);
  expect(await hashOf(changed('title: A question', '# why\ntitle: Another title\ntimeout: { total: 10s }'))).toBe(
    before,
  );
  expect(await hashOf(changed('later: one', 'later: two'))).toBe(before);
});

test('another request, expectation, rule or id is another case', async () => {
  const hashes = await Promise.all([
    hashOf({ 'a.yaml': scenario }),
    hashOf({ 'b.yaml': scenario }),
    hashOf(changed('content: Why', 'content: How')),
    hashOf(changed('const: Hello', 'const: Bye')),
    hashOf(changed('vars:', 'headers: { x-mine: a }\nvars:')),
    hashOf(changed('vars:', 'auth: { token: any-token-at-all }\nvars:')),
    hashOf(changed('vars:', 'auth: none\nvars:')),
    hashOf(changed('vars:', 'contract: { rules: { usage: off } }\nvars:')),
    hashOf({ 'a.yaml': scenario, 'suite.yaml': suite.replace('global', 'us-central1') }),
  ]);
  expect(new Set(hashes).size).toBe(hashes.length);
});

test('a mock counts on mocks alone, a quirk where a service answers', async () => {
  const quirk = `quirks:
  - { rule: usage, reason: It is late, owner: me, expires: 2099-01-01 }
`;
  const mock = changed('mock: { content: Hello }', 'mock: { content: Hello, pieces: 2 }');
  const quirks = { 'a.yaml': scenario, 'suite.yaml': suite + quirk };
  for (const backend of ['mock', 'live'] as const) {
    const before = await hashOf({ 'a.yaml': scenario }, { backend });
    expect((await hashOf(mock, { backend })) === before).toBe(backend === 'live');
    expect((await hashOf(quirks, { backend })) === before).toBe(backend === 'mock');
  }
});

test('a schema in another file counts where it is referred to', async () => {
  const refers = scenario.replace('{ const: Hello }', '{ $ref: /greeting.json }');
  const greeting = (word: string) => ({ 'a.yaml': refers, 'greeting.json': `{ "const": "${word}" }` });
  expect(await hashOf(greeting('Hello'))).toBe(await hashOf(greeting('Hello')));
  expect(await hashOf(greeting('Hello'))).not.toBe(await hashOf(greeting('Bye')));
});

test('a step that waits for an answer counts with all it may be filled in from', async () => {
  const before = await hashOf({ 'a.yaml': steps });
  expect(await hashOf({ 'a.yaml': steps })).toBe(before);
  expect(await hashOf({ 'a.yaml': steps.replace('later: one', 'later: two') })).not.toBe(before);
  expect(await hashOf({ 'a.yaml': steps }, { flags: { set: ['later=three'] } })).not.toBe(before);
});
