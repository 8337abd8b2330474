import { expect, test } from 'vitest';
import type { Judged } from '../../../src/model/check.ts';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { ask, askAll, whole } from '../ask.ts';

const tools = [
  { type: 'function', function: { name: 'f' } },
  { type: 'function', function: { name: 'g' } },
];
const forced = { tools, tool_choice: 'required' };

const calling = (name: string, args: Json, finish_reason = 'tool_calls'): JsonObject => {
  const call = { id: 'c', type: 'function', function: { name, arguments: JSON.stringify(args) } };
  return whole({
    message: { role: 'assistant', content: null, tool_calls: [call] },
    choice: { finish_reason },
  });
};

/** The findings of parity about an answer whose twin is another answer to the same request. */
async function compared(body: JsonObject, other: JsonObject, request: JsonObject = {}) {
  const { judged } = await askAll({ request, body: other });
  return ask('parity', { request, body, twin: judged });
}

test('two answers that say the same in other words agree', async () => {
  expect(await compared(whole({ message: { content: 'a' } }), whole({ message: { content: 'b' } }))).toEqual([]);
  expect(await compared(calling('f', { x: 1 }), calling('f', { x: 2 }), forced)).toEqual([]);
});

test('a rule that holds for one of them alone is an error', async () => {
  const bad = whole({ message: { content: 'stop HERE' } });
  const good = whole({ message: { content: 'go on' } });
  expect(await compared(bad, good, { stop: 'HERE' })).toMatchObject([
    { severity: 'error', message: 'stop-sequence does not hold in the whole answer, and holds in the stream' },
  ]);
  expect(await compared(good, bad, { stop: 'HERE' })).toMatchObject([
    { severity: 'error', message: 'stop-sequence holds in the whole answer, and does not in the stream' },
  ]);
  expect(await compared(bad, bad, { stop: 'HERE' })).toEqual([]);
});

test('what only one mode can break is not compared', async () => {
  const { judged } = await askAll({ request: {}, body: whole() });
  const twin: Judged = { ...judged, fired: new Map([['stream-done', 'error']]) };
  expect(await ask('parity', { request: {}, body: whole(), twin })).toEqual([]);
});

test('the shape of calls is compared: an error where the request forces them, otherwise a warning', async () => {
  expect(await compared(calling('f', { x: 1 }), calling('f', { x: '1' }), forced)).toMatchObject([
    {
      severity: 'error',
      message: 'the whole answer and the stream differ in the tool calls of choice 0',
      at: { pointer: '/choices/0/message/tool_calls' },
    },
  ]);
  expect(await compared(calling('f', {}), calling('g', {}), { tools })).toMatchObject([{ severity: 'warn' }]);
});

test('the finish reason is compared: an error where both had to be cut short', async () => {
  const text = (finish_reason: string) => whole({ message: { content: 'a' }, choice: { finish_reason } });
  expect(await compared(text('stop'), text('length'))).toMatchObject([
    { severity: 'warn', actual: 'in the whole answer: "stop"', expected: 'in the stream: "length"' },
  ]);
  expect(await compared(text('stop'), text('length'), forced)).toContainEqual(
    expect.objectContaining({ severity: 'error' }),
  );
});

test.each(['max_tokens', 'max_completion_tokens'])('%s that cuts both short forces their calls', async (key) => {
  const cut = (name: string) => calling(name, {}, 'length');
  expect(await compared(cut('f'), cut('g'), { tools, [key]: 3 })).toMatchObject([{ severity: 'error' }]);
  expect(await compared(cut('f'), cut('g'), { tools })).toMatchObject([{ severity: 'warn' }]);
});

test('the number of choices is compared', async () => {
  const two = {
    ...whole(),
    choices: [0, 1].map((index) => ({ index, finish_reason: 'stop', message: { content: 'a' } })),
  };
  const found = await compared(two, whole(), { n: 2 });
  expect(found).toContainEqual(expect.objectContaining({ actual: 'in the whole answer: 2' }));
});

test('without a twin it is not asked', async () => {
  expect(await ask('parity', { body: whole() })).toBeUndefined();
});
