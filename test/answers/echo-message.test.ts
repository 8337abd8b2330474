import { expect, test } from 'vitest';
import { echoMessage } from '../../src/answers/echo-message.ts';
import type { Answer, CompletionMessage } from '../../src/model/answer.ts';

const signature = { google: { thought_signature: 'c2ln' } };

const streamed = (message: CompletionMessage): Answer => ({
  ...{ status: 200, mode: 'stream' },
  completion: { choices: [{ index: 0, finish_reason: 'stop', thoughts: 'hm', message }] },
});

test('of a whole answer the message is sent back as it came, whatever is in it', () => {
  const message = { role: 'assistant', content: null, tool_calls: [{ id: 'a', index: 3 }], reasoning_content: 'hm' };
  const json = { choices: [{ index: 0, message }] };
  expect(echoMessage({ status: 200, mode: 'whole', json })).toBe(message);
});

test('of a stream it is the answer without thoughts, and without the flag of a thought', () => {
  const extra_content = { google: { thought: true, thought_signature: 'c2ln' } };
  expect(echoMessage(streamed({ content: 'Hi', reasoning_content: 'hm', reasoning: 'hm', extra_content }))).toEqual({
    ...{ role: 'assistant', content: 'Hi', extra_content: signature },
  });
  expect(echoMessage(streamed({ content: 'Hi', extra_content: { google: { thought: true } } }))).toEqual({
    ...{ role: 'assistant', content: 'Hi' },
  });
});

test('signatures of calls and other extra content are kept', () => {
  const tool_calls = [{ id: 'a', function: { name: 'f', arguments: '{}' }, extra_content: signature }];
  const message = { role: 'assistant', content: null, tool_calls, extra_content: { other: { x: 1 } } };
  expect(echoMessage(streamed(message))).toEqual(message);
});

test('where there is no message, there is nothing to send back', () => {
  expect(echoMessage({ status: 200, mode: 'whole', json: { choices: [] } })).toBeUndefined();
});
