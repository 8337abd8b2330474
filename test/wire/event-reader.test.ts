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
