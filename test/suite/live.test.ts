import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { createCredentials } from '../../src/endpoints/credentials.ts';
import { wrongToken } from '../../src/mock/server-refusals.ts';
import type { CaseRecord } from '../../src/model/record.ts';
import type { Totals } from '../../src/model/run-event.ts';
import { createLiveAnswers } from '../../src/run/answer-live.ts';
import { createPace } from '../../src/run/pace.ts';
import { plan, run } from '../../src/run.ts';
import { call } from '../commands/a-cli.ts';
import { aTokenServer, type TokenServer } from '../endpoints/fixtures/a-token-server.ts';
import { externalAccountFile, serviceAccountFile, userFile } from '../endpoints/fixtures/key-files.ts';
import { aServer } from '../mock/a-server.ts';
import { facts, redact } from '../run/facts.ts';

/** The whole shipped suite, live: real credentials, real sockets, and the mocks of the suite as the service. */

const shipped = fileURLToPath(new URL('../../', import.meta.url));

/** Something for every `env.X` and `secrets.X`, so that no case is skipped. */
const values = {
  GOOGLE_CLOUD_PROJECT: 'my-project-1',
  VERTEX_CACHED_CONTENT: 'projects/1/x',
  VERTEX_ENDPOINT_ID: '1234567',
  VERTEX_FAULTS: '1',
  VERTEX_FORBIDDEN_PROJECT: 'someone-else',
  VERTEX_PROJECT_NUMBER: '998877',
  GEMINI_API_KEY: 'AIzaSecretKey123',
};

const patience = { timeout: 120_000 };

afterEach(() => vi.unstubAllEnvs());

const commands = [
  ['a metadata server', ({ host }: TokenServer) => ({ GCE_METADATA_HOST: host })],
  [
    'the file of an external account',
    ({ origin }: TokenServer) => ({ GOOGLE_APPLICATION_CREDENTIALS: externalAccountFile(origin) }),
  ],
] as const;

for (const [what, around] of commands) {
  test(`the built command passes the whole suite with ${what}, and no token is written`, patience, async () => {
    const tokens = await aTokenServer();
    const { origin } = await aServer();
    const args = ['run', '--live', '--origin', origin, '--no-bundle', '--reporter', 'json', '-j', '16'];
    const env = { HOME: '/nowhere', ...values, ...around(tokens) };
    const { code, out, err } = await call(args, { cwd: shipped, env });
    expect(err).toBe('');
    expect(JSON.parse(out).totals).toMatchObject({ failed: 0, undecided: 0, skipped: 0, flaky: 0 });
    expect(JSON.parse(out).totals.cases).toBeGreaterThan(400);
    expect(code).toBe(0);
    expect(tokens.asked).toHaveLength(1);
    expect(out).not.toMatch(/ya29|made-for-tests|my-project-1|AIzaSecret|998877/);
  });
}

interface Ended {
  readonly totals: Totals;
  readonly results: readonly CaseRecord[];
}

async function runLive(tokens: TokenServer, origin: string, targets: readonly string[] = []): Promise<Ended> {
  const env = values;
  const planned = await plan(targets, { backend: 'live', cwd: shipped, env, unset: (name) => name, set: {}, origin });
  const { signal } = new AbortController();
  const pace = createPace({ concurrency: 16, signal });
  const credentials = createCredentials({ fetch: tokens.fetch, onSecret: () => {} });
  const live = createLiveAnswers({ concurrency: 16, env: {}, credentials, pace, version: '0.0.0' });
  const results: CaseRecord[] = [];
  try {
    const totals = await run(planned, {
      ...{ facts, redact, concurrency: 32, retries: 2, assertRetries: 0, signal, answerFrom: live.answerFrom },
      reporters: [{ on: (event) => void (event.kind === 'case-end' && results.push(event.case)) }],
    });
    return { totals, results };
  } finally {
    await live.close();
  }
}

const files = [
  ['the key of a service account', serviceAccountFile],
  ['the login of a user', userFile],
] as const;

for (const [what, file] of files) {
  test(`the whole suite passes with ${what}`, patience, async () => {
    const tokens = await aTokenServer();
    const { origin } = await aServer();
    vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', file());
    const { totals } = await runLive(tokens, origin);
    expect(totals).toMatchObject({ failed: 0, undecided: 0, skipped: 0, flaky: 0 });
    expect(totals.cases).toBeGreaterThan(400);
    expect(tokens.asked).toHaveLength(1);
  });
}

/** What it lets through it passes on to this origin as it came; the rest is answered as an expired token is. */
async function aGate(origin: string, isOpen: (authorization: string) => boolean): Promise<string> {
  const { status, type, body } = wrongToken({
    ...{ door: 'managed', project: 'p', location: 'global', version: 'v1', endpoint: 'openapi' },
  });
  const gate = createServer((asked, answer) => {
    if (!isOpen(asked.headers.authorization ?? '')) {
      return void asked.resume().on('end', () => answer.writeHead(status, { 'content-type': type }).end(body));
    }
    const { method, headers } = asked;
    const passed = request(`${origin}${asked.url}`, { method, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 500, reply.headers);
      reply.pipe(answer);
    });
    asked.pipe(passed);
  });
  await new Promise<void>((listening) => gate.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    gate.closeAllConnections();
    gate.close();
  });
  return `http://127.0.0.1:${(gate.address() as AddressInfo).port}`;
}

test('a token that expires in the middle of a run is renewed once, and every case passes', patience, async () => {
  const tokens = await aTokenServer();
  const { origin } = await aServer();
  vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', userFile());
  let old = 0;
  const gate = await aGate(origin, (sent) => {
    if (!sent.endsWith('made-for-tests-1')) return true;
    old += 1;
    return old <= 20;
  });
  const { totals, results } = await runLive(tokens, gate, ['scenarios/managed', 'scenarios/tools']);
  expect(totals).toMatchObject({ failed: 0, undecided: 0, skipped: 0 });
  expect(old).toBeGreaterThan(20);
  expect(results.filter(({ attempts }) => attempts.some(({ result }) => result === 401))).toHaveLength(old - 20);
  expect(tokens.asked).toHaveLength(2);
});

test(
  'a token that is refused again after it was renewed leaves the cases undecided, without a storm',
  patience,
  async () => {
    const tokens = await aTokenServer();
    const { origin } = await aServer();
    vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', userFile());
    const gate = await aGate(origin, () => false);
    const { totals, results } = await runLive(tokens, gate, ['scenarios/managed']);
    expect(totals.undecided).toBe(totals.groups);
    expect(results.every(({ attempts }) => attempts.length <= 2)).toBe(true);
    expect(tokens.asked.length).toBeLessThanOrEqual(1 + results.length);
  },
);
