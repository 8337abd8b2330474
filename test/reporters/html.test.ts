import { expect, test } from 'vitest';
import type { RunEvent } from '../../src/model/run-event.ts';
import type { StoredExchange } from '../../src/model/stored-exchange.ts';
import { head, tail } from '../../src/reporters/html/precompiled/page.js';
import { createHtml } from '../../src/reporters/html.ts';
import { hostile } from './hostile.ts';
import { failed, passed, place } from './make-result.ts';
import { optionsOf, report } from './report.ts';
import { allGreen, mixed, runOf, stopped } from './runs.ts';

/** The JSON in an element of the page. */
function read(page: string, id: string) {
  const found = new RegExp(`<script type="application/json" id="${id}">(.*)</script>`).exec(page)?.[1];
  return found === undefined ? undefined : JSON.parse(found);
}

const rowsOf = (page: string) => page.match(/ id="row-\d+"/g)?.length ?? 0;
const exchangesOf = (page: string) => page.match(/ id="exchanges-\d+"/g)?.length ?? 0;

/** The run, with as much kept of each case as `stored` says. */
function keeping(events: readonly RunEvent[], stored: () => readonly StoredExchange[] | undefined): RunEvent[] {
  return events.map((event) => (event.kind === 'case-end' ? { ...event, exchanges: stored } : event));
}

const exchange = (text: string): StoredExchange => ({
  time: 1,
  request: {
    method: 'POST',
    url: 'https://aiplatform.googleapis.com/',
    headers: { accept: '*/*' },
    body: '{"a":[1,2]}',
  },
  outcome: {
    kind: 'response',
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: { kind: 'json', text, reads: [[0, 5]], end: { kind: 'complete' } },
  },
  timings: { startedAt: 0, headers: 4, end: 6.25 },
});

const finding = (number: number) => ({
  check: 'expect.content',
  severity: 'error' as const,
  message: `the content does not contain ${number}`,
  place: place('a', 3, '  content: { includes: x }'),
});

test('the verdict says what the exit code says', () => {
  expect(read(report(createHtml, allGreen), 'run').headline).toEqual({
    tone: 'good',
    text: 'Everything holds: 30 groups',
  });
  expect(read(report(createHtml, mixed), 'run').headline).toMatchObject({ tone: 'bad' });
  expect(read(report(createHtml, stopped), 'run').headline.tone).toBe('open');
  expect(read(report(createHtml, runOf([])), 'run').headline).toEqual({
    tone: 'open',
    text: 'Nothing ran, so nothing was shown to hold',
  });
});

test('groups stand in the order of the suite, whatever they weigh', () => {
  const page = report(createHtml, mixed);
  const ids = [...page.matchAll(/ id="row-(\d+)"/g)].map(([, number]) => Number(number));
  expect(ids).toEqual(ids.toSorted((a, b) => a - b));
  expect(ids).toHaveLength(30);
  expect(read(page, 'row-0')).toMatchObject({ id: 'errors/bad-request[transport=rest]', verdict: 'passed' });
});

test('no text of a run ends the element that it stands in', () => {
  const page = report(createHtml, hostile);
  const data = /<script type="application\/json" id="[a-z]+(-\d+)?">[^<>&\u2028\u2029]*<\/script>\n/g;
  expect(page.match(data)?.length).toBeGreaterThan(10);
  expect(page.replace(data, '')).toBe(head + tail);
});

test('nothing is written before the end', () => {
  const pieces: string[] = [];
  const reporter = createHtml(optionsOf((piece) => void pieces.push(piece)));
  for (const event of mixed.slice(0, -1)) reporter.on(event);
  expect(pieces).toEqual([]);
});

test('what went over the wire is indented, and long bodies say how much more there is', () => {
  const long = JSON.stringify({ id: 1.0, items: Array.from({ length: 3000 }, (_, index) => index) });
  const page = report(
    createHtml,
    keeping(runOf([failed({ scenario: 'a', findings: [finding(1)] })]), () => [exchange(long)]),
  );
  const [[shown]] = read(page, 'exchanges-0');
  expect(shown.request.body.text).toBe('{\n  "a": [\n    1,\n    2\n  ]\n}');
  expect(shown.answer.body.text).toMatch(/^\{\n {2}"id": 1,\n {2}"items": \[\n {4}0,\n/);
  expect(shown.answer.body.bytes).toBe(long.length);
  expect(shown.answer.body.left).toBeGreaterThan(1000);
  expect(shown.endMs).toBe(6.3);
});

test('1,000 failures with their exchanges stay below 5 MB', () => {
  const body = JSON.stringify({ choices: [{ message: { content: 'x'.repeat(3000) } }] });
  const results = Array.from({ length: 1000 }, (_, number) =>
    failed({ scenario: `a/${number}`, findings: [finding(number)] }),
  );
  const page = report(
    createHtml,
    keeping(runOf(results), () => [exchange(body)]),
  );
  expect(Buffer.byteLength(page)).toBeLessThan(5_000_000);
  expect(rowsOf(page)).toBe(1000);
  expect(exchangesOf(page)).toBeGreaterThan(300);
  expect(read(page, 'group-999').cases[0].findings.shown).toHaveLength(1);
});

test('of 20,000 cases the page keeps what fits, failures first, and says what it left out', () => {
  const results = Array.from({ length: 20_000 }, (_, number) =>
    number % 100 === 99
      ? failed({ scenario: `a/${number}`, findings: [finding(number)] })
      : passed({ scenario: `a/${number}` }),
  );
  let reads = 0;
  const page = report(
    createHtml,
    keeping(runOf(results, 'live'), () => {
      reads += 1;
      return [exchange('{"choices":[]}')];
    }),
  );
  expect(Buffer.byteLength(page)).toBeLessThan(5_000_000);
  const rows = rowsOf(page);
  expect(rows).toBeGreaterThan(3000);
  expect(page.match(/"verdict":"failed","transport"/g)).toHaveLength(200);
  // What there is no room for is not even read.
  expect(reads).toBeLessThan(10_000);
  const { left, totals } = read(page, 'run');
  expect(totals).toMatchObject({ groups: 20_000, failed: 200 });
  expect(left[0]).toBe(`${(20_000 - rows).toLocaleString('en')} groups that passed`);
  expect(left.at(-1)).toMatch(/^what was sent and received for [\d,]+ groups$/);
  expect(read(page, 'exchanges-99')).toHaveLength(1);
});

test('a case with many long streams does not take the room of the others', () => {
  const chunk = `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: 'x'.repeat(300) } }] })}\n\n`;
  const streamed: StoredExchange = {
    ...exchange(''),
    outcome: {
      ...{ kind: 'response', status: 200, headers: {} },
      body: { kind: 'stream', text: chunk.repeat(1000), reads: [[0, 5]], end: { kind: 'complete' } },
    },
  };
  const [first] = runOf([failed({ scenario: 'a', findings: [finding(1)] })]).filter(({ kind }) => kind === 'group-end');
  if (first?.kind !== 'group-end') throw new Error('there is no group');
  const [ran] = first.group.cases;
  if (!ran) throw new Error('there is no case');
  const cases = Array.from({ length: 300 }, (_, index) => ({ ...ran, id: `a#${index + 1}` }));
  const ends = cases.map((each) => ({ kind: 'case-end', case: each, exchanges: () => [streamed] }) as const);
  const events = runOf([failed({ scenario: 'b', findings: [finding(2)] })]);
  const page = report(createHtml, [
    ...events.slice(0, 1),
    ...ends,
    { kind: 'group-end', group: { ...first.group, cases }, last: true },
    ...keeping(events.slice(1), () => [exchange('{}')]),
  ]);
  const [shown] = read(page, 'exchanges-0');
  expect(shown[0].answer.stream.events).toHaveLength(180);
  expect(shown[0].answer.stream.left).toBe(820);
  expect(read(page, 'exchanges-0').at(-1)).toEqual([]);
  expect(read(page, 'group-0')).toMatchObject({ left: 100 });
  expect(read(page, 'exchanges-1')).toHaveLength(1);
});
