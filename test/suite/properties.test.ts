import { expect, test } from 'vitest';
import { createEventReader } from '../../src/wire/event-reader.ts';
import { type Healthy, healthyAnswers, judgeBytes } from './healthy-streams.ts';

const answers = await healthyAnswers();
const streams = answers.filter(({ response }) => response.body.kind === 'stream');
const named = (list: readonly Healthy[]) => list.map((healthy) => [healthy.case.id, healthy] as const);

test('there are streams of the families that Google serves, with text, thoughts and calls', () => {
  expect(streams.length).toBeGreaterThan(20);
  expect(new Set(streams.map((healthy) => healthy.case.profile))).toEqual(
    new Set(['vertex-gemini', 'gemini', 'open-model']),
  );
});

test.each(named(answers))('%s has no finding', (_, healthy) => {
  expect(judgeBytes(healthy, healthy.response.body.bytes)).toMatchObject({ verdict: 'judged', findings: [] });
});

test.each(named(streams))(
  '%s is the same however its bytes arrive: split at every byte, and byte by byte',
  (_, { response }) => {
    const { bytes } = response.body;
    const whole = eventsOf([bytes]);
    expect(whole.length).toBeGreaterThan(1);
    // Comparing texts: a deep comparison for each byte would take minutes.
    const told = JSON.stringify(whole);
    const others: number[] = [];
    for (let at = 1; at < bytes.length; at++) {
      if (JSON.stringify(eventsOf([bytes.subarray(0, at), bytes.subarray(at)])) !== told) others.push(at);
    }
    expect(others).toEqual([]);
    expect(eventsOf([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(whole);
  },
);

test.each(named(streams))('%s, cut anywhere before its end, is never judged well', (_, healthy) => {
  const { bytes } = healthy.response.body;
  const text = Buffer.from(bytes).toString('latin1');
  const end = text.lastIndexOf('data: [DONE]') + 'data: [DONE]'.length;
  expect(end).toBeGreaterThan(20);
  const silent: number[] = [];
  for (let at = 0; at < end; at++) {
    const { verdict, findings } = judgeBytes(healthy, bytes.subarray(0, at));
    if (verdict === 'judged' && findings.length === 0) silent.push(at);
  }
  expect(silent).toEqual([]);
});

test.each(named(answers))('%s, corrupted at random, is judged without a crash', (_, healthy) => {
  const { bytes } = healthy.response.body;
  const random = seeded(healthy.case.id);
  for (let round = 0; round < 40; round++) {
    const { verdict, findings } = judgeBytes(healthy, corrupt(bytes, random));
    expect(['judged', 'undecided', 'unexpected']).toContain(verdict);
    for (const { message, check } of findings)
      expect({ check, said: message.length > 0 }).toEqual({ check, said: true });
  }
});

function eventsOf(pieces: readonly Uint8Array[]): unknown[] {
  const events: unknown[] = [];
  const reader = createEventReader((piece) => events.push(piece));
  for (const piece of pieces) reader.feed(piece);
  reader.end();
  return events;
}

function corrupt(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  const at = random(bytes.length);
  const length = 1 + random(40);
  const [before, part, after] = [bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at + length)];
  const noise = Uint8Array.from({ length }, () => random(256));
  const pieces = [
    [before, after],
    [before, part, part, after],
    [before, noise, after],
    [before, noise, part, after],
    [before, part.toReversed(), after],
    [after, before],
  ][random(6)];
  return Buffer.concat(pieces ?? []);
}

/** The same numbers for the same name: mulberry32 (public domain). */
function seeded(name: string): (below: number) => number {
  let state = [...name].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 7);
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
