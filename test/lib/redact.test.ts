import { expect, test } from 'vitest';
import { type Concealed, createRedactor } from '../../src/lib/redact.ts';

const key: Concealed = { kind: 'secret', value: 'p@ss/w+rd"12~é', label: '[secrets.KEY]' };
const project: Concealed = { kind: 'project', value: 'acme-prod', label: '[project]' };

const encodings = {
  'as it is': key.value,
  'in base64': Buffer.from(key.value).toString('base64'),
  'in base64 for URLs': Buffer.from(key.value).toString('base64url'),
  'URL-encoded': encodeURIComponent(key.value),
  'URL-encoded in small letters': encodeURIComponent(key.value).replace(/%../g, (code) => code.toLowerCase()),
  'in JSON': JSON.stringify(key.value).slice(1, -1),
};

for (const [how, text] of Object.entries(encodings)) {
  test(`a secret is replaced ${how}`, () => {
    const redacted = createRedactor([key])(`Bearer ${text}, and again "${text}"`);
    expect(redacted.replaceAll('=', '')).toBe('Bearer [secrets.KEY], and again "[secrets.KEY]"');
  });
}

test('values are replaced at word borders alone', () => {
  const redact = createRedactor([project]);
  expect(redact('acme-prod, acme-prod.example, x-acme-prod')).toBe('[project], [project].example, x-[project]');
  expect(redact('acme-production, macme-prod, acme-prod_2')).toBe('acme-production, macme-prod, acme-prod_2');
});

test('what is too short to be told from a word stays: secrets below eight characters, projects below six', () => {
  const short: Concealed[] = [
    { kind: 'secret', value: '1234567', label: 'x' },
    { kind: 'project', value: 'acme1', label: 'x' },
  ];
  expect(createRedactor(short)('1234567 acme1')).toBe('1234567 acme1');
  const long: Concealed[] = [
    { kind: 'secret', value: '12345678', label: 'x' },
    { kind: 'project', value: 'acme12', label: 'y' },
  ];
  expect(createRedactor(long)('12345678 acme12')).toBe('x y');
});

test('a project number is always replaced, also inside a host name', () => {
  const redact = createRedactor([{ kind: 'number', value: '4711', label: '[number]' }]);
  expect(redact('77.us-central1-4711.prediction.vertexai.goog')).toBe(
    '77.us-central1-[number].prediction.vertexai.goog',
  );
});

test('an empty value conceals nothing', () => {
  expect(createRedactor([{ kind: 'number', value: '', label: 'x' }])('abc')).toBe('abc');
});

test('of two values of which one begins with the other, the whole one goes', () => {
  const redact = createRedactor([project, { kind: 'project', value: 'acme-prod-eu', label: '[other]' }]);
  expect(redact('acme-prod-eu acme-prod')).toBe('[other] [project]');
});

test('projects/<id>/ goes in any text, whoever the project belongs to; a variable stays', () => {
  const redact = createRedactor([]);
  expect(redact('name: projects/someone-else/locations/global')).toBe('name: projects/[project]/locations/global');
  expect(redact('v1/projects/${GOOGLE_CLOUD_PROJECT}/locations')).toBe('v1/projects/${GOOGLE_CLOUD_PROJECT}/locations');
  expect(redact('see projects/ and projects/x')).toBe('see projects/ and projects/x');
});

test('a redacted text stays as it is', () => {
  const redact = createRedactor([key, project]);
  const once = redact(`${key.value} acme-prod projects/acme-prod/locations`);
  expect(redact(once)).toBe(once);
});

test('what follows an escape in the text of JSON goes as well', () => {
  const redact = createRedactor([key, project]);
  const json = JSON.stringify({ message: `Denied:\n${key.value}\tacme-prod\u0001acme-prod\nprojects/other/locations` });
  for (const value of [key.value, 'acme-prod', 'projects/other']) expect(redact(json)).not.toContain(value);
  expect(() => JSON.parse(redact(json))).not.toThrow();
});
