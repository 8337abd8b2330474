import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { writeFiles } from '../scenarios/a-suite.ts';
import { call, cli } from './a-cli.ts';

// Each test starts several processes, on a machine that has other tests to run.
vi.setConfig({ testTimeout: 30_000 });

const url =
  'https://aiplatform.googleapis.com/v1/projects/my-secret-project/locations/global/endpoints/openapi/chat/completions';
const curl = `curl -H "Authorization: Bearer $(touch pwned)" ${url} -d '{"model": "google/gemini-3.8-flash", "messages": [{"role": "user", "content": "Say hello, please"}]}'`;
const adc = curl.replace('$(touch pwned)', '$(gcloud auth print-access-token)');
const plain = (text: string) => text.replace(/\s+/g, ' ');

/** A new suite, as `init` makes it, and a file to import. */
async function suite(files: { readonly [path: string]: string } = {}): Promise<string> {
  const cwd = writeFiles({ 'request.sh': adc, ...files });
  expect((await call(['init', '--yes'], { cwd })).code).toBe(0);
  return cwd;
}

test('a curl command becomes a scenario that runs at once', async () => {
  const cwd = await suite();
  const { code, out, err } = await call(['import', 'request.sh', '--out', 'scenarios'], { cwd });
  expect({ code, out }).toEqual({ code: 0, out: 'scenarios/say-hello-please.yaml  Say hello, please\n' });
  expect(err).toBe('\nnext: npx vertex-scenarios run scenarios/say-hello-please.yaml\n');
  expect(await call(['validate'], { cwd })).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringContaining('4 scenarios'),
  });
  expect(await call(['run', 'say-hello-please'], { cwd })).toMatchObject({
    code: 0,
    out: expect.stringContaining('2 passed of 2'),
  });
});

test('without --out it is printed, and from standard input it is read', async () => {
  const cwd = await suite();
  const child = spawn(process.execPath, [cli, 'import', '-'], { cwd, env: {} });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  child.stdout.on('data', (piece: Buffer) => {
    out += piece.toString();
  });
  child.stdin.end(adc);
  await new Promise((resolve) => child.on('close', resolve));
  expect(out).toBe(`version: 1
title: Say hello, please
request:
  model: google/gemini-3.8-flash
  messages:
    - role: user
      content: Say hello, please
`);
});

test('nothing of it is run, and nothing of its secrets is shown', async () => {
  const cwd = await suite({
    'a.sh': curl,
    'b.sh': `curl -H 'Authorization: Bearer sk-verysecret99' ${url} -d '{"a": x}' -H bad`,
  });
  expect((await call(['import', 'a.sh'], { cwd })).code).toBe(0);
  expect(existsSync(join(cwd, 'pwned'))).toBe(false);
  const { code, out, err } = await call(['import', 'b.sh'], { cwd });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('bad is no header');
  expect(err).not.toMatch(/verysecret|my-secret-project/);
});

test('what is there is not written over', async () => {
  const cwd = await suite();
  await call(['import', 'request.sh', '--out', 'scenarios'], { cwd });
  const before = readFileSync(join(cwd, 'scenarios/say-hello-please.yaml'), 'utf8');
  const { code, err } = await call(['import', 'request.sh', '--out', 'scenarios'], { cwd });
  expect(code).toBe(2);
  expect(plain(err)).toContain('scenarios/say-hello-please.yaml is there already; nothing was written');
  expect(readFileSync(join(cwd, 'scenarios/say-hello-please.yaml'), 'utf8')).toBe(before);
});

test('an endpoint that the suite lacks is printed for suite.yaml, and works there', async () => {
  const cwd = await suite({
    'o.sh': `curl https://api.openai.com/v1/chat/completions -H "Authorization: Bearer $KEY" -d '{"messages": []}'`,
  });
  const { code, err } = await call(['import', 'o.sh', '--out', 'scenarios/o.yaml'], { cwd });
  expect(code).toBe(0);
  expect(err).toContain(`endpoints:
  custom:
    kind: custom
    base_url: https://api.openai.com/v1
    auth:
      token: \${{ secrets.KEY }}
`);
});

test('two calls need a folder, and get a file each', async () => {
  const cwd = await suite({ 'two.sh': `${adc}\n${adc}\n` });
  const { code, err } = await call(['import', 'two.sh'], { cwd });
  expect(code).toBe(2);
  expect(err).toContain('--out scenarios');
  expect((await call(['import', 'two.sh', '-o', 'scenarios/new'], { cwd })).code).toBe(0);
  expect(readdirSync(join(cwd, 'scenarios/new')).sort()).toEqual(['say-hello-please-2.yaml', 'say-hello-please.yaml']);
});

test('a title decides the name of a file, and never the folder', async () => {
  const hostile = adc.replace('Say hello, please', '../../../../etc/passwd \\u0000 /x');
  const cwd = await suite({ 'h.sh': hostile });
  const { code, out } = await call(['import', 'h.sh', '--out', 'scenarios/in'], { cwd });
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringMatching(/^scenarios\/in\/etc-passwd-x\.yaml/) });
  expect(readdirSync(join(cwd, 'scenarios/in'))).toEqual(['etc-passwd-x.yaml']);
});

test('@file is read in its folder, and nowhere else', async () => {
  const body = '{"model": "google/m", "messages": [{"role": "user", "content": "From a file"}]}';
  const outside = writeFiles({ 'secret.json': body });
  const ask = (file: string) => adc.replace(/-d '.*'$/, `-d @${file}`);
  const cwd = await suite({
    ...{ 'in/body.json': body, 'in/a.sh': ask('body.json'), 'in/b.sh': ask('../request.sh') },
    ...{ 'in/c.sh': ask(join(outside, 'secret.json')), 'in/d.sh': ask('link.json') },
  });
  symlinkSync(join(outside, 'secret.json'), join(cwd, 'in/link.json'));
  expect(await call(['import', 'in/a.sh'], { cwd })).toMatchObject({
    code: 0,
    out: expect.stringContaining('From a file'),
  });
  for (const file of ['in/b.sh', 'in/c.sh', 'in/d.sh']) {
    const { code, out, err } = await call(['import', file], { cwd });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(plain(err)).toContain('lies outside of this folder and is not read');
  }
});

test('each answer of a network log is a mock that answers', async () => {
  const answer = {
    id: 'x',
    object: 'chat.completion',
    created: 1,
    model: 'google/gemini-3.8-flash',
    choices: [
      { index: 0, message: { role: 'assistant', content: 'From the log' }, finish_reason: 'stop', logprobs: null },
    ],
    usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
  };
  const entry = (content: string, stream: boolean, status: number, text: string) => ({
    request: {
      ...{ method: 'POST', url, headers: [{ name: 'authorization', value: 'Bearer ya29.sssssssss' }] },
      postData: {
        text: JSON.stringify({ model: 'google/gemini-3.8-flash', stream, messages: [{ role: 'user', content }] }),
      },
    },
    response: { status, headers: [], content: { mimeType: stream ? 'text/event-stream' : 'application/json', text } },
  });
  const { message: delta, ...choice } = answer.choices[0] as { message: object };
  const chunk = { ...answer, object: 'chat.completion.chunk', choices: [{ ...choice, delta }] };
  const entries = [
    entry('whole', false, 200, JSON.stringify(answer)),
    entry('streamed', true, 200, `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`),
    entry(
      'refused',
      false,
      429,
      JSON.stringify([{ error: { code: 429, message: 'busy', status: 'RESOURCE_EXHAUSTED' } }]),
    ),
  ];
  const cwd = await suite({ 'session.har': JSON.stringify({ log: { entries } }) });
  const made = await call(['import', 'session.har', '--out', 'scenarios/log'], { cwd });
  expect(made.code).toBe(0);
  expect(readdirSync(join(cwd, 'scenarios/log')).sort()).toEqual(['refused.yaml', 'streamed.yaml', 'whole.yaml']);
  const { code, out } = await call(['run', 'scenarios/log'], { cwd });
  expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('6 passed of 6') });
});

test('a request that makes too long a file is refused', async () => {
  const image = `data:image/png;base64,${'A'.repeat(1_100_000)}`;
  const cwd = await suite({ 'long.sh': adc.replace('Say hello, please', image) });
  const { code, err } = await call(['import', 'long.sh', '--out', 'scenarios'], { cwd });
  expect(code).toBe(2);
  expect(plain(err)).toContain('larger than 1 MiB');
});

test.each([
  [['import', 'gone.sh'], 'gone.sh cannot be read'],
  [['import', 'a', 'b'], 'import reads one file'],
  [['import', 'scenarios'], 'scenarios cannot be read'],
])('%j: %s', async (args, says) => {
  const { code, err } = await call(args, { cwd: await suite() });
  expect(code).toBe(2);
  expect(plain(err)).toContain(says);
});
