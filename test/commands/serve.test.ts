import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type Files, suiteYaml, writeFiles } from '../scenarios/a-suite.ts';
import { call, cli, scenario } from './a-cli.ts';

const files = { 'why.yaml': scenario('mock: { content: Because }\n') };

/** Starts the built command and waits until it listens. */
async function serve(
  args: readonly string[] = [],
  around: { readonly files?: Files; readonly env?: Record<string, string> } = {},
) {
  const cwd = writeFiles({ 'suite.yaml': suiteYaml, ...(around.files ?? files) });
  const child = spawn(process.execPath, [cli, 'serve', '--port', '0', ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', ...around.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal })),
  );
  await Promise.race([ended, expect.poll(() => out, { timeout: 10_000 }).toContain('Base URL')]);
  const origin = /at (http:\S+) until/.exec(out)?.[1] ?? '';
  return { child, ended, origin, out: () => out, err: () => err };
}

/** Runs a line of a shell, as it was printed. */
function shell(line: string, env: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', `${line} -sS`], {
      env: { PATH: process.env['PATH'] ?? '', no_proxy: '*', ...env },
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.on('error', reject);
    child.on('close', () => resolve(out));
  });
}

const lineOf = (out: string, client: string) =>
  out
    .split('\n')
    .find((line) => line.startsWith(client))
    ?.slice(8) ?? '';

test('it says where it is, and the line for curl works as printed', async () => {
  const { origin, out } = await serve();
  expect(out()).toContain(`Serving 1 scenario at ${origin} until ^C
Base URL: ${origin}/v1/projects/my-project/locations/global/endpoints/openapi
`);
  expect(JSON.parse(await shell(lineOf(out(), 'curl')))).toMatchObject({
    choices: [{ message: { content: 'Because' } }],
  });
});

test('the line for the OpenAI SDK of Node works as printed', async () => {
  const { out } = await serve();
  const { default: OpenAI } = await import('openai');
  const answer = await new Function('OpenAI', `return ${lineOf(out(), 'Node')}`)(OpenAI);
  expect(answer.choices[0].message.content).toBe('Because');
  expect(lineOf(out(), 'Python')).toMatch(
    /^OpenAI\(base_url="http.*openapi", api_key="any"\)\.chat\.completions\.create\(model=/,
  );
});

test('a token is asked for and never printed; the printed line takes it from the environment', async () => {
  const { origin, out, err } = await serve(['--token', 'sesame-open']);
  expect(JSON.parse(await shell(lineOf(out(), 'curl'), { TOKEN: 'other' }))).toMatchObject([{ error: { code: 401 } }]);
  expect(JSON.parse(await shell(lineOf(out(), 'curl'), { TOKEN: 'sesame-open' }))).toMatchObject({
    object: 'chat.completion',
  });
  expect([origin !== '', `${out()}${err()}`.includes('sesame')]).toEqual([true, false]);
});

test('the journal has a line for each request, and says why nothing matched', async () => {
  const { origin, out } = await serve(['--base', '/v1'], { env: { GOOGLE_CLOUD_PROJECT: 'real-project-1' } });
  expect(out()).toContain(`Base URL: ${origin}/v1\n`);
  await shell(lineOf(out(), 'curl'));
  const path = '/v1/projects/real-project-1/locations/global/endpoints/openapi/chat/completions';
  const body = { model: 'google/gemini-3.8-flash', messages: [{ role: 'user', content: 'When\u001b' }] };
  const headers = { authorization: 'Bearer a' };
  await fetch(`${origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  await expect.poll(out).toContain('    why: ');
  const lines = out()
    .split('\n')
    .filter((line) => /^POST|^ {4}/.test(line));
  expect(lines.map((line) => line.replace(/\d+ms/, 'Nms'))).toEqual([
    'POST /v1/chat/completions  google/gemini-3.8-flash  200  Nms  why[transport=rest]',
    'POST /v1/projects/[project]/locations/global/endpoints/openapi/chat/completions  google/gemini-3.8-flash  400  Nms  ' +
      'no scenario matches',
    '    why: /messages/0/content is "When\\u001b", where the scenario has "Why"',
  ]);
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it well, also in the middle of an answer', async (signal) => {
  const slow = { 'slow.yaml': scenario('mock: { content: Late, pace: { first: 60s } }\n') };
  const { child, ended, out } = await serve([], { files: slow });
  const asked = shell(lineOf(out(), 'curl'));
  await new Promise((resolve) => setTimeout(resolve, 150));
  const start = performance.now();
  child.kill(signal);
  expect(await ended).toEqual({ code: 0, signal: null });
  expect(performance.now() - start).toBeLessThan(3000);
  expect(await asked).toBe('');
});

test('scenarios that hide one another are named', async () => {
  const other = scenario('mock: { status: 503 }\n');
  const { err } = await serve([], { files: { ...files, 'a-fault.yaml': other, 'same.yaml': files['why.yaml'] ?? '' } });
  expect(err()).toContain('\n  same hides a-fault\n');
});

test('who listens beyond this machine is told', async () => {
  const [alone, open] = [await serve(), await serve(['--host', '0.0.0.0'])];
  expect([alone.err(), open.err()]).toEqual(['', 'Not this machine alone: whoever reaches 0.0.0.0 is answered\n\n']);
});

test('a port in use, an address that is none, and values that are none get one sentence each', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void taken.close());
  const { port } = taken.address() as AddressInfo;
  const around = { files };
  expect(await call(['serve', '--port', String(port)], around)).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining(`error: port ${port} of 127.0.0.1 is in use\n`),
  });
  expect(await call(['serve', '--host', '192.0.2.1', '--port', '0'], around)).toMatchObject({
    code: 2,
    err: expect.stringContaining('error: 192.0.2.1 is no address of this machine\n'),
  });
  const values = await call(['serve', '--port', 'x', '--base', 'v1/'], around);
  expect(values).toMatchObject({ code: 2, err: expect.stringContaining('--port x is no port') });
  expect(values.err).toContain('--base v1/ is no path');
});

test('a suite that cannot be read is not served', async () => {
  expect(await call(['serve'], { files: { 'a.yaml': 'version: 1\ntitel: A\n' } })).toMatchObject({ code: 2, out: '' });
  expect(await call(['serve', 'gone'], { files })).toMatchObject({ code: 2, out: '' });
});
