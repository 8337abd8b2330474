import { expect, test } from 'vitest';
import { bodyKind, mediaType } from '../../src/wire/body-kind.ts';

test.each([
  [200, 'application/json', '{"choices":[]}', 'json'],
  [200, 'application/json', '\ufeff \r\n\t[{}]', 'json'],
  [400, 'text/plain', '[{"error":{}}]', 'json'],
  [200, undefined, '{}', 'json'],
  [200, 'text/event-stream', 'data: {}\n\n', 'stream'],
  [200, 'Text/Event-Stream; charset=utf-8', '', 'stream'],
  [200, 'text/event-stream', '[{"error":{}}]', 'stream'],
  [429, 'text/event-stream', '[{"error":{}}]', 'json'],
  [429, 'text/event-stream', 'data: {"error":{}}\n\n', 'stream'],
  [200, 'application/json', 'data: {}\n\n', 'stream'],
  [200, undefined, '\ufeff: ping\r\n\r\nevent: x\nid: 1\ndata: {}\n\n', 'stream'],
  [404, 'text/html', '<html></html>', 'text'],
  [200, 'text/plain', 'the data: none', 'text'],
  [200, 'text/plain', 'id: 7\nname: x', 'text'],
  [200, undefined, '', 'text'],
])('%i %s with %j is %s', (status, contentType, body, kind) => {
  expect(bodyKind({ status, contentType }, new TextEncoder().encode(body))).toBe(kind);
});

test('a media type is read without its parameters and in lower case', () => {
  expect(mediaType('Application/JSON; charset=UTF-8')).toBe('application/json');
  expect(mediaType(undefined)).toBe('');
});
