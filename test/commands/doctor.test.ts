/** `doctor` names what is wrong, against the served mocks of the shipped suite. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { aServer } from '../mock/a-server.ts';
import { call, scenario } from './a-cli.ts';

const cwd = fileURLToPath(new URL('../../', import.meta.url));

/** What it says of each part: `✓`, `✗` or `-`, and the rest of the line. */
async function examine(origin: string, env: Readonly<Record<string, string>>, flags: readonly string[] = []) {
  const { code, out, err } = await call(['doctor', '--origin', origin, ...flags], {
    cwd,
    env: { HOME: '/nowhere', ...env },
  });
  expect(err).toBe('');
  const lines = [...out.matchAll(/^([✓✗-]) (\w+) +(.*)$/gm)].map(([, mark = '', part = '', says = '']) => [
    part,
    { mark, says },
  ]);
  const parts: Record<string, { mark: string; says: string }> = Object.fromEntries(lines);
  expect(Object.keys(parts)).toEqual(['credentials', 'project', 'location', 'host', 'model']);
  return {
    code,
    out,
    parts,
    marks: Object.values(parts)
      .map(({ mark }) => mark)
      .join(''),
  };
}

/** Served mocks that also give the token, and the environment of somebody who uses them. */
async function aPlace(token?: string) {
  const { origin } = await aServer(undefined, token === undefined ? {} : { token });
  return { origin, env: { GCE_METADATA_HOST: new URL(origin).host, GOOGLE_CLOUD_PROJECT: 'my-own-project' } };
}

/** A service that answers everything with this error. */
async function refusing(status: number, body: string, type = 'application/json'): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(status, { 'content-type': type }).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('where all is well each part is ticked, and the model answers', async () => {
  const { origin, env } = await aPlace();
  const { code, out, parts, marks } = await examine(origin, env);
  expect({ code, marks }).toEqual({ code: 0, marks: '✓✓✓✓✓' });
  expect(parts['model']?.says).toMatch(/^google\/gemini-\S+, it answers in \d+ms/);
  expect(out).not.toContain('my-own-project');
});

test('an unknown model is named', async () => {
  const { origin, env } = await aPlace();
  const { code, parts, marks } = await examine(origin, env, ['--model', 'google/gemini-0-never']);
  expect({ code, marks }).toEqual({ code: 1, marks: '✓--✓✗' });
  expect(parts['model']?.says).toContain(
    'google/gemini-0-never: the service answered 404: the model id is wrong or retired',
  );
});

test('a wrong project is named by what the service says of it', async () => {
  const { env } = await aPlace();
  const denied = await refusing(
    403,
    `[{"error":{"code":403,"message":"Permission 'aiplatform.endpoints.predict' denied on resource.","status":"PERMISSION_DENIED","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"IAM_PERMISSION_DENIED"}]}}]`,
  );
  const { code, parts, marks } = await examine(denied, env);
  expect({ code, marks }).toEqual({ code: 3, marks: '✓✗-✓-' });
  expect(parts['project']?.says).toContain('the account lacks a permission');
});

test('an expired token is told from none at all', async () => {
  const { origin, env } = await aPlace();
  const other = await aServer(undefined, { token: 'another-token' });
  const expired = await examine(other.origin, env);
  expect({ code: expired.code, marks: expired.marks }).toEqual({ code: 3, marks: '✗--✓-' });
  expect(expired.parts['credentials']?.says).toContain('most likely it has expired');
  const none = await examine(origin, { ...env, GCE_METADATA_HOST: '127.0.0.1:9' });
  expect({ code: none.code, marks: none.marks }).toEqual({ code: 3, marks: '✗----' });
  expect(none.parts['credentials']?.says).toContain('gcloud auth application-default login');
});

test('an unreachable host and a wrong path are told apart', async () => {
  const { env } = await aPlace();
  const closed = await examine('http://127.0.0.1:9', env);
  expect({ code: closed.code, marks: closed.marks }).toEqual({ code: 3, marks: '✓--✗-' });
  expect(closed.parts['host']?.says).toContain('127.0.0.1:9 cannot be reached: connect ECONNREFUSED');
  const other = await examine(await refusing(404, '<!DOCTYPE html><title>Error 404</title>', 'text/html'), env);
  expect({ code: other.code, marks: other.marks }).toEqual({ code: 1, marks: '--✗✓-' });
  expect(other.parts['location']?.says).toContain('host or path are wrong');
});

test('a variable that is not set is said before anything is sent', async () => {
  const { code, parts, marks } = await examine('http://127.0.0.1:9', {});
  expect({ code, marks }).toEqual({ code: 2, marks: '-✗---' });
  expect(parts['project']?.says).toBe(
    'the environment variable GOOGLE_CLOUD_PROJECT is not set: export GOOGLE_CLOUD_PROJECT=…',
  );
});

test('the model that is asked for is asked, also where scenarios name theirs', async () => {
  const { origin, env } = await aPlace();
  const files = { 'a.yaml': scenario() };
  const args = ['doctor', '--origin', origin, '--model', 'google/gemini-0-never'];
  const { code, out } = await call(args, { files, env: { ...env, PROJECT: 'my-own-project' } });
  expect(code).toBe(1);
  expect(out).toContain('✗ model        google/gemini-0-never: the service answered 404');
});

test('of two secrets of which one begins with the name of the other, each is itself', async () => {
  const { origin, env } = await aPlace('the-longer-token');
  const suite = (name: string) => `version: 1
endpoints:
  managed: { kind: managed, project: "\${{ env.GOOGLE_CLOUD_PROJECT }}", location: global, auth: { token: "\${{ secrets.${name} }}" } }
`;
  const files = {
    'suite.yaml': suite('TOKEN_LONGER'),
    'a.yaml': scenario(),
    'b.yaml': scenario('headers: { x-a: "${{ secrets.TOKEN }}" }\n').replace('Why', 'A longer question'),
  };
  const tokens = { TOKEN: 'the-short-token', TOKEN_LONGER: 'the-longer-token' };
  const { out } = await call(['doctor', '--origin', origin], { files, env: { ...env, ...tokens } });
  expect(out).toContain('✓ credentials');
});
