/** `run --live` at the command line, against services on loopback. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { aService, asking, suiteOf } from '../bundles/a-service.ts';
import { externalAccountFile } from '../endpoints/fixtures/key-files.ts';
import { writeFiles } from '../scenarios/a-suite.ts';
import { call } from './a-cli.ts';

const texts = (count: number) => Array.from({ length: count }, (_, n) => `question ${n}`);

/** Runs a scenario with so many cases against a service that takes so long. */
async function ask(count: number, flags: readonly string[], { ms = 0, more = '' } = {}) {
  const service = await aService(ms);
  const cwd = writeFiles({ 'suite.yaml': suiteOf(service), 'a.yaml': asking(texts(count), more) });
  const ended = await call(['run', '--live', '--no-bundle', '--reporter', 'json', ...flags], { cwd });
  const sent = [...service.asked.values()].reduce((sum, times) => sum + times, 0);
  return { ...ended, sent, report: ended.out === '' ? undefined : JSON.parse(ended.out) };
}

test('a budget stops the run: what is left is skipped with the reason, and the code is 4', async () => {
  const { code, sent, report } = await ask(5, ['--max-calls', '3', '-j', '1']);
  expect({ code, sent }).toEqual({ code: 4, sent: 3 });
  expect(report.totals).toMatchObject({ passed: 3, skipped: 2 });
  expect(report.cases.at(-1)).toMatchObject({
    verdict: 'skipped',
    reason: 'the budget of 3 requests (--max-calls) is used up',
  });
});

test('a budget that is just enough is none, and a broken contract is worse than a used-up one', async () => {
  expect(await ask(3, ['--max-calls', '3'])).toMatchObject({ code: 0, sent: 3 });
  const more = 'expect: { content: { const: Bye } }\n';
  expect(await ask(3, ['--max-calls', '2', '-j', '1'], { more })).toMatchObject({ code: 1, sent: 2 });
});

test('--rpm keeps to so many a minute', async () => {
  const service = await aService(0);
  const cwd = writeFiles({ 'suite.yaml': suiteOf(service), 'a.yaml': asking(texts(3)) });
  const run = call(['run', '--live', '--no-bundle', '--rpm', '2'], { cwd });
  await vi.waitFor(() => expect(service.asked.size).toBe(2), { timeout: 10_000, interval: 20 });
  const isOver = await Promise.race([run.then(() => true), new Promise((resolve) => setTimeout(resolve, 500, false))]);
  expect({ isOver, sent: service.asked.size }).toEqual({ isOver: false, sent: 2 });
});

test('--dry-run shows what would be sent, how often, and sends nothing', async () => {
  const service = await aService(0);
  const cwd = writeFiles({
    'suite.yaml': suiteOf(service),
    'a.yaml': asking(texts(3)),
    'b.yaml': asking(['x'], 'skip: later\n'),
  });
  const { code, out } = await call(['run', '--live', '--dry-run', '--retries', '1'], { cwd });
  expect(code).toBe(0);
  expect(out).toBe(
    `3 × POST ${service.baseUrl}/chat/completions  m\n\n3 requests, with retries 6 at most, 1 case skipped; nothing was sent\n`,
  );
  expect(service.asked.size).toBe(0);
});

test('a variable that is not set is a diagnostic of the cases that run, at its place', async () => {
  const service = await aService(0);
  const files = {
    'suite.yaml': suiteOf(service),
    'a.yaml': asking(['${{ env.WHO }}']),
    'b.yaml': asking(['${{ env.WHO }}'], 'requires: [env.WHO]\n'),
    'c.yaml': asking(['hello']),
  };
  const { code, err } = await call(['run', '--live', '--no-bundle'], { cwd: writeFiles(files) });
  expect(code).toBe(2);
  expect(err).toContain('the environment variable WHO is not set');
  expect(err).toContain('a.yaml:');
  expect(err).not.toContain('b.yaml');
  const others = await call(['run', '--live', '--no-bundle', 'b', 'c'], { cwd: writeFiles(files) });
  expect(others.code).toBe(0);
  expect(others.out).toContain('it requires WHO, which is not set');
  const set = await call(['run', '--live', '--no-bundle'], { cwd: writeFiles(files), env: { WHO: 'Ada' } });
  expect(set.code).toBe(0);
  expect([...service.asked.keys()].sort()).toEqual(['Ada', 'hello']);
});

test('^C keeps what was measured, skips the rest and ends with 130', async () => {
  const service = await aService(100);
  const cwd = writeFiles({ 'suite.yaml': suiteOf(service), 'a.yaml': asking(texts(40)) });
  const flags = ['--no-bundle', '-j', '2', '--reporter', 'pretty', '--reporter', 'json=run.json'];
  const { code, out, ms } = await call(['run', '--live', ...flags], { cwd, interruptAt: 'live' });
  expect(code).toBe(130);
  expect(out).toContain('interrupted');
  expect(service.asked.size).toBeLessThan(40);
  expect(ms).toBeLessThan(10_000);
});

test('requests in flight are as many as -j says, each with its own connection', async () => {
  const { code, report } = await ask(12, ['-j', '4'], { ms: 100 });
  expect(code).toBe(0);
  expect(report.totals.passed).toBe(12);
  // Three rounds of four; not twelve, nor one.
  expect(report.durationMs).toBeGreaterThan(280);
});

test('10,000 cases at concurrency 64: none is lost, and the report is in the order of the suite', {
  timeout: 60_000,
}, async () => {
  const { code, sent, report } = await ask(10_000, ['-j', '64']);
  expect({ code, sent, passed: report.totals.passed }).toEqual({ code: 0, sent: 10_000, passed: 10_000 });
  const order = report.cases.map(({ row }: { row: { text: string } }) => row.text);
  expect(order).toEqual(texts(10_000));
});

test('^C does not wait for a token server that never answers, and neither does the end of the process', async () => {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const service = await aService(0);
  const cwd = writeFiles({
    'suite.yaml': suiteOf(service).replace('auth: none', 'auth: adc'),
    'a.yaml': asking(['x']),
  });
  const { code, ms, out } = await call(['run', '--live', '--no-bundle'], {
    cwd,
    env: { GOOGLE_APPLICATION_CREDENTIALS: externalAccountFile(origin) },
    interruptAt: 'live',
  });
  expect(code).toBe(130);
  expect(out).toContain('1 case skipped');
  // Anything above is a token that is waited for, which takes 15 s.
  expect(ms).toBeLessThan(10_000);
});
