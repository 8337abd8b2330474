/**
 * A server that answers every request with the same completion, after as many milliseconds as its path begins with
 * (`/50/v1/chat/completions`); below `/storm/` every tenth answer is a 429. `/stats` tells and forgets what it saw.
 * Prints its port.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerText } from './suites.ts';

const completion = JSON.stringify({
  ...{ id: 'chatcmpl-1', object: 'chat.completion', created: 1767225600, model: 'google/gemini-3.8-flash' },
  choices: [
    {
      index: 0,
      finish_reason: 'stop',
      logprobs: null,
      message: { role: 'assistant', content: answerText, refusal: null },
    },
  ],
  usage: { prompt_tokens: 9, completion_tokens: 90, total_tokens: 99 },
});
const busy = JSON.stringify({
  error: { message: 'Rate limit reached', type: 'requests', param: null, code: 'rate_limit_exceeded' },
});
const json = { 'content-type': 'application/json' };

let [requests, connections, inFlight, most, since, area] = [0, 0, 0, 0, 0, 0];
/** While work is left: from the first request to the last one that came. */
let [first, last, areaThen] = [0, 0, 0];

function step(by: number): void {
  const now = performance.now();
  area += inFlight * (now - since);
  since = now;
  inFlight += by;
  most = Math.max(most, inFlight);
}

const server = createServer((request, response) => {
  if (request.url === '/stats') {
    response.end(JSON.stringify({ requests, connections, most, mean: areaThen / (last - first) }));
    [requests, connections, most, area, first] = [0, 0, 0, 0, 0];
    return;
  }
  requests += 1;
  const isRefused = request.url?.startsWith('/storm/') === true && requests % 10 === 0;
  if (first === 0) since = first = performance.now();
  step(1);
  [last, areaThen] = [since, area];
  request.resume().on('end', () => {
    setTimeout(
      () => {
        if (isRefused) response.writeHead(429, { ...json, 'retry-after': '0' }).end(busy);
        else response.writeHead(200, json).end(completion);
        step(-1);
      },
      Number(/^\/(\d+)\//.exec(request.url ?? '')?.[1] ?? 0),
    );
  });
});
server.on('connection', () => {
  connections += 1;
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
