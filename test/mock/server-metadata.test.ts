import { expect, test } from 'vitest';
import { answerMetadata } from '../../src/mock/server-metadata.ts';

const google = { 'metadata-flavor': 'Google' };
const token = '/computeMetadata/v1/instance/service-accounts/default/token';

test('whoever asks as a Google client gets the token that is asked for here', () => {
  const answer = answerMetadata(token, google, 'own-token');
  expect(answer).toMatchObject({ status: 200, type: 'application/json' });
  expect(JSON.parse(answer?.body ?? '')).toEqual({ access_token: 'own-token', expires_in: 3599, token_type: 'Bearer' });
  expect(JSON.parse(answerMetadata(token, google, undefined)?.body ?? '')).toMatchObject({ access_token: 'any' });
  expect(answerMetadata('/computeMetadata/v1/project/project-id', google, undefined)).toMatchObject({
    body: 'my-project',
  });
});

test('a page in a browser gets none, and other paths are not its affair', () => {
  expect(answerMetadata(token, {}, 'own-token')).toMatchObject({
    status: 403,
    body: expect.not.stringContaining('own'),
  });
  expect(answerMetadata('/computeMetadata/v1/instance/disks', google, undefined)).toMatchObject({ status: 404 });
  expect(answerMetadata('/v1/projects/p', google, undefined)).toBeUndefined();
});
