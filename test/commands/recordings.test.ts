/** Recordings at the command line: the suite that is shipped, against its own mocks behind a port. */
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { aService, asking, suiteOf } from '../bundles/a-service.ts';
import { findSecrets, formsOf } from '../find-secrets.ts';
import { aServer } from '../mock/a-server.ts';
import { suiteYaml, writeFiles } from '../scenarios/a-suite.ts';
import { call, scenario } from './a-cli.ts';

const token = 'ya29.a-token-that-nobody-may-see';
const secrets = {
  GOOGLE_CLOUD_PROJECT: 'my-own-project',
  VERTEX_ENDPOINT_ID: '1234567890',
  VERTEX_PROJECT_NUMBER: '998877665544',
  VERTEX_FORBIDDEN_PROJECT: 'someone-elses-project',
  GEMINI_API_KEY: 'AIzaSyA-key+that/nobody=may"see',
};
const noSocket = ['--import', join(import.meta.dirname, 'no-socket.ts')];

/** A metadata server that gives this token. */
async function aMetadataServer(): Promise<string> {
  const server = createServer((request, response) => {
    response.setHeader('metadata-flavor', 'Google').setHeader('content-type', 'application/json');
    const answer = { access_token: token, expires_in: 3600, token_type: 'Bearer' };
    response.end(request.url?.includes('/token') ? JSON.stringify(answer) : '"here"');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('recorded once, the shipped suite passes in an empty environment without a socket, and nothing secret is left', {
  timeout: 60_000,
}, async () => {
  const cwd = writeFiles({});
  cpSync('scenarios', join(cwd, 'scenarios'), { recursive: true });
  const [{ origin }, metadata] = [await aServer(), await aMetadataServer()];
  const env = {
    ...secrets,
    VERTEX_FAULTS: '1',
    VERTEX_CACHED_CONTENT: 'projects/my-own-project/x',
    GCE_METADATA_HOST: metadata,
  };
  const flags = ['--tag', 'not quirks', '--reporter', 'pretty', '--reporter', 'json=run.json'];
  const recorded = await call(['run', '--live', '--record', '--origin', origin, ...flags], { cwd, env });
  expect({ code: recorded.code, err: recorded.err }).toEqual({
    code: 0,
    err: expect.stringMatching(/^\d+ recordings written\n$/),
  });
  const replayed = await call(['run', '--replay', ...flags], { cwd, node: noSocket });
  expect({ code: replayed.code, err: replayed.err }).toEqual({ code: 0, err: '' });
  expect(replayed.out).toContain('replayed from recordings');
  const hidden = [token, ...Object.values(secrets)];
  const texts = [recorded.out, recorded.err, replayed.out, replayed.err];
  expect(findSecrets({ folder: join(cwd, '.vertex-scenarios'), texts }, hidden)).toEqual([]);
  expect(findSecrets({ folder: join(cwd, 'scenarios/recordings') }, hidden)).toEqual([]);
  expect(findSecrets({ folder: cwd }, hidden)).toEqual([]);
});

test('what would find a secret finds it, in any form', () => {
  const secret = 'ya29.a+secret/with"signs';
  const folder = writeFiles({ 'a.txt': `x ${Buffer.from(`so ${secret} it is`).toString('base64')} y` });
  expect(findSecrets({ folder }, [secret])).toHaveLength(1);
  for (const form of formsOf(secret)) expect(findSecrets({ texts: [`<${form}>`] }, [secret])).not.toEqual([]);
  expect(findSecrets({ folder, texts: ['ya29.'] }, ['ya29.another'])).toEqual([]);
});

test('a mocked run opens no socket, and what opens one would be seen', async () => {
  const files = { 'suite.yaml': suiteYaml, 'a.yaml': scenario() };
  expect(await call(['run'], { files, node: noSocket })).toMatchObject({ code: 0, err: '' });
  const env = { PROJECT: 'p', GOOGLE_CLOUD_PROJECT: 'p', GCE_METADATA_HOST: '127.0.0.1:9' };
  const live = await call(['run', '--live', '--origin', 'http://127.0.0.1:9'], { files, env, node: noSocket });
  expect(live).toMatchObject({ code: 99, err: expect.stringContaining('was called') });
});

test('old and unused recordings are told, and are no failure', async () => {
  const files = {
    'suite.yaml': `${suiteYaml}recordings: { max_age: 1d }\n`,
    'a.yaml': scenario('mock: { content: Hi }\n'),
  };
  const cwd = writeFiles(files);
  const [{ origin }, metadata] = [await aServer(files), await aMetadataServer()];
  const env = { PROJECT: 'p', GOOGLE_CLOUD_PROJECT: 'p', GCE_METADATA_HOST: metadata };
  expect(await call(['run', '--live', '--record', '--origin', origin], { cwd, env })).toMatchObject({ code: 0 });
  cpSync(join(cwd, 'recordings/a'), join(cwd, 'recordings/gone'), { recursive: true });
  const { code, err } = await call(['run', '--replay'], { cwd });
  expect(code).toBe(0);
  expect(err).toContain('1 recording that no case asks for: recordings/gone/_.json');
  expect((await call(['run', '--replay', 'a'], { cwd })).err).toBe('');
  rmSync(join(cwd, 'recordings/gone'), { recursive: true });
  writeFileSync(join(cwd, 'a.yaml'), scenario('skip: Not today\n'));
  expect((await call(['run', '--replay'], { cwd })).err).toBe('');
});

test.each([
  [['--record'], '--record keeps what real services answer'],
  [['--live', '--replay'], '--live and --replay exclude each other'],
  [['--replay', '--replay-speed', 'fast'], '--replay-speed fast is no number'],
])('the command line %j is wrong', async (flags, says) => {
  const { code, out, err } = await call(['run', ...flags], { files: { 'a.yaml': scenario() } });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(says);
});

test('which recordings nobody needs is said of a whole run alone, and what was measured before needed its own', async () => {
  const service = await aService(0);
  const asked = Object.fromEntries(['a', 'b', 'c'].map((name) => [`${name}.yaml`, asking([name])]));
  const cwd = writeFiles({ 'suite.yaml': suiteOf(service), ...asked });
  expect((await call(['run', '--live', '--record'], { cwd })).code).toBe(0);
  cpSync(join(cwd, 'recordings/a'), join(cwd, 'recordings/gone'), { recursive: true });
  const whole = await call(['run', '--replay'], { cwd });
  expect(whole.err).toContain('1 recording that no case asks for');
  const resumed = await call(['run', '--replay', '--resume'], { cwd });
  expect(resumed.err).toContain('3 of 3 cases were measured before');
  expect(resumed.err).toContain('1 recording that no case asks for');
  writeFileSync(join(cwd, 'a.yaml'), asking(['a'], 'expect: { content: { const: Other } }\n'));
  const stopped = await call(['run', '--replay', '--bail', '-j', '1'], { cwd });
  expect(stopped.code).toBe(1);
  expect(stopped.err).toBe('');
});
