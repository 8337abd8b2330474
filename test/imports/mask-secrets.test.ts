import { expect, test } from 'vitest';
import { maskSecrets } from '../../src/imports/mask-secrets.ts';

test.each([
  [`-H "Authorization: Bearer abcdefgh"`, `-H "Authorization: Bearer ********"`],
  [`-H 'Cookie: a=b; c=d'`, `-H 'Cookie: ********'`],
  [`-b 'sid=12345' -u "me:pass"`, `-b '*********' -u "*******"`],
  [`-H 'x-api-key: abcdef'`, `-H 'x-api-key: ******'`],
  [`https://x/?a=1&key=abc&b=2`, `https://x/?a=1&key=***&b=2`],
  [`{"name": "authorization", "value": "Bearer abc def"}`, `{"name": "authorization", "value": "Bearer *******"}`],
  [`/projects/my-project/locations`, `/projects/**********/locations`],
  [`a ya29.abcdefghij b`, `a *************** b`],
])('%s', (text, masked) => {
  expect(maskSecrets(text)).toBe(masked);
});

test.each([
  '-H "Authorization: Bearer $(gcloud auth print-access-token)"',
  '-H "Authorization: Bearer ${TOKEN}"',
  'projects/${GOOGLE_CLOUD_PROJECT}/locations/global',
  '{"max_tokens": 4096, "messages": [{"role": "user", "content": "the key is here"}]}',
])('%s has none', (text) => {
  expect(maskSecrets(text)).toBe(text);
});
