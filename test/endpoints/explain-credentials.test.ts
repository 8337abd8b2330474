import { Impersonated, UserRefreshClient } from 'google-auth-library';
import { afterEach, expect, test, vi } from 'vitest';
import { createCredentials } from '../../src/endpoints/credentials.ts';
import { explainCredentials } from '../../src/endpoints/explain-credentials.ts';
import { writeFiles } from '../scenarios/a-suite.ts';
import { type Answer, aTokenServer, type TokenServer } from './fixtures/a-token-server.ts';
import {
  externalAccountFile,
  impersonating,
  keyFile,
  serviceAccountEmail,
  serviceAccountFile,
  userFile,
} from './fixtures/key-files.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

interface Told {
  readonly sentence: string;
  readonly server: TokenServer;
}

/** What is said where a file, or the metadata server where there is none, gives no token. */
async function told(file: (server: TokenServer) => string | undefined, ...answers: Answer[]): Promise<Told> {
  const server = await aTokenServer(...answers);
  vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', file(server) ?? '');
  vi.stubEnv('CLOUDSDK_CONFIG', '/nowhere');
  vi.stubEnv('GCE_METADATA_HOST', server.host);
  vi.stubEnv('METADATA_SERVER_DETECTION', 'assume-present');
  const credentials = createCredentials({ fetch: server.fetch, onSecret: () => {}, longestWait: 1_500 });
  const sentence = await credentials.headersFor({ auth: 'adc', endpoint: { kind: 'managed' } }).then(
    () => 'there was a token',
    (error: Error) => error.message,
  );
  expect(sentence).not.toMatch(/ya29|for-tests|BEGIN|<<REDACTED|\n/);
  return { sentence, server };
}

const user = () => userFile();
const account = () => serviceAccountFile();
const external = ({ origin }: TokenServer) => externalAccountFile(origin);
const metadata = () => undefined;

const oauth = (error: string, error_description?: string, status = 400): Answer => ({
  status,
  body: { error, ...(error_description && { error_description }) },
});

const cloud = (code: number, status: string, message: string): Answer => ({
  status: code,
  body: { error: { code, message, status } },
});

const html: Answer = { status: 502, body: '<!DOCTYPE html>\n<title>Bad gateway</title>', type: 'text/html' };

const refusals: readonly (readonly [
  what: string,
  file: typeof external | typeof metadata,
  Answer,
  sentence: string,
])[] = [
  [
    'a login that was revoked',
    user,
    oauth('invalid_grant', 'Token has been expired or revoked.'),
    'the login has expired or was revoked (invalid_grant: Token has been expired or revoked.); run: gcloud auth application-default login',
  ],
  [
    'a login the organisation wants anew',
    user,
    oauth('invalid_grant', 'reauth related error (invalid_rapt)'),
    'your organisation asks for a new login (invalid_grant: reauth related error (invalid_rapt)); run: gcloud auth application-default login',
  ],
  [
    'a client that was deleted',
    user,
    oauth('deleted_client', 'The OAuth client was deleted.', 401),
    'the token server refuses the credentials (deleted_client: The OAuth client was deleted.); run: gcloud auth application-default login',
  ],
  [
    'a key that was deleted',
    account,
    oauth('invalid_grant', 'Invalid JWT Signature.'),
    'the key of the service account is refused (invalid_grant: Invalid JWT Signature.): it was deleted or disabled; make a new key',
  ],
  [
    'a service account that was deleted',
    account,
    oauth('invalid_grant', 'Invalid grant: account not found'),
    'the key of the service account is refused (invalid_grant: Invalid grant: account not found): it was deleted or disabled; make a new key',
  ],
  [
    'a clock that is wrong',
    account,
    oauth(
      'invalid_grant',
      'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
    ),
    'the clock of this machine is wrong (invalid_grant: Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.); set it, the token of a service account depends on it',
  ],
  [
    'an identity that the pool does not want',
    external,
    oauth('unauthorized_client', 'The given credential is rejected by the attribute condition.'),
    'the token exchange refuses the token of your identity provider (unauthorized_client: The given credential is rejected by the attribute condition.); check that it has not expired, and the audience and conditions of the workload identity pool',
  ],
  [
    'a machine without a service account',
    metadata,
    { status: 404, body: 'no such account', type: 'text/plain' },
    'this machine has no service account; attach one, or run: gcloud auth application-default login',
  ],
  [
    'a machine without the scope',
    metadata,
    cloud(403, 'PERMISSION_DENIED', 'no scope'),
    'the metadata server refuses a token; give the service account of this machine the scope cloud-platform (PERMISSION_DENIED: no scope)',
  ],
];

for (const [what, file, answer, sentence] of refusals) {
  test(`${what} is told in one sentence`, async () => {
    expect((await told(file, answer)).sentence).toBe(sentence);
  });
}

test('a token server that fails is asked again, and then told of by its status', { timeout: 20_000 }, async () => {
  vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', userFile());
  const server = await aTokenServer(html);
  const credentials = createCredentials({ fetch: server.fetch, onSecret: () => {} });
  await expect(credentials.headersFor({ auth: 'adc', endpoint: { kind: 'managed' } })).rejects.toThrow(
    /^the token server answered 502; try again later$/,
  );
  expect(server.asked.length).toBeGreaterThan(1);
});

test('a page of HTML in place of a token is no token', async () => {
  const page: Answer = { status: 200, body: '<title>Sign in to the network</title>', type: 'text/html' };
  const sentence =
    'the token server answered without a token: something else answers in its place, check the network and its proxies';
  for (const file of [user, account, external]) expect((await told(file, page)).sentence).toBe(sentence);
});

test('a token server that does not answer is not waited for beyond the deadline', { timeout: 20_000 }, async () => {
  for (const file of [user, account, external, metadata]) {
    const start = performance.now();
    expect((await told(file, 'never')).sentence).toBe(
      'no token came within 1.5s: the token server is too slow; try again later',
    );
    expect(performance.now() - start).toBeLessThan(3_000);
  }
});

test('a token server that is down is told by its error code', async () => {
  const down = () => externalAccountFile('http://127.0.0.1:9');
  expect((await told(down)).sentence).toBe(
    'the token server cannot be reached (ECONNREFUSED); check the network and its proxies',
  );
});

test('a service account that may not be acted as is told with the role that is missing', async () => {
  const server = await aTokenServer(
    { expiresIn: 3600 },
    cloud(403, 'PERMISSION_DENIED', "Permission 'iam.serviceAccounts.getAccessToken' denied on resource"),
  );
  const acting = () => externalAccountFile(server.origin, impersonating(server.origin));
  const sentence =
    "the service account that the credentials name may not be acted as; grant your account roles/iam.serviceAccountTokenCreator (PERMISSION_DENIED: Permission 'iam.serviceAccounts.getAccessToken' denied on resource)";
  expect((await told(acting)).sentence).toBe(sentence);
  expect(server.asked).toHaveLength(2);
});

test('the client of an impersonated login is refused in the same words', async () => {
  const server = await aTokenServer(
    { expiresIn: 3600 },
    cloud(404, 'NOT_FOUND', 'Not found; Gaia id not found for email'),
  );
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  const sourceClient = new UserRefreshClient({
    transporterOptions: { fetchImplementation: server.fetch as typeof fetch },
    clientId: 'an-id',
    clientSecret: 'for-tests',
    refreshToken: 'a-refresh-token',
  });
  const client = new Impersonated({ sourceClient, targetPrincipal: serviceAccountEmail, endpoint: server.origin });
  const error = await client.getRequestHeaders().catch((thrown: unknown) => thrown);
  expect(explainCredentials(error)).toBe(
    'the service account that the credentials name does not exist (NOT_FOUND: Not found; Gaia id not found for email)',
  );
});

const named = 'the file that GOOGLE_APPLICATION_CREDENTIALS names';

test('a file that is not there is told by its path', async () => {
  expect((await told(() => '/nowhere/key.json')).sentence).toBe(
    `${named} cannot be read (/nowhere/key.json); name another file, or unset it`,
  );
});

test('a file that is no key is told without a word of what it holds', async () => {
  const cases = [
    ['{"private_key": "for-tests', 'is no JSON'],
    ['{"installed":{"client_secret":"for-tests"}}', 'is no key of Google Cloud: it has no client_email'],
    ['null', 'holds no credentials that are understood'],
    ['{"type":"external_account"}', 'holds no credentials that are understood'],
  ] as const;
  for (const [text, what] of cases) {
    expect((await told(() => keyFile(text))).sentence).toBe(`${named} ${what}; name another file, or unset it`);
  }
});

test('a login file of gcloud that is broken sends people to gcloud', async () => {
  vi.stubEnv('CLOUDSDK_CONFIG', writeFiles({ 'application_default_credentials.json': '{"refresh_token": ' }));
  vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', '');
  const credentials = createCredentials({ onSecret: () => {} });
  await expect(credentials.headersFor({ auth: 'adc', endpoint: { kind: 'managed' } })).rejects.toThrow(
    'the login file of gcloud is no JSON; run: gcloud auth application-default login',
  );
});

test('a private key that is none is told', async () => {
  const broken = () => serviceAccountFile({ private_key: '-----BEGIN PRIVATE KEY-----\nfor-tests\n' });
  expect((await told(broken)).sentence).toMatch(/^the private key in the .* cannot be read; download the key again$/);
});

test('the token file of an external account that is missing, or empty, is told', async () => {
  const source = (file: string) => (server: TokenServer) =>
    externalAccountFile(server.origin, { credential_source: { file } });
  expect((await told(source('/nowhere/token'))).sentence).toBe(
    'the credentials name a token file that cannot be read (/nowhere/token); write the token of your identity provider there',
  );
  expect((await told(source(keyFile('')))).sentence).toBe(
    'the token file that the credentials name holds no token; write the token of your identity provider there',
  );
});

test('what a server repeats of a token is not told', async () => {
  const { sentence } = await told(
    user,
    oauth('invalid_grant', `Bad token 1//0e-${'a1'.repeat(20)} of eyJhbGciOi.J9.x`),
  );
  expect(sentence).toContain('(invalid_grant: Bad token […] of […])');
});

test('the API of service accounts that is not enabled is told with what enables it', async () => {
  const message = 'IAM Service Account Credentials API has not been used in project 1 before or it is disabled.';
  const file = ({ origin }: TokenServer) => externalAccountFile(origin, impersonating(origin));
  const { sentence } = await told(file, { expiresIn: 3600 }, cloud(403, 'PERMISSION_DENIED', message));
  expect(sentence).toMatch(
    /^the API that gives tokens of service accounts is not enabled \(.*\); run: gcloud services enable iamcredentials\.googleapis\.com$/,
  );
});

test('where a metadata server was named and does not answer, it is said which, and what leads elsewhere', async () => {
  vi.stubEnv('GCE_METADATA_HOST', '127.0.0.1:9');
  vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:1');
  const sentence = explainCredentials(new Error('Could not load the default credentials. Browse to …'));
  expect(sentence).toContain(
    'nothing answers at GCE_METADATA_HOST (127.0.0.1:9, where the proxy of HTTP_PROXY leads unless NO_PROXY names it);',
  );
  vi.stubEnv('GCE_METADATA_HOST', '');
  expect(explainCredentials(new Error('Could not load the default credentials.'))).toContain('were found; run: gcloud');
});
