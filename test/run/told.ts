import { expect } from 'vitest';
import type { CaseRecord, GroupRecord } from '../../src/model/record.ts';
import type { RunEnd, RunEvent } from '../../src/model/run-event.ts';
import { plan, run } from '../../src/run.ts';
import { suite } from '../cases/plan.ts';
import { type Files, oneLine, writeFiles } from '../scenarios/a-suite.ts';
import { facts, redact } from './facts.ts';

interface Running {
  readonly assertRetries?: number;
  readonly repeat?: number;
  readonly targets?: readonly string[];
  /** Sends to the endpoints of the suite themselves, as a live run does. */
  readonly live?: boolean;
  readonly now?: string;
}

/** What a reporter was told of a run of these files. */
export interface Told {
  readonly results: readonly CaseRecord[];
  readonly groups: readonly GroupRecord[];
  readonly end: RunEnd;
}

/** Runs a suite of these files, on mocks unless it is said otherwise. */
export async function told(files: Files, options: Running = {}): Promise<Told> {
  const { repeat, live = false, now, targets = [], assertRetries = 0 } = options;
  const cwd = writeFiles({ 'suite.yaml': suite, ...files });
  const filled = { cwd, env: {}, unset: (name: string) => name, set: {}, ...(repeat !== undefined && { repeat }) };
  const planned = await plan(targets, { ...filled, backend: live ? 'live' : 'mock' });
  expect(planned.diagnostics.map(oneLine)).toEqual([]);
  const events: RunEvent[] = [];
  await run(planned, {
    ...{ facts, redact, concurrency: 4, retries: 0, assertRetries, signal: new AbortController().signal },
    reporters: [{ on: (event) => void events.push(event) }],
    ...(live && { answerFrom: async () => ({ fetch: globalThis.fetch, synthetic: false, replies: 1 }) }),
    ...(now !== undefined && { now: () => new Date(now) }),
  });
  const end = events.at(-1);
  if (end?.kind !== 'end') throw new Error('the run did not end');
  return {
    results: events.flatMap((event) => (event.kind === 'case-end' ? [event.case] : [])),
    groups: events.flatMap((event) => (event.kind === 'group-end' ? [event.group] : [])),
    end,
  };
}
