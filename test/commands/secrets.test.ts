/** No project, project number or endpoint id is in anything that is written. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findSecrets } from '../find-secrets.ts';
import { writeFiles } from '../scenarios/a-suite.ts';
import { call, scenario } from './a-cli.ts';

const env = {
  GOOGLE_CLOUD_PROJECT: 'quiet-otter-4711',
  PROJECT_NUMBER: '987654321012',
  ENDPOINT_ID: '5550123456789',
  API_KEY: 'AIza-not-a-key-but-long-enough',
};
const secrets = Object.values(env);

const suite = `version: 1
endpoints:
  managed: { kind: managed, project: "\${{ env.GOOGLE_CLOUD_PROJECT }}", location: global }
  own:
    kind: dedicated
    project: "\${{ env.GOOGLE_CLOUD_PROJECT }}"
    project_number: "\${{ env.PROJECT_NUMBER }}"
    location: us-central1
    endpoint_id: "\${{ env.ENDPOINT_ID }}"
    auth: { token: "\${{ secrets.API_KEY }}" }
`;

/** A refusal that repeats what it was asked, as Google's do. */
const tells = `mock:
  status: 404
  error:
    code: 404
    message: >-
      projects/\${{ env.GOOGLE_CLOUD_PROJECT }}/locations/x was not found in \${{ env.PROJECT_NUMBER }}:
      \${{ env.ENDPOINT_ID }} of \${{ env.GOOGLE_CLOUD_PROJECT }}
    status: NOT_FOUND
`;

const files = {
  'suite.yaml': suite,
  'managed.yaml': scenario(tells),
  'own.yaml': scenario(`endpoint: own\n${tells}`),
  'good.yaml': scenario('endpoint: own\n'),
  'set.yaml': scenario(`endpoint: own\n${tells}`)
    .replace('google/gemini-3.8-flash', '"${{ vars.model }}"')
    .replace('title:', 'vars: { model: m }\ntitle:'),
};

test.each([
  [['run'], 1],
  [['run', '--reporter', 'json'], 1],
  [['run', '--set', `model=${env.GOOGLE_CLOUD_PROJECT}`, 'set'], 1],
  [['list'], 0],
  [['list', '--json'], 0],
  [['validate'], 0],
  [['show', 'own'], 0],
  [['show', 'own', '--as', 'json'], 0],
  [['show', 'own', '--as', 'http'], 0],
  [['show', 'own', '--as', 'curl'], 0],
])('%j tells none', async (args, expected) => {
  const { code, out, err } = await call(args, { files, env });
  expect({ code, err }).toEqual({ code: expected, err: '' });
  expect(out).not.toBe('');
  expect(secrets.filter((secret) => out.includes(secret))).toEqual([]);
});

test('a report in a file tells none', async () => {
  const cwd = writeFiles(files);
  await call(['run', '--reporter', 'json=run.json', '--reporter', 'pretty=run.txt'], { cwd, env });
  for (const file of ['run.json', 'run.txt']) {
    const text = readFileSync(join(cwd, file), 'utf8');
    expect(text).toContain('[project]');
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  }
});

test('a diagnostic tells none', async () => {
  const wrong = { ...files, 'wrong.yaml': scenario('endpoint: "${{ env.GOOGLE_CLOUD_PROJECT }}"\n') };
  const { code, err } = await call(['validate'], { files: wrong, env });
  expect(code).toBe(2);
  expect(err).toContain('wrong.yaml');
  expect(secrets.filter((secret) => err.includes(secret))).toEqual([]);
});

test('what is concealed is what would be there: other values of the environment are shown', async () => {
  const other = { ...env, GREETING: 'quiet-otter-0815' };
  const { out } = await call(['run'], {
    files: { 'bad.yaml': scenario('expect: { content: { const: x } }\nmock: { content: "${{ env.GREETING }}" }\n') },
    env: other,
  });
  expect(out).toContain('quiet-otter-0815');
});

test('a live run tells no key, whatever variable it came from, where the service repeats what it was sent', async () => {
  const keys = {
    URL_KEY: 'url-key/with+signs',
    PLAIN_TOKEN: 'plain-token/with+signs=',
    HEADER_KEY: 'header-key/with+signs=',
    GOOGLE_CLOUD_QUOTA_PROJECT: 'billed-badger-12',
  };
  const server = createServer((request, response) => {
    const { url, headers } = request;
    const told = JSON.stringify({ url, headers, billed: keys.GOOGLE_CLOUD_QUOTA_PROJECT });
    const forms = [told, Buffer.from(told).toString('base64'), encodeURIComponent(told), JSON.stringify(told)];
    request.resume().on('end', () => {
      response.writeHead(400, { 'content-type': 'application/json', 'x-told': encodeURIComponent(told) });
      response.end(JSON.stringify({ error: { message: forms.join(' ') } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const cwd = writeFiles({
    'suite.yaml': `version: 1
endpoints:
  own:
    kind: custom
    base_url: "http://127.0.0.1:${port}/v1?key=\${{ env.URL_KEY }}"
    auth: { token: "\${{ env.PLAIN_TOKEN }}" }
`,
    'a.yaml': scenario('endpoint: own\nheaders: { x-api-key: "${{ env.HEADER_KEY }}" }\n').replace(
      '[rest]',
      '[rest, sdk]',
    ),
  });
  const flags = ['--record', '--reporter', 'json=run.json', '--reporter', 'pretty'];
  const run = await call(['run', '--live', ...flags], { cwd, env: keys });
  const dry = await call(['run', '--live', '--dry-run'], { cwd, env: keys });
  expect([run.code, dry.code]).toEqual([1, 0]);
  expect(dry.out).toContain('?key=[key]');
  expect(readFileSync(join(cwd, 'recordings/a/_.json'), 'utf8')).toContain('[x-api-key]');
  const texts = [run.out, run.err, dry.out, dry.err];
  expect(findSecrets({ folder: cwd, texts }, Object.values(keys))).toEqual([]);
});

test('a crash tells none', async () => {
  const cwd = writeFiles({
    ...files,
    'crash.mjs': `Date.prototype.toISOString = () => { throw new Error('${env.GOOGLE_CLOUD_PROJECT}'); };`,
  });
  const { code, err } = await call(['run', '--no-bundle'], { cwd, env, node: ['--import', join(cwd, 'crash.mjs')] });
  expect(code).toBe(70);
  expect(err).toContain('Error: [project]');
  expect(secrets.filter((secret) => err.includes(secret))).toEqual([]);
});
