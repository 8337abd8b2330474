import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { writeResponse } from '../../src/mock/server-write.ts';
import { aServer, chatPath } from './a-server.ts';

const hello = { model: 'google/gemini-3.8-flash', messages: [{ role: 'user', content: 'Hello' }] };

const serve = (mock: string, request: object = { ...hello, stream: true }) =>
  aServer({ 'hello.yaml': `version: 1\ntitle: A question\nrequest: ${JSON.stringify(request)}\nmock: ${mock}\n` });

/** What a client of bare sockets sees: its reads with their times, and how the connection ended. */
function askBare(origin: string, body: object = { ...hello, stream: true }) {
  const { hostname, port } = new URL(origin);
  const text = JSON.stringify(body);
  const head = [
    ...[`POST ${chatPath} HTTP/1.1`, `host: ${hostname}`, 'authorization: Bearer any', 'connection: close'],
    `content-length: ${Buffer.byteLength(text)}`,
  ];
  const start = performance.now();
  const reads: { readonly at: number; readonly text: string }[] = [];
  return new Promise<{ reads: typeof reads; text: string; end: string; ms: number }>((resolve) => {
    let end = 'closed';
    const socket = connect(Number(port), hostname, () => socket.write(`${head.join('\r\n')}\r\n\r\n${text}`));
    socket.setEncoding('utf8');
    socket.on('data', (part: string) => reads.push({ at: performance.now() - start, text: part }));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      end = error.code ?? 'error';
    });
    socket.on('close', () =>
      resolve({ reads, text: reads.map((read) => read.text).join(''), end, ms: performance.now() - start }),
    );
  });
}

const isJson = (event: string) => {
  try {
    return JSON.parse(event.slice('data: '.length)) !== undefined;
  } catch {
    return false;
  }
};

const events = (text: string) => text.match(/^data: .*$/gm)?.length ?? 0;

test('a reset before the first event is a real one, behind a head that has come', async () => {
  const { origin } = await serve('{ content: one two three, fault: { reset: { after: 0 } } }');
  const { text, end } = await askBare(origin);
  expect([text.split('\r\n')[0], events(text), end]).toEqual(['HTTP/1.1 200 OK', 0, 'ECONNRESET']);
});

test('a reset in the stream comes when what was before it is read', async () => {
  const { origin } = await serve('{ content: one two three, fault: { reset: { after: 2 } } }');
  const { text, end } = await askBare(origin);
  expect([events(text), end]).toEqual([2, 'ECONNRESET']);
});

test('a cut stream ends well by HTTP, without [DONE]', async () => {
  const { origin } = await serve('{ content: one two three, fault: { cut: { after: 2 } } }');
  const { text, end } = await askBare(origin);
  expect([events(text), text.includes('[DONE]'), text.endsWith('0\r\n\r\n'), end]).toEqual([2, false, true, 'closed']);
});

test('a body shorter than its content-length hangs up', async () => {
  const { origin } = await serve('{ raw: "{}", headers: { content-length: "10" } }', hello);
  const { text, end } = await askBare(origin, hello);
  expect([text.endsWith('\r\n\r\n{}'), end]).toEqual([true, 'closed']);
});

test('a stall holds back what is behind it, and nothing before it', async () => {
  const { origin } = await serve('{ content: one two three, fault: { stall: { after: 2, for: 300ms } } }');
  const { reads, ms } = await askBare(origin);
  const before = reads.filter(({ at }) => at < 250).map(({ text }) => text);
  expect(events(before.join(''))).toBe(2);
  expect(ms).toBeGreaterThan(290);
});

test('a stream at its pace drips: its head at once, each event at its time', async () => {
  const { origin } = await serve(
    '{ content: one two three four five, pieces: 4, pace: { first: 200ms, every: 40ms } }',
  );
  const { reads } = await askBare(origin);
  const [head, ...drips] = reads.filter(({ text }) => text !== '0\r\n\r\n');
  expect(head?.at).toBeLessThan(150);
  expect(events(head?.text ?? '')).toBe(0);
  expect(drips.length).toBeGreaterThanOrEqual(4);
  expect((drips[1]?.at ?? 0) - (drips[0]?.at ?? 0)).toBeGreaterThan(20);
});

test('writes of one byte are writes of one byte', async () => {
  const raw = 'data: {"a":"é"}\n\n';
  const offsets = Array.from({ length: Buffer.byteLength(raw) - 1 }, (_, index) => index + 1);
  const headers = '{ content-type: text/event-stream }';
  const { origin } = await serve(`{ raw: ${JSON.stringify(raw)}, headers: ${headers}, writes_at: [${offsets}] }`);
  const { text } = await askBare(origin);
  expect(text.split('\r\n\r\n')[1]?.match(/(?:^|\r\n)1\r\n/g)).toHaveLength(offsets.length + 1);
});

test.each([
  ['malformed: { at: 2 }', (text: string) => !isJson(text.match(/^data: .*$/gm)?.[1] ?? 'data: {}')],
  ['no_done: true', (text: string) => !text.includes('[DONE]')],
  ['duplicate: { at: 1 }', (text: string) => new Set(text.match(/^data: .*$/gm)).size < events(text)],
  ['error_event: { status: INTERNAL }', (text: string) => text.includes('data: [{"error":{"code":500')],
  ['error_tail: { status: CANCELLED }', (text: string) => /^\[\n {2}\{\n {4}"error"/m.test(text)],
])('the fault %s is on the wire', async (fault, holds) => {
  const { origin } = await serve(`{ content: one two three, fault: { ${fault} } }`);
  const { text, end } = await askBare(origin);
  expect([holds(text), end]).toEqual([true, 'closed']);
});

/** A server of one answer, whose body is asked for piece by piece. */
async function dripping(piece: Uint8Array) {
  let pieces = 0;
  let cancelled = false;
  const ended: Promise<unknown>[] = [];
  const server = createServer((_, response) => {
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pieces += 1;
          controller.enqueue(piece);
        },
        cancel() {
          cancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
    ended.push(writeResponse(new Response(body), response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { port, pieces: () => pieces, cancelled: () => cancelled, ended };
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('a client that does not read stops an endless stream, and one that leaves ends it', async () => {
  const endless = await dripping(new Uint8Array(256 * 1024));
  const socket = connect(endless.port, '127.0.0.1', () => socket.write('POST / HTTP/1.1\r\nhost: a\r\n\r\n'));
  socket.pause();
  await expect.poll(endless.pieces).toBeGreaterThan(0);
  await wait(200);
  const held = endless.pieces();
  await wait(200);
  expect(endless.pieces()).toBe(held);
  // What the kernel holds for both ends, and no more.
  expect(held).toBeLessThan(100);
  socket.destroy();
  expect(await endless.ended[0]).toBe('given up');
  expect(endless.cancelled()).toBe(true);
});

test('closing the server ends answers that wait', async () => {
  const server = await serve('{ content: one two three, fault: { stall: { after: 1, for: 60s } } }');
  const asked = askBare(server.origin);
  await wait(100);
  const start = performance.now();
  await server.close();
  expect((await asked).ms).toBeLessThan(5000);
  expect(performance.now() - start).toBeLessThan(1000);
});
