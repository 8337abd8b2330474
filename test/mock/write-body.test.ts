import { expect, test } from 'vitest';
import { aMock, read, reply, send } from './a-mock.ts';

const paced = { content: 'abcd', pieces: 4, pace: { first: '60ms', every: '30ms' } };

test.each(['rest', 'sdk'] as const)('a stream comes at its pace, a read per event: %s', async (transport) => {
  const { response } = await reply(paced, { transport, request: { stream: true } });
  const times = response.body.reads.map(({ at }) => at);
  expect(times).toHaveLength(5);
  expect(times[0]).toBeGreaterThan(50);
  const gaps = times.slice(1).map((at, n) => at - (times[n] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThan(15);
});

test('a whole answer comes at its pace too', async () => {
  const { response } = await reply(paced);
  expect(response.body.reads).toHaveLength(1);
  expect(response.body.reads[0]?.at).toBeGreaterThan(50);
});

test('chunks and raw bodies come at their pace', async () => {
  for (const form of [{ chunks: [{ id: 'x' }] }, { raw: 'x' }]) {
    const { response } = await reply({ ...form, pace: { first: '60ms' } });
    expect(response.body.reads[0]?.at).toBeGreaterThan(50);
  }
});

test('without a pace nothing waits', async () => {
  const { exchange } = await reply({ content: 'abcd' }, { request: { stream: true } });
  expect(exchange.timings.end).toBeLessThan(2000);
});

test('an interruption ends a paced body at once', async () => {
  const mock = aMock({ content: 'a', pace: { first: '1h' } }, { request: { stream: true } });
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 20);
  const exchange = await send(mock, mock.fetch, stop.signal);
  expect(read(exchange).response.body.end).toEqual({ kind: 'aborted' });
  expect(exchange.timings.end).toBeLessThan(2000);
});
