/** Each row of docs/faults.md, over a real socket. */
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { type Credentials, CredentialsError } from '../../src/endpoints/credentials.ts';
import type { CaseRecord } from '../../src/model/record.ts';
import { createLiveAnswers } from '../../src/run/answer-live.ts';
import { createPace } from '../../src/run/pace.ts';
import { plan, run } from '../../src/run.ts';
import { writeFiles } from '../scenarios/a-suite.ts';
import { facts, redact } from './facts.ts';

/** What a server does with its nth request, from 1, and what it was sent. */
interface Serving {
  readonly response: ServerResponse;
  readonly attempt: number;
  readonly authorization: string | undefined;
}

interface Fault {
  /** Undefined: nobody listens. */
  readonly serve?: (serving: Serving) => void;
  readonly stream?: boolean;
  /** A deadline that is to pass; the others are long, for busy machines. */
  readonly timeout?: string;
  readonly credentials?: Credentials;
}

const whole = JSON.stringify({
  choices: [{ finish_reason: 'stop', index: 0, logprobs: null, message: { content: 'Hello!', role: 'assistant' } }],
  ...{ created: 1772141949, id: 'fb2g', model: 'google/m', object: 'chat.completion', system_fingerprint: '' },
  usage: { completion_tokens: 2, prompt_tokens: 3, total_tokens: 5 },
});
const chunk = (content: string, more = '') =>
  `data: {"choices":[{"delta":{"content":"${content}","role":"assistant"},"index":0,"logprobs":null${more}}],"created":1772141949,"id":"fb2g","model":"google/m","object":"chat.completion.chunk","system_fingerprint":""${more === '' ? '' : ',"usage":{"completion_tokens":2,"prompt_tokens":3,"total_tokens":5}'}}\n\n`;
const events = `${chunk('Hel')}${chunk('lo!', ',"finish_reason":"stop"')}data: [DONE]\n\n`;
const error = (code: number, status: string, details = '') =>
  `[{"error":{"code":${code},"message":"it is so","status":"${status}"${details}}}]`;
const expired = error(
  401,
  'UNAUTHENTICATED',
  ',"details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"ACCESS_TOKEN_TYPE_UNSUPPORTED"}]',
);

const json = { 'content-type': 'application/json; charset=UTF-8' };
const sse = { 'content-type': 'text/event-stream' };
const well = ({ response }: Serving) => response.writeHead(200, json).end(whole);
const says =
  (status: number, body: string, headers = {}) =>
  (serving: Serving) =>
    serving.response.writeHead(status, { ...json, ...headers }).end(body);
const begins = (then: (response: ServerResponse) => void) => (serving: Serving) => {
  serving.response.writeHead(200, sse).write(chunk('Hel'), () => then(serving.response));
};

const faults: { readonly [row: string]: Fault } = {
  'answers 429': { serve: says(429, error(429, 'RESOURCE_EXHAUSTED')) },
  'answers 429 with `Retry-After: 0`, then well': {
    serve: (serving) =>
      serving.attempt > 1
        ? well(serving)
        : says(429, error(429, 'RESOURCE_EXHAUSTED'), { 'retry-after': '0' })(serving),
  },
  'answers 429 with `Retry-After: 3600`': {
    serve: says(429, error(429, 'RESOURCE_EXHAUSTED'), { 'retry-after': '3600' }),
  },
  'answers 500': { serve: says(500, error(500, 'INTERNAL')) },
  'answers 503, then well': {
    serve: (serving) => (serving.attempt > 1 ? well(serving) : says(503, error(503, 'UNAVAILABLE'))(serving)),
  },
  'answers 504': { serve: says(504, error(504, 'DEADLINE_EXCEEDED')) },
  'does not listen': {},
  'resets the connection before it answers': { serve: ({ response }) => response.socket?.resetAndDestroy() },
  'resets the connection before the body': {
    serve({ response }) {
      response.writeHead(200, { ...json, 'content-length': '10' }).flushHeaders();
      setTimeout(() => response.socket?.resetAndDestroy(), 50);
    },
  },
  'resets the connection in the stream': {
    stream: true,
    serve: begins((response) => setTimeout(() => response.socket?.resetAndDestroy(), 50)),
  },
  'closes the connection in the stream': {
    stream: true,
    serve: begins((response) => setTimeout(() => response.socket?.destroy(), 50)),
  },
  'says nothing': { timeout: 'first_event: 500ms', serve: () => {} },
  'sends headers and no event': {
    stream: true,
    timeout: 'first_event: 500ms',
    serve: ({ response }) => response.writeHead(200, sse).flushHeaders(),
  },
  'stalls in the stream': { stream: true, timeout: 'idle: 300ms', serve: begins(() => {}) },
  'drips slowly': {
    stream: true,
    timeout: 'total: 900ms',
    serve: begins((response) => {
      const timer = setInterval(() => response.write(chunk('o')), 50);
      response.on('close', () => clearInterval(timer));
    }),
  },
  'writes one byte at a time': {
    stream: true,
    async serve({ response }) {
      response.writeHead(200, sse);
      for (const byte of Buffer.from(events)) {
        response.write(Buffer.of(byte));
        await new Promise(setImmediate);
      }
      response.end();
    },
  },
  'sends a huge answer': {
    serve({ response }) {
      const text = 'x'.repeat(65 * 1024 * 1024);
      response.writeHead(200, json).end(whole.replace('Hello!', text));
    },
  },
  'streams without an end': {
    stream: true,
    serve({ response }) {
      response.writeHead(200, sse);
      const piece = chunk('x'.repeat(1024)).repeat(64);
      const more = () => {
        while (!response.destroyed && response.write(piece));
      };
      response.on('drain', more);
      more();
    },
  },
  'sends invalid UTF-8': {
    serve({ response }) {
      const [before = '', after = ''] = whole.split('Hello!');
      response
        .writeHead(200, json)
        .end(Buffer.concat([Buffer.from(before), Buffer.of(0xc3, 0x28), Buffer.from(after)]));
    },
  },
  'sends invalid UTF-8 in the stream': {
    stream: true,
    serve({ response }) {
      const [before = '', after = ''] = events.split('lo!');
      response.writeHead(200, sse).end(Buffer.concat([Buffer.from(before), Buffer.of(0xff), Buffer.from(after)]));
    },
  },
  'sends HTML instead of JSON': {
    serve: says(200, '<!doctype html><title>Sign in</title>', { 'content-type': 'text/html' }),
  },
  'answers in gzip': {
    serve: ({ response }) => response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync(whole)),
  },
  'redirects to another place': { serve: says(302, '', { location: 'http://127.0.0.1:9/elsewhere' }) },
  'says that JSON is plain text': { serve: says(200, whole, { 'content-type': 'text/plain' }) },
  'takes the token for expired, and then another': {
    serve: (serving) => (serving.authorization === 'Bearer new' ? well(serving) : says(401, expired)(serving)),
    credentials: tokens('old', 'new'),
  },
  'takes every token for expired': { serve: says(401, expired), credentials: tokens('old', 'new') },
  'is fine, but no token can be had': {
    serve: well,
    credentials: {
      async headersFor() {
        throw new CredentialsError('the token server cannot be reached (ECONNREFUSED); check the network');
      },
      renew: async () => false,
    },
  },
};

interface Row {
  readonly what: string;
  readonly verdict: string;
  readonly attempts: string;
  readonly says: string;
}

const rows = readFileSync('docs/faults.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| the server') && !line.startsWith('| ---'))
  .map((line): Row => {
    const [what = '', verdict = '', attempts = '', says = ''] = line
      .slice(2, -1)
      .split(' | ')
      .map((cell) => cell.trim());
    return { what, verdict, attempts, says };
  });

test('each row of the page has its fault, and each fault its row', () => {
  expect(rows.map(({ what }) => what)).toEqual(Object.keys(faults));
});

test.each(rows)('a server that $what: $verdict', { timeout: 20_000 }, async (row) => {
  const fault = faults[row.what];
  if (!fault) throw new Error(`no fault ${row.what}`);
  const { result, said } = await judge(fault);
  expect({ verdict: result.verdict, attempts: result.attempts.length }).toEqual({
    verdict: row.verdict,
    attempts: Number(row.attempts),
  });
  expect(said).toContain(row.says);
});

/** One case against such a server, and everything that is said about it. */
async function judge({ serve, stream = false, timeout = 'total: 15s', credentials = none }: Fault) {
  const origin = await listen(serve);
  const cwd = writeFiles({
    'suite.yaml': `version: 1\nendpoints:\n  own: { kind: managed, project: p, location: global, origin: "${origin}" }\n`,
    'fault.yaml': `version: 1\ntitle: A question\nendpoint: own\ntransports: [rest]\ntimeout: { ${timeout} }\nrequest: { model: google/m, messages: [{ role: user, content: Hi }]${stream ? ', stream: true' : ''} }\n`,
  });
  const planned = await plan([], { cwd, backend: 'live', env: {}, unset: (name) => name, set: {} });
  const { signal } = new AbortController();
  const pace = createPace({ concurrency: 1, signal });
  const live = createLiveAnswers({ concurrency: 1, env: {}, credentials, pace, version: '0' });
  const results: CaseRecord[] = [];
  await run(planned, {
    ...{ facts, redact, concurrency: 1, retries: 1, assertRetries: 0, signal, answerFrom: live.answerFrom },
    reporters: [{ on: (event) => void (event.kind === 'case-end' && results.push(event.case)) }],
  });
  await live.close();
  const [result] = results;
  if (!result) throw new Error(planned.diagnostics.map(({ message }) => message).join('\n'));
  return { result, said: [result.cause ?? '', ...result.findings.map(({ message }) => message)].join('\n') };
}

async function listen(serve: Fault['serve']): Promise<string> {
  let attempt = 0;
  const server = createServer((request, response) => {
    // A client that has gone is what some of them provoke.
    response.on('error', () => {});
    request.resume().on('end', () => {
      attempt += 1;
      serve?.({ response, attempt, authorization: request.headers.authorization });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  if (serve) onTestFinished(close);
  else close();
  return `http://127.0.0.1:${port}`;
}

const none: Credentials = { headersFor: async () => ({ authorization: 'Bearer any' }), renew: async () => false };

function tokens(first: string, second: string): Credentials {
  let token = first;
  return {
    headersFor: async () => ({ authorization: `Bearer ${token}` }),
    async renew(_, refused) {
      token = second;
      return refused['authorization'] !== `Bearer ${token}`;
    },
  };
}
