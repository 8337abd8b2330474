/** The way to real servers: certificates, proxies, connections. */
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createLiveFetch } from '../../src/endpoints/live-fetch.ts';
import { call } from '../commands/a-cli.ts';
import { writeFiles } from '../scenarios/a-suite.ts';
import { certificate, key } from './fixtures/certificate.ts';

const completion = JSON.stringify({
  ...{ id: 'x', object: 'chat.completion', created: 1_790_000_000, model: 'm' },
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: 'Hello', refusal: null },
      finish_reason: 'stop',
      logprobs: null,
    },
  ],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

function answers(request: { resume(): unknown }, response: import('node:http').ServerResponse): void {
  request.resume();
  response.writeHead(200, { 'content-type': 'application/json' }).end(completion);
}

/** A proxy on loopback, and the hosts it was asked for. */
async function aProxy(): Promise<{ readonly url: string; readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((_, response) => void response.writeHead(500).end());
  server.on('connect', ({ url = '' }, socket, head) => {
    asked.push(url);
    const [, port] = url.split(':');
    const upstream = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    for (const each of [socket, upstream]) each.on('error', () => socket.destroy());
    onTestFinished(() => void upstream.destroy());
  });
  return { url: `http://127.0.0.1:${await listen(server)}`, asked };
}

async function overTls(env: Readonly<Record<string, string>>) {
  const port = await listen(createTlsServer({ cert: certificate, key }, answers));
  const files = {
    'suite.yaml': `version: 1\nendpoints:\n  own: { kind: custom, base_url: "https://localhost:${port}/v1", auth: none }\ndefaults: { endpoint: own }\n`,
    'a.yaml': 'version: 1\ntitle: A question\nrequest: { model: m, messages: [{ role: user, content: Hi }] }\n',
    'ca.pem': certificate,
  };
  const flags = ['--no-bundle', '--retries', '0', '--reporter', 'json'];
  return { port, ...(await call(['run', '--live', ...flags], { cwd: writeFiles(files), env })) };
}

test('an authority of NODE_EXTRA_CA_CERTS is trusted, another is not', async () => {
  const untrusted = await overTls({});
  expect(untrusted.code).toBe(3);
  expect(untrusted.out).toContain('self-signed certificate');
  expect((await overTls({ NODE_EXTRA_CA_CERTS: 'ca.pem' })).code).toBe(0);
});

test('HTTPS_PROXY is gone through, in either case, and NO_PROXY is not', async () => {
  for (const name of ['HTTPS_PROXY', 'https_proxy']) {
    const proxy = await aProxy();
    const env = { NODE_EXTRA_CA_CERTS: 'ca.pem', [name]: proxy.url };
    const { code, port } = await overTls(env);
    expect(code).toBe(0);
    expect(new Set(proxy.asked)).toEqual(new Set([`localhost:${port}`]));
    const before = proxy.asked.length;
    expect((await overTls({ ...env, NO_PROXY: 'localhost' })).code).toBe(0);
    expect(proxy.asked).toHaveLength(before);
  }
});

test('connections are kept, and are no more than they may be', async () => {
  let connections = 0;
  const server = createServer((request, response) => void setTimeout(() => answers(request, response), 20));
  server.on('connection', () => {
    connections += 1;
  });
  const url = `http://127.0.0.1:${await listen(server)}/v1/chat/completions`;
  const live = createLiveFetch({ connections: 3, env: {} });
  const send = live.connectingWithin(1000);
  await Promise.all(
    Array.from({ length: 30 }, async () => {
      const reader = (await send(url, { method: 'POST', body: '{}' })).body?.getReader();
      while (reader && !(await reader.read()).done);
    }),
  );
  await live.close();
  expect(connections).toBe(3);
});

test('a proxy that is no URL is named, and its value is not repeated', async () => {
  const { code, out } = await overTls({ HTTPS_PROXY: 'user:hush-hush@proxy' });
  expect(code).toBe(3);
  expect(out).toContain('HTTPS_PROXY is no URL: write http://host:port');
  expect(out).not.toContain('hush-hush');
});
