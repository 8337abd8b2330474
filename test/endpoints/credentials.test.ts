import { afterEach, expect, test, vi } from 'vitest';
import { type Asking, type Credentials, createCredentials } from '../../src/endpoints/credentials.ts';
import { aTokenServer, type TokenServer } from './fixtures/a-token-server.ts';
import { externalAccountFile, serviceAccountFile, userFile } from './fixtures/key-files.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

const adc: Asking = { auth: 'adc', endpoint: { kind: 'managed' } };

interface Principal {
  readonly credentials: Credentials;
  readonly server: TokenServer;
  readonly secrets: readonly string[];
}

/** Credentials of a file, which every principal of a process has in its environment. */
async function principal(file: (server: TokenServer) => string, server?: TokenServer): Promise<Principal> {
  const asked = server ?? (await aTokenServer());
  vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', file(asked));
  const secrets: string[] = [];
  const credentials = createCredentials({ fetch: asked.fetch, onSecret: (value) => secrets.push(value) });
  return { credentials, server: asked, secrets };
}

const files = [
  { name: 'a service account', file: () => serviceAccountFile(), path: '/token' },
  { name: 'a user', file: () => userFile(), path: '/token' },
  { name: 'an external account', file: ({ origin }: TokenServer) => externalAccountFile(origin), path: '/v1/token' },
];

for (const { name, file, path } of files) {
  test(`${name}: 64 askers at once get one token, and it is told as a secret before anybody has it`, async () => {
    const { credentials, server, secrets } = await principal(file);
    const all = await Promise.all(Array.from({ length: 64 }, () => credentials.headersFor(adc)));
    expect(new Set(all.map((headers) => headers['authorization']))).toEqual(new Set(['Bearer ya29.made-for-tests-1']));
    expect(server.asked.map((request) => request.path)).toEqual([path]);
    expect(secrets).toContain('ya29.made-for-tests-1');
    await credentials.headersFor(adc);
    expect(server.asked).toHaveLength(1);
  });

  test(`${name}: a token is renewed before it expires, once for all who ask`, async () => {
    const { credentials, server } = await principal(file);
    // google-auth-library renews within five minutes of the end.
    server.answer({ expiresIn: 120 }, { expiresIn: 3600 });
    await credentials.headersFor(adc);
    const all = await Promise.all(Array.from({ length: 64 }, () => credentials.headersFor(adc)));
    expect(new Set(all.map((headers) => headers['authorization']))).toEqual(new Set(['Bearer ya29.made-for-tests-2']));
    await credentials.headersFor(adc);
    expect(server.asked).toHaveLength(2);
  });

  test(`${name}: after a 401 one renewal serves all that were refused`, async () => {
    const { credentials, server } = await principal(file);
    const refused = await credentials.headersFor(adc);
    const renewed = await Promise.all(Array.from({ length: 64 }, () => credentials.renew(adc, refused)));
    expect(new Set(renewed)).toEqual(new Set([true]));
    expect(await credentials.headersFor(adc)).toMatchObject({ authorization: 'Bearer ya29.made-for-tests-2' });
    // One that was refused with the old token, and is told of it late.
    expect(await credentials.renew(adc, refused)).toBe(true);
    expect(server.asked).toHaveLength(2);
  });
}

test('what a service account sends is an assertion that its key has signed', async () => {
  const { credentials, server } = await principal(() => serviceAccountFile());
  await credentials.headersFor(adc);
  const assertion = new URLSearchParams(server.asked[0]?.sent).get('assertion') ?? '';
  expect(JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString())).toMatchObject({
    iss: 'tester@my-project-1.iam.gserviceaccount.com',
    aud: 'https://oauth2.googleapis.com/token',
    scope: 'https://www.googleapis.com/auth/cloud-platform',
  });
});

test('the quota project of a user goes with each request', async () => {
  const { credentials } = await principal(() => userFile());
  expect(await credentials.headersFor(adc)).toEqual({
    authorization: 'Bearer ya29.made-for-tests-1',
    'x-goog-user-project': 'quota-project-1',
  });
});

test('a renewal that fails is no renewal', async () => {
  const { credentials, server } = await principal(() => userFile());
  const refused = await credentials.headersFor(adc);
  server.answer({ status: 400, body: { error: 'invalid_grant', error_description: 'Token has been revoked.' } });
  expect(await credentials.renew(adc, refused)).toBe(false);
  expect(server.asked).toHaveLength(2);
});

test('a token server that gives the same token again does not make it another', async () => {
  const { credentials, server } = await principal(() => userFile());
  server.answer({
    status: 200,
    body: { access_token: 'ya29.always-the-same', expires_in: 3600, token_type: 'Bearer' },
  });
  expect(await credentials.renew(adc, await credentials.headersFor(adc))).toBe(false);
});

test('where no token was to be had, nobody asks again for a while; then it is asked anew', async () => {
  const { credentials, server } = await principal(() => userFile());
  server.answer({ status: 400, body: { error: 'invalid_grant', error_description: 'Token has been revoked.' } });
  for (let each = 0; each < 10; each++) await expect(credentials.headersFor(adc)).rejects.toThrow('revoked');
  expect(server.asked).toHaveLength(1);
  server.answer();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11_000 });
  await expect(credentials.headersFor(adc)).resolves.toMatchObject({ authorization: 'Bearer ya29.made-for-tests-2' });
});

test('a token or a key of the suite is sent as it is, nobody is asked, and it is never renewed', async () => {
  const { credentials, server } = await principal(() => userFile());
  const token: Asking = { auth: { token: 'sk-1' }, endpoint: { kind: 'custom' } };
  const key = { api_key: 'AIza-1' };
  expect(await credentials.headersFor(token)).toEqual({ authorization: 'Bearer sk-1' });
  expect(await credentials.headersFor({ auth: key, endpoint: { kind: 'custom' } })).toEqual({
    authorization: 'Bearer AIza-1',
  });
  expect(await credentials.headersFor({ auth: key, endpoint: { kind: 'managed' } })).toEqual({
    'x-goog-api-key': 'AIza-1',
  });
  expect(await credentials.headersFor({ auth: 'none', endpoint: { kind: 'custom' } })).toEqual({});
  expect(await credentials.renew(token, { authorization: 'Bearer sk-1' })).toBe(false);
  expect(server.asked).toEqual([]);
});
