import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openBundle } from '../../src/bundles/open-bundle.ts';
import { beginBundle } from '../../src/bundles/write-bundle.ts';
import type { RunEvent } from '../../src/model/run-event.ts';
import { tellBundle } from '../../src/run/tell-bundle.ts';
import { plan, run } from '../../src/run.ts';
import { scenario, suite } from '../cases/plan.ts';
import { writeFiles } from '../scenarios/a-suite.ts';
import { facts, redact } from './facts.ts';

test('what a bundle tells is what the run told, exchanges included, but for what started', async () => {
  const cwd = writeFiles({
    'suite.yaml': suite,
    'a.yaml': scenario('repeat: { count: 2, pass: 1 }\n'),
    'b.yaml': scenario('expect: { content: { const: Bye } }\nmock: { content: Hello }\n'),
    'c.yaml': scenario('skip: Not yet\n'),
  });
  const planned = await plan([], { cwd, backend: 'mock', env: {}, unset: (name) => name, set: {} });
  const cases = planned.cases.map(({ case: { id } }, at) => ({ id, hash: String(at).padStart(32, '0') }));
  const { flags, again, version } = facts;
  const manifest = {
    suite: { title: cwd.split('/').at(-1) ?? '', folder: '.' },
    backend: 'mock' as const,
    flags,
    again,
    cases,
  };
  const writer = beginBundle(cwd, { manifest, version, redact, now: () => new Date() });
  const live: RunEvent[] = [];
  const { startedAt, exchangesOf } = writer;
  await run(planned, {
    ...{ concurrency: 4, retries: 0, assertRetries: 0, signal: new AbortController().signal, redact, exchangesOf },
    facts: { ...facts, startedAt },
    reporters: [{ on: (event) => void live.push(event) }, writer],
    onFinished: writer.finished,
  });
  const inTheRun = exchanges(live);
  expect(inTheRun).toHaveLength(3 + 1);
  expect(writer.close()).toBeUndefined();
  const opened = await openBundle(join(writer.folder));
  if ('wrong' in opened) throw new Error(opened.wrong);
  const told: RunEvent[] = [];
  const end = tellBundle(opened.bundle, [{ on: (event) => void told.push(event) }]);
  expect(end).toBe(told.at(-1));
  const comparable = (events: readonly RunEvent[]) =>
    events.filter(({ kind }) => kind !== 'case-start').map((event) => JSON.parse(JSON.stringify(event)));
  expect(comparable(told)).toEqual(comparable(live));
  expect(exchanges(told)).toEqual(inTheRun);
  expect(inTheRun.map((kept) => kept?.length)).toEqual([undefined, undefined, 1, undefined]);
});

function exchanges(events: readonly RunEvent[]) {
  return events.flatMap((event) => (event.kind === 'case-end' ? [event.exchanges()] : []));
}
