import { expect, test } from 'vitest';
import { createEventReader, type WirePiece } from '../../src/wire/event-reader.ts';
import { streams } from './streams.ts';

function read(...parts: readonly Uint8Array[]): WirePiece[] {
  const pieces: WirePiece[] = [];
  const reader = createEventReader((piece) => pieces.push(piece));
  for (const part of parts) reader.feed(part);
  reader.end();
  return pieces;
}

function bytesOf(body: string | Uint8Array): Uint8Array {
  return typeof body === 'string' ? new TextEncoder().encode(body) : body;
}

test.each(streams)('reads $name', ({ body, pieces }) => {
  expect(read(bytesOf(body))).toEqual(pieces);
});

test.each(streams)('reads $name the same wherever it is split', ({ body, pieces }) => {
  const bytes = bytesOf(body);
  for (let at = 0; at <= bytes.length; at++) {
    expect(read(bytes.subarray(0, at), bytes.subarray(at)), `split at ${at}`).toEqual(pieces);
  }
  expect(read(...Array.from(bytes, (_, at) => bytes.subarray(at, at + 1)))).toEqual(pieces);
});

test('all streams behind one another, fed in pieces of every length, give the same pieces', () => {
  const bytes = Buffer.concat(streams.flatMap(({ body }) => [bytesOf(body), Buffer.from('\n\n')]));
  const whole = read(bytes);
  for (let length = 1; length < 60; length++) {
    const parts: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += length) parts.push(bytes.subarray(at, at + length));
    expect(read(...parts), `pieces of ${length}`).toEqual(whole);
  }
});

/** The `data` of events by the letter of the HTML standard (9.2.6), on text: slow, plain, and made apart from the reader. */
function standard(bytes: Uint8Array): string[] {
  const events: string[] = [];
  let data: string[] = [];
  // Decoding takes a byte order mark off. What is behind the last line break is no line yet.
  for (const line of new TextDecoder()
    .decode(bytes)
    .split(/\r\n|\r|\n/)
    .slice(0, -1)) {
    const [field, value = ''] = line.split(/:(.*)/s);
    if (line === '') {
      if (data.join('\n') !== '') events.push(data.join('\n'));
      data = [];
    } else if (field === 'data') data.push(value.replace(/^ /, ''));
  }
  return events;
}

test('any bytes, split anywhere, give the events of the standard', () => {
  const words = [
    'data:',
    'data: ',
    'data: ',
    'data: ',
    'data',
    ': c',
    'event: x',
    'id',
    '{"a":1}',
    'é',
    '🦊',
    '\ufeff',
    ' ',
    ':',
    '[DONE]',
    '\0',
  ];
  const breaks = ['\n', '\r', '\r\n', '\n\n', '\r\r', '\r\n\r\n'];
  const all = [...words, ...breaks, ...breaks]
    .map((each) => Buffer.from(each))
    .concat(Buffer.from([0xff]), Buffer.from([0xe2]));
  const random = createRandom(20_261_124);
  let events = 0;
  for (let round = 0; round < 3000; round++) {
    const bytes = Buffer.concat(Array.from({ length: random(50) }, () => all[random(all.length)] ?? Buffer.alloc(0)));
    const at = random(bytes.length + 1);
    const pieces: WirePiece[] = [];
    const reader = createEventReader((piece) => pieces.push(piece));
    reader.feed(bytes.subarray(0, at));
    reader.feed(bytes.subarray(at));
    const expected = standard(bytes);
    events += expected.length;
    const found = pieces.filter(({ kind, text }) => kind === 'data' && text !== '').map(({ text }) => text);
    expect(found, JSON.stringify(bytes.toString('latin1'))).toEqual(expected);
  }
  expect(events).toBeGreaterThan(1000);
});

/** Whole numbers below a bound, the same in every run (mulberry32). */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

test('gives a piece as soon as its blank line is there', () => {
  const pieces: WirePiece[] = [];
  const reader = createEventReader((piece) => pieces.push(piece));
  reader.feed(Buffer.from('data: a\r\n'));
  expect(pieces).toEqual([]);
  reader.feed(Buffer.from('\r'));
  expect(pieces).toEqual([{ kind: 'data', text: 'a', offset: 0 }]);
});

test('a buffer may be used again after it was fed', () => {
  const pieces: WirePiece[] = [];
  const reader = createEventReader((piece) => pieces.push(piece));
  const buffer = Buffer.from('data: a');
  reader.feed(buffer);
  buffer.fill('x');
  reader.feed(Buffer.from('\n\n'));
  expect(pieces).toEqual([{ kind: 'data', text: 'a', offset: 0 }]);
});

test('an event larger than any block, in tiny reads, costs no more than its length', () => {
  const long = 'é'.repeat(1_000_000);
  const bytes = Buffer.from(`data: ${long}\n\ndata: b\n\n`);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += 100) parts.push(bytes.subarray(at, at + 100));
  const start = performance.now();
  expect(read(...parts)).toEqual([
    { kind: 'data', text: long, offset: 0 },
    { kind: 'data', text: 'b', offset: 2_000_008 },
  ]);
  expect(performance.now() - start).toBeLessThan(2000);
});

test('offsets hold across blocks', () => {
  const events = Array.from({ length: 20_000 }, (_, at) => `data: ${'ü'.repeat(at % 7)}${at}\n\n`);
  const bytes = Buffer.from(events.join(''));
  const pieces = read(bytes);
  expect(pieces).toHaveLength(20_000);
  const wrong = pieces.filter(
    ({ text, offset }) => !bytes.subarray(offset).toString('utf8', 0, 40).startsWith(`data: ${text}\n`),
  );
  expect(wrong).toEqual([]);
});
