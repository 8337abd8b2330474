import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRedactor } from '../../src/lib/redact.ts';
import type { Exchange, Limits, WireRequest } from '../../src/model/exchange.ts';
import { writeRecording } from '../../src/recordings/recording-file.ts';
import { recordingPath } from '../../src/recordings/recording-path.ts';
import { createReplay } from '../../src/recordings/replay.ts';
import { rest } from '../../src/transports/rest.ts';
import { storeExchanges } from '../../src/wire/stored-exchanges.ts';
import { makeCase } from '../reporters/make-result.ts';
import { writeFiles } from '../scenarios/a-suite.ts';

const project = 'quiet-otter-4711';
const redact = createRedactor([{ kind: 'project', value: project, label: '[project]' }]);
const limits: Limits = { connect: 1000, first_event: 1000, idle: 1000, total: 5000, bodyBytes: 1e6 };
const request: WireRequest = { method: 'POST', url: 'https://h/x', headers: {}, body: '{"model":"m"}' };

/** Records an answer that came in these pieces, and gives back what a replay of it is. */
async function replayed(bytes: Uint8Array, offsets: readonly number[]): Promise<Exchange['outcome']> {
  const aCase = makeCase({ scenario: 'a/b' });
  const [step] = aCase.steps;
  if (!step) throw new Error('no step');
  const root = writeFiles({});
  const exchange: Exchange = {
    request: { ...request },
    outcome: {
      ...{ kind: 'response', status: 200, headers: { 'content-length': String(bytes.byteLength) } },
      body: { kind: 'text', bytes, reads: offsets.map((offset, at) => ({ offset, at })), end: { kind: 'complete' } },
    },
    timings: { startedAt: 0, headers: 0, end: 9 },
  };
  const { exchanges } = storeExchanges('', [{ time: 1, exchange }], redact);
  const head = { version: 1, recorded: '2026-11-24T12:00:00.000Z', endpoint: 'managed', transport: 'rest' } as const;
  writeRecording(join(root, recordingPath(aCase)), { ...head, exchanges });
  const replay = createReplay({ root, redact, speed: 0, unset: new Set(), now: () => new Date() });
  return (await rest(request, replay.sendFor(aCase, step), limits)).outcome;
}

/** The same numbers on every machine. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % sides;
  };
}

const texts = {
  'a stream': 'data: {"a":"ü😀"}\r\n\r\n: waits\n\ndata: [DONE]\n\n',
  JSON: '{"choices":[{"message":{"content":"Grüße 👋"}}]}\n',
  'a mark and nulls': '\ufeff{"a":"\u0000"}',
};

const bodies: { readonly [name: string]: Uint8Array } = {
  ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)])),
  'bytes that are no text': Uint8Array.from({ length: 64 }, (_, at) => (at * 37 + 128) % 256),
  'half a character at its end': Buffer.from('data: ü').subarray(0, 7),
};

for (const [name, bytes] of Object.entries(bodies)) {
  test(`${name} is replayed byte for byte, in the same pieces, however it was cut`, async () => {
    const roll = dice(bytes.byteLength);
    for (let round = 0; round < 20; round++) {
      const cuts = new Set(Array.from({ length: roll(8) }, () => 1 + roll(bytes.byteLength - 1)));
      const offsets = [0, ...[...cuts].sort((a, b) => a - b)];
      const outcome = await replayed(bytes, offsets);
      if (outcome.kind !== 'response') throw new Error(outcome.message);
      expect([...outcome.body.bytes]).toEqual([...bytes]);
      expect(outcome.body.reads.map(({ offset }) => offset)).toEqual(offsets);
      expect(outcome.body.end).toEqual({ kind: 'complete' });
    }
  });
}

test('a body that is stored shorter or longer than it came is replayed as a whole one', async () => {
  for (const label of [project, 'projects/p/x']) {
    const bytes = Buffer.from(`{"error":{"message":"not found in ${label}"}}`);
    for (let at = 1; at < bytes.byteLength; at++) {
      const outcome = await replayed(bytes, [0, at]);
      if (outcome.kind !== 'response') throw new Error(outcome.message);
      expect(outcome.body.end).toEqual({ kind: 'complete' });
      expect(Buffer.from(outcome.body.bytes).toString()).toBe(redact(bytes.toString()));
    }
  }
});
