import { expect, test } from 'vitest';
import { type Concealed, createRedactor } from '../../src/lib/redact.ts';
import { findSecrets } from '../find-secrets.ts';

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

const writings = {
  'in base64 behind something else': Buffer.from(`user:${key.value}`).toString('base64'),
  'in base64 one byte on': Buffer.from(`x${key.value} and more`).toString('base64url'),
  'in hexadecimal': Buffer.from(key.value).toString('hex'),
  'behind a percent escape': `u=a%3D${encodeURIComponent(key.value)}%26`,
  'percent-encoded twice': encodeURIComponent(encodeURIComponent(key.value)),
  'percent-encoded but for some': 'p%40ss%2Fw+rd"12%7E%C3%A9',
  'in JSON that stands in JSON': JSON.stringify(JSON.stringify({ a: key.value })),
  'in JSON with escaped slashes': JSON.stringify(key.value).replaceAll('/', '\\/'),
  'in JSON that is ASCII': 'p\\u0040ss\\/w\\u002Brd\\"12~\\u00e9',
};

for (const [how, text] of Object.entries(writings)) {
  test(`a secret is replaced ${how}`, () => {
    const redacted = createRedactor([key])(text);
    expect(redacted).toContain('[secrets.KEY]');
    expect(findSecrets({ texts: [redacted] }, [key.value])).toEqual([]);
    expect(redacted.length).toBeLessThan(text.length + 8);
  });
}

test('a project is found in other alphabets too, and in bytes that are read as Latin-1', () => {
  const redact = createRedactor([project, { kind: 'secret', value: 'schlüssel', label: '[secrets.S]' }]);
  expect(redact(Buffer.from('in acme-prod now').toString('base64'))).toContain('[project]');
  expect(redact(Buffer.from('der schlüssel.').toString('latin1'))).toBe('der [secrets.S].');
  expect(redact(Buffer.from(Buffer.from('der schlüssel.')).toString('latin1'))).toBe('der [secrets.S].');
});

test('a long secret goes wherever it stands, a short one at word borders', () => {
  const redact = createRedactor([
    { kind: 'secret', value: '0123456789abcdef', label: '[long]' },
    { kind: 'secret', value: 'hunter22', label: '[short]' },
  ]);
  expect(redact('x0123456789abcdefx hunter22 hunter2222')).toBe('x[long]x [short] hunter2222');
});

test('a refusal tells neither project nor number, though nobody knew them', () => {
  const redact = createRedactor([]);
  const refusal = JSON.stringify({
    error: {
      message:
        'Vertex AI API has not been used in project 998877665544 before. Visit https://console/overview?project=other-one then retry',
      details: [{ metadata: { consumer: 'projects/other-one', containerInfo: '998877665544' } }],
    },
    other: "Quota exceeded for consumer 'project_number:998877665544' of projects/998877665544.",
    encoded: 'projects%2Fother-one%2Flocations%2Fglobal',
  });
  for (const text of [refusal, JSON.stringify(refusal), refusal.replaceAll('/', '\\/')]) {
    expect(redact(text)).not.toMatch(/998877665544|other-one/);
    expect(redact(redact(text))).toBe(redact(text));
    expect(() => JSON.parse(redact(text))).not.toThrow();
  }
});

test('what only looks like it stays', () => {
  const redact = createRedactor([key, project]);
  for (const text of [
    'project 2026, projects/7 and my projects. Consumers of project planning',
    'curl "https://x/v1?project=$PROJECT" -H "x-goog-user-project: ${GOOGLE_CLOUD_PROJECT}"',
    '{"consumer": "[project]"}',
  ]) {
    expect(redact(text)).toBe(text);
  }
});

test('a number of JSON stays a number, so that JSON stays JSON', () => {
  const redact = createRedactor([{ kind: 'number', value: '998877665544', label: '[number]' }]);
  const json = JSON.stringify({ a: 998877665544, b: '998877665544', c: { d: 998877665544 } });
  expect(JSON.parse(redact(json))).toEqual({ a: 0, b: '[number]', c: { d: 0 } });
});

test('a signature of thoughts stays in every text, however deep its JSON stands', () => {
  const redact = createRedactor([{ kind: 'number', value: '4711', label: '[number]' }]);
  const json = JSON.stringify({ thought_signature: 'Cg+/4711/+', thoughtSignature: '4711', n: '4711' });
  expect(JSON.parse(redact(json))).toEqual({
    thought_signature: 'Cg+/4711/+',
    thoughtSignature: '4711',
    n: '[number]',
  });
  expect(JSON.parse(JSON.parse(redact(JSON.stringify(json)))).thought_signature).toBe('Cg+/4711/+');
});

test('a project that is called as its label is stays redacted once', () => {
  const redact = createRedactor([{ kind: 'project', value: 'project', label: '[project]' }]);
  expect(redact(redact('in project now'))).toBe('in [project] now');
});

test('a text of a megabyte takes no time, whether or not something is in it', () => {
  const redact = createRedactor([key, project]);
  const text = 'data: {"choices":[{"delta":{"content":"What is your project? \\u00e9 100%"}}]}\n\n'.repeat(12_000);
  const start = performance.now();
  expect(redact(text)).toBe(text);
  expect(redact(`${text}${key.value}`)).toContain('[secrets.KEY]');
  expect(performance.now() - start).toBeLessThan(1000);
});
