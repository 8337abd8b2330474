import { expect, test } from 'vitest';
import { createRedactor } from '../../src/lib/redact.ts';
import type { Exchange } from '../../src/model/exchange.ts';
import { loadValidator } from '../../src/schema/builtin.ts';
import { redactBody } from '../../src/wire/redact-body.ts';
import { restoreExchange, storeExchanges } from '../../src/wire/stored-exchanges.ts';

const secret = 'AIza-not-a-key-but-long-enough';
const redact = createRedactor([
  { kind: 'secret', value: secret, label: '[secrets.KEY]' },
  { kind: 'project', value: 'quiet-otter-4711', label: '[project]' },
]);

const bytesOf = (text: string) => new TextEncoder().encode(text);

function exchange(body: Uint8Array, offsets: readonly number[] = [0]): Exchange {
  return {
    request: {
      ...{ method: 'POST', url: `https://h/v1/projects/quiet-otter-4711/x?key=${secret}z` },
      headers: { authorization: 'Bearer whatever', 'x-goog-api-key': 'k', 'content-type': 'application/json' },
      body: JSON.stringify({ said: `Key:\n${secret}` }),
    },
    outcome: {
      ...{ kind: 'response', status: 200 },
      headers: { 'set-cookie': 'a=b', 'x-request': `of quiet-otter-4711` },
      body: {
        kind: 'text',
        bytes: body,
        reads: offsets.map((offset, at) => ({ offset, at })),
        end: { kind: 'complete' },
      },
    },
    timings: { startedAt: 1, headers: 2, end: 3 },
  };
}

const stored = (body: Uint8Array, offsets?: readonly number[]) =>
  storeExchanges('a', [{ time: 1, exchange: exchange(body, offsets) }], redact);

test('an exchange comes back as it was, byte for byte, text or not', async () => {
  const errorsOf = await loadValidator('bundle-exchanges');
  for (const body of [
    bytesOf('\ufeffdata: {"a": "ü"}\n\n'),
    new Uint8Array([0xff, 0x00, 0x80, 0x0a, 0x41]),
    bytesOf(''),
  ]) {
    const line = JSON.parse(JSON.stringify(stored(body, [0, 3])));
    expect(errorsOf(line)).toEqual([]);
    const { outcome, timings } = restoreExchange(line.exchanges[0]);
    if (outcome.kind !== 'response') throw new Error('no response');
    expect([...outcome.body.bytes]).toEqual([...body]);
    expect(outcome.body.reads[0]).toEqual({ offset: 0, at: 0 });
    expect(timings).toEqual({ startedAt: 1, headers: 2, end: 3 });
  }
});

test('nothing secret is in it: address, headers, bodies, bytes that are no text', () => {
  const bodies = [
    bytesOf(`{"error": "no ${secret} in quiet-otter-4711"}`),
    Buffer.concat([Buffer.from([0xff]), bytesOf(` ${secret} `)]),
  ];
  for (const body of bodies) {
    const text = JSON.stringify(stored(body));
    const decoded = text.replace(/"base64":"([^"]*)"/, (_, base64) => Buffer.from(base64, 'base64').toString('latin1'));
    for (const hidden of [secret, 'quiet-otter', 'whatever', '"k"', 'a=b']) expect(decoded).not.toContain(hidden);
    expect(decoded).toContain('[secrets.KEY]');
  }
});

test('a secret is found wherever a read cuts it, and later reads begin where they did', () => {
  const text = `data: ü ${secret}!\n\ndata: two\n\n`;
  const bytes = bytesOf(text);
  const secretAt = Buffer.from(text).indexOf(secret);
  const secondAt = Buffer.from(text).indexOf('data: two');
  const offsets = [0, secretAt + 5, secretAt + 9, secondAt, secondAt + 4];
  const { text: kept = '', reads } = redactBody(
    bytes,
    offsets.map((offset, at) => ({ offset, at })),
    redact,
  );
  expect(kept).toBe('data: ü [secrets.KEY]!\n\ndata: two\n\n');
  const newSecond = Buffer.from(kept).indexOf('data: two');
  expect(reads.map(([offset]) => offset)).toEqual([0, secretAt + 5, secretAt + 9, newSecond, newSecond + 4]);
  const late = redactBody(bytes, [{ offset: secondAt - 3, at: 0 }], redact);
  expect(late.reads[0]?.[0]).toBeLessThanOrEqual(newSecond);
});

test('a signature of thoughts is kept as it came', () => {
  const text = '{"extra_content":{"google":{"thought_signature":"Cg+quiet-otter-4711/"}},"p":"quiet-otter-4711"}';
  const { text: kept } = redactBody(bytesOf(text), [], redact);
  expect(kept).toContain('"Cg+quiet-otter-4711/"');
  expect(kept).toContain('"p":"[project]"');
});

test('of one line, what stands behind a secret is where it was from its end', () => {
  const text = `{"a": "${secret}", "later": 1}`;
  const at = (piece: string, of: string) => of.indexOf(piece);
  const offsets = [0, at(secret, text) + 20, at('later', text), text.length - 1];
  const { text: kept = '', reads } = redactBody(
    bytesOf(text),
    offsets.map((offset) => ({ offset, at: 0 })),
    redact,
  );
  const end = at('[secrets.KEY]', kept) + '[secrets.KEY]'.length;
  expect(reads.map(([offset]) => offset)).toEqual([0, end, at('later', kept), kept.length - 1]);
});

test('wherever reads cut a body, it is stored the same, and its reads stay in order and inside', () => {
  const text = `data: ${secret}\r\n\r\ndata: ü quiet-otter-4711, ${secret}\n\nprojects/other/x\n`;
  const whole = redactBody(bytesOf(text), [{ offset: 0, at: 0 }], redact).text ?? '';
  const length = bytesOf(text).byteLength;
  for (let size = 1; size <= length; size++) {
    const reads = Array.from({ length: Math.ceil(length / size) }, (_, at) => ({ offset: at * size, at }));
    const kept = redactBody(bytesOf(text), reads, redact);
    expect(kept.text).toBe(whole);
    const offsets = kept.reads.map(([offset]) => offset);
    expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
    expect(offsets.at(-1)).toBeLessThanOrEqual(bytesOf(whole).byteLength);
  }
});

test('a secret of several lines goes too', () => {
  const redactLines = createRedactor([{ kind: 'secret', value: 'one-half\nother-half', label: '[secrets.PEM]' }]);
  const { text, reads } = redactBody(bytesOf('a one-half\nother-half b'), [{ offset: 21, at: 0 }], redactLines);
  expect(text).toBe('a [secrets.PEM] b');
  expect(reads).toEqual([[15, 0]]);
});

test('a body that became shorter is announced as long as it is', () => {
  const body = bytesOf(`{"error": "no ${secret}"}`);
  const { outcome, ...rest } = exchange(body);
  if (outcome.kind !== 'response') throw new Error('no response');
  const headers = { ...outcome.headers, 'content-length': String(body.byteLength) };
  const line = storeExchanges('a', [{ time: 1, exchange: { ...rest, outcome: { ...outcome, headers } } }], redact);
  const [kept] = line.exchanges;
  if (kept?.outcome.kind !== 'response') throw new Error('no response');
  const { bytes } = (restoreExchange(kept).outcome as typeof outcome).body;
  expect(kept.outcome.headers['content-length']).toBe(String(bytes.byteLength));
});
