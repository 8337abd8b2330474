import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { bundleName, listBundles } from '../../src/bundles/folders.ts';
import { type Bundle, openBundle } from '../../src/bundles/open-bundle.ts';
import { restoreCase } from '../../src/bundles/stored-case.ts';
import { beginBundle } from '../../src/bundles/write-bundle.ts';
import type { Backend } from '../../src/model/names.ts';
import type { CaseResult, FinishedCase } from '../../src/model/run.ts';
import { plan, run } from '../../src/run.ts';
import { restoreExchange } from '../../src/wire/stored-exchanges.ts';
import { scenario, suite } from '../cases/plan.ts';
import { facts, redact } from '../run/facts.ts';
import { type Files, writeFiles } from '../scenarios/a-suite.ts';

const hashOf = (at: number) => String(at).padStart(32, '0');

/** Runs a suite on mocks, and writes its bundle as that of a backend. */
async function written(files: Files, backend: Backend = 'mock', assertRetries = 0) {
  const cwd = writeFiles({ 'suite.yaml': suite, ...files });
  const planned = await plan([], { cwd, backend: 'mock', env: {}, unset: (name) => name, set: {} });
  const cases = planned.cases.map(({ case: { id } }, at) => ({ id, hash: hashOf(at) }));
  const manifest = {
    suite: { title: 'A suite', folder: '.' },
    backend,
    flags: { set: ['a=b'] },
    again: facts.again,
    cases,
  };
  const writer = beginBundle(cwd, { manifest, version: '1.2.3', redact, now: () => new Date() });
  const finished: FinishedCase[] = [];
  /** After each case: how many that are finished are not in the file. */
  const unwritten: number[] = [];
  await run(planned, {
    ...{
      facts,
      redact,
      concurrency: 4,
      retries: 2,
      assertRetries,
      signal: new AbortController().signal,
      reporters: [writer],
    },
    onFinished(each) {
      finished.push(each);
      writer.finished(each);
      const lines = readFileSync(join(writer.folder, 'cases.jsonl'), 'utf8').split('\n').length - 1;
      unwritten.push(finished.length - lines);
    },
  });
  expect(writer.close()).toBeUndefined();
  const opened = await openBundle(writer.folder);
  if ('wrong' in opened) throw new Error(opened.wrong);
  return { cwd, bundle: opened.bundle, results: finished.map(({ result }) => result), planned, unwritten };
}

const verdicts = {
  'a-passed.yaml': scenario('matrix: { n: [1, x] }\n'),
  'b-failed.yaml': scenario('expect: { content: { const: Bye } }\nmock: { content: Hello }\n'),
  'd-undecided.yaml': scenario('mock: { status: 401, error: { code: 401, message: Who, status: UNAUTHENTICATED } }\n'),
  'e-skipped.yaml': scenario('skip: Not yet\n'),
};

test('every verdict is read back with all that reports are made of', async () => {
  const { bundle, results, planned } = await written(verdicts);
  expect(bundle.manifest).toMatchObject({
    ...{ version: 1, tool: { name: 'vertex-scenarios', version: '1.2.3' }, backend: 'mock', flags: { set: ['a=b'] } },
    end: { interrupted: false, fixed: [] },
  });
  expect(bundle.manifest.cases.map(({ id }) => id)).toEqual(planned.cases.map((each) => each.case.id));
  expect({ missing: bundle.missing, unreadable: bundle.unreadable }).toEqual({ missing: [], unreadable: 0 });
  const stored = [...bundle.results.values()].sort((a, b) => (a.hash < b.hash ? -1 : 1));
  expect(stored.map(({ verdict }) => verdict)).toEqual(['passed', 'passed', 'failed', 'undecided', 'skipped']);
  expect(stored[3]?.cause).toContain('401');
  expect(stored[4]).toMatchObject({ reason: 'Not yet', skippedBy: 'author' });
  for (const each of stored) {
    const result = results.find(({ case: { id } }) => id === each.id);
    if (!result) throw new Error(`${each.id} was not run`);
    const exchange = bundle.exchangesOf(each)?.at(-1);
    const again = restoreCase(each, result.case, [], redact, exchange && restoreExchange(exchange));
    if (result.verdict === 'passed' || result.verdict === 'failed') expect(told(again)).toEqual(told(result));
    else expect(again).toBeUndefined();
  }
});

/** A result without what is rounded, and with bytes as text. */
function told(result: CaseResult | undefined) {
  if (!result) return undefined;
  const { ms, attempts, ...rest } = result;
  const { outcome } = 'exchange' in rest && rest.exchange ? rest.exchange : { outcome: undefined };
  const body = outcome?.kind === 'response' ? Buffer.from(outcome.body.bytes).toString() : undefined;
  const { findings, checks, verdict, synthetic, unsent, failedBefore, layout } = rest;
  return {
    findings,
    checks,
    verdict,
    synthetic,
    unsent,
    failedBefore,
    layout,
    body,
    attempts: attempts.map((each) => each.result),
  };
}

const withExchanges = (bundle: Bundle) =>
  [...bundle.results.values()].filter((stored) => bundle.exchangesOf(stored)).map(({ verdict }) => verdict);

test('exchanges are kept of failed cases; live of all', async () => {
  const onMocks = await written(verdicts);
  expect(withExchanges(onMocks.bundle)).toEqual(['failed']);
  const live = await written(verdicts, 'live');
  expect(withExchanges(live.bundle).sort()).toEqual(['failed', 'passed', 'passed', 'undecided']);
});

test('each time a case ran has its exchange', async () => {
  const replies = '[{ content: Bye }, { content: Hello }]';
  const files = { 'a.yaml': scenario(`expect: { content: { const: Hello } }\nmock: ${replies}\n`) };
  const { bundle } = await written(files, 'mock', 1);
  const [stored] = bundle.results.values();
  expect(stored).toMatchObject({ verdict: 'passed', failedBefore: [[{ check: 'expect.content' }]] });
  expect(stored && bundle.exchangesOf(stored)?.map(({ time }) => time)).toEqual([1, 2]);
});

test('a folder that is no bundle is refused with the reason', async () => {
  const { bundle } = await written(verdicts);
  const file = join(bundle.folder, 'run.json');
  const text = readFileSync(file, 'utf8');
  for (const [broken, why] of [
    [text.slice(0, 50), 'is no JSON'],
    [text.replace('"version": 1', '"version": 2'), '/version must be equal to constant'],
    ['[]', 'must be object'],
  ] as const) {
    writeFileSync(file, broken);
    expect(await openBundle(bundle.folder)).toEqual({ wrong: expect.stringContaining(why) });
  }
});

test('an exchange that is gone or another one is none', async () => {
  const { bundle } = await written(verdicts);
  const stored = [...bundle.results.values()].find(({ verdict }) => verdict === 'failed');
  if (!stored?.exchanges) throw new Error('nothing failed');
  expect(bundle.exchangesOf(stored)).toHaveLength(1);
  expect(bundle.exchangesOf({ ...stored, id: 'other' })).toBeUndefined();
  expect(bundle.exchangesOf({ ...stored, exchanges: { ...stored.exchanges, offset: 1e6 } })).toBeUndefined();
});

test('the newest 20 are kept; what others wrote, or still write, stays', async () => {
  const cwd = writeFiles({});
  const runs = join(cwd, '.vertex-scenarios/runs');
  const past = (day: number, pid = 99_999_999) => join(runs, bundleName(new Date(Date.UTC(2020, 0, day)), pid));
  const begin = () => {
    const manifest = {
      suite: { title: 'A', folder: '.' },
      backend: 'mock' as const,
      flags: {},
      again: facts.again,
      cases: [],
    };
    beginBundle(cwd, { manifest, version: '1', redact, now: () => new Date() }).close();
  };
  const put = (file: string, text = '{"tool":{"name":"vertex-scenarios"}}') => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  for (let day = 1; day <= 30; day++) {
    put(join(past(day), 'run.json'));
    put(join(past(day), 'cases.jsonl'), '');
    put(join(past(day), 'exchanges/1.jsonl'), '');
  }
  const noted = past(2);
  put(join(noted, 'note.txt'), 'why it failed');
  const foreign = past(1, 7);
  put(join(foreign, 'run.json'), '{"tool":{"name":"another"}}');
  const written = past(1, process.ppid);
  put(join(written, 'run.json'));
  put(join(runs, 'mine/run.json'));
  begin();
  const left = listBundles(cwd);
  expect(left.slice(0, 20).at(-1)).toBe(past(12));
  expect(left.slice(20)).toEqual([noted, foreign, written].sort().reverse());
  expect(readdirSync(noted)).toEqual(['note.txt']);
  expect(existsSync(join(runs, 'mine/run.json'))).toBe(true);
});

test('a live case is in the file before anything else happens: a process may be killed at any moment', async () => {
  const { unwritten } = await written({ 'a.yaml': scenario('matrix: { n: [1, 2, 3, 4, 5, 6, 7, 8] }\n') }, 'live');
  expect(unwritten).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
});
