import { expect, test } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { aMock, judge, send } from './a-mock.ts';

const stream = { request: { stream: true } };
const story = { content: 'Once upon a time there was a backpack.' };

/** Which rules of severity error or warn find something. */
async function fired(fault: Json, asking = stream) {
  const { findings } = await judge({ ...story, fault }, asking);
  return [...new Set(findings.filter(({ severity }) => severity !== 'info').map(({ check }) => check))];
}

test.each([
  [{ no_done: true }, ['stream-done']],
  [{ no_done: false }, []],
  [{ malformed: { at: 2 } }, ['stream-clean']],
  [{ duplicate: { at: 5 } }, ['finish-once']],
  [{ error_event: { code: 503, message: 'Overloaded', status: 'UNAVAILABLE' } }, ['stream-clean']],
  [{ error_tail: { code: 499, message: 'Cancelled', status: 'CANCELLED' } }, ['stream-done', 'stream-clean']],
  [{ cut: { after: 3 } }, ['finish-once', 'stream-done', 'usage']],
  [{ reset: { after: 3 } }, ['answer-complete']],
  [{ stall: { after: 2, for: '20ms' } }, []],
  [[{ no_done: true }, { error_tail: { code: 500, message: 'x' } }], ['stream-clean']],
])('%j of a stream is found by %j', async (fault, rules) => {
  expect(await fired(fault)).toEqual(rules);
});

test.each([
  [{ cut: { after: 20 } }, ['schema']],
  [{ reset: { after: 20 } }, ['answer-complete']],
  [{ stall: { after: 20, for: '20ms' } }, []],
])('%j of a whole answer counts bytes, and is found by %j', async (fault, rules) => {
  expect(await fired(fault, { request: { stream: false } })).toEqual(rules);
});

test('a stall is as long as it says, and comes where it says', async () => {
  const { exchange } = await judge({ ...story, fault: { stall: { after: 1, for: '120ms' } } }, stream);
  if (exchange.outcome.kind !== 'response') throw new Error('an answer comes');
  const [first, second] = exchange.outcome.body.reads;
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(100);
});

test('a reset is a broken connection to both transports', async () => {
  for (const transport of ['rest', 'sdk'] as const) {
    const { exchange } = await judge({ ...story, fault: { reset: { after: 2 } } }, { ...stream, transport });
    expect(exchange.outcome).toMatchObject({
      body: { end: { kind: 'reset', message: expect.stringContaining('ECONNRESET') } },
    });
  }
});

test('a fault before the first event leaves nothing', async () => {
  for (const fault of [{ cut: { after: 0 } }, { reset: { after: 0 } }]) {
    const { exchange } = await judge({ ...story, fault }, stream);
    expect(exchange.outcome).toMatchObject({ body: { bytes: new Uint8Array() } });
  }
});

test('an error in a stream has the envelope of its family', async () => {
  const text = async (profile: 'vertex-gemini' | 'openai') => {
    const fault = { error_tail: { message: 'No' } };
    const { exchange } = await judge({ ...story, fault }, { ...stream, profile });
    const { outcome } = exchange;
    return outcome.kind === 'response' ? new TextDecoder().decode(outcome.body.bytes) : '';
  };
  expect(await text('vertex-gemini')).toMatch(/\[DONE\]\n\n\[\n\s+\{\n\s+"error"/);
  expect(await text('openai')).toMatch(/\[DONE\]\n\n\{\n\s+"error"/);
});

test('a fault of streams asked of a whole answer is not swallowed', async () => {
  const mock = aMock({ ...story, fault: { no_done: true } });
  const { outcome } = await send(mock, mock.fetch);
  expect(outcome).toMatchObject({
    kind: 'no-response',
    message: expect.stringContaining('the fault no_done is one of streams'),
  });
});

test.each([
  [{ malformed: { at: 7 } }, true, 'malformed is to come at event 7, and the body has 6 events'],
  [{ duplicate: { at: 7 } }, true, 'duplicate is to come at event 7'],
  [{ cut: { after: 6 } }, true, 'cut is to come at event 6'],
  [{ stall: { after: 6, for: '1s' } }, true, 'stall is to come at event 6'],
  [{ reset: { after: 7 } }, true, 'reset is to come at event 7'],
  [{ cut: { after: 9999 } }, false, 'cut is to come at byte 9999'],
])('%j, behind the end, is not swallowed either (stream: %j)', async (fault, stream, message) => {
  const mock = aMock({ ...story, fault }, { request: { stream } });
  expect((await send(mock, mock.fetch)).outcome).toMatchObject({
    kind: 'no-response',
    message: expect.stringContaining(message),
  });
});

test('a connection may break behind the last event', async () => {
  expect(await fired({ reset: { after: 6 } })).toEqual(['answer-complete']);
});

test('chunks are patched: each, the first, the last', async () => {
  const patch_chunks = { each: { '/id': 'x' }, first: { '/choices/0/delta/role': '' }, last: { '/usage': null } };
  const { exchange } = await judge({ ...story, pieces: 2, patch_chunks }, stream);
  const { outcome } = exchange;
  const events = outcome.kind === 'response' ? new TextDecoder().decode(outcome.body.bytes).split('\n\n') : [];
  const chunks = events.flatMap((event) => (event.startsWith('data: {') ? [JSON.parse(event.slice(6))] : []));
  expect(chunks.map(({ id }) => id)).toEqual(chunks.map(() => 'x'));
  expect(chunks[0].choices[0].delta.role).toBe('');
  expect(chunks.at(-1).usage).toBeNull();
});

test('writes are split where they are said to be', async () => {
  const raw = 'data: {"a":"ü"}\n\n';
  const headers = { 'content-type': 'text/event-stream' };
  const { exchange } = await judge({ raw, headers, writes_at: [12, 3], pace: { every: '5ms' } }, stream);
  const { outcome } = exchange;
  if (outcome.kind !== 'response') throw new Error('an answer comes');
  expect(outcome.body.reads.map(({ offset }) => offset)).toEqual([0, 3, 12]);
  expect(new TextDecoder().decode(outcome.body.bytes)).toBe(raw);
});
