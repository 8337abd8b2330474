import { expect, test } from 'vitest';
import { importOne, importText } from './import.ts';

const vertex =
  'https://aiplatform.googleapis.com/v1/projects/p-12345/locations/global/endpoints/openapi/chat/completions';
const adc = '-H "Authorization: Bearer $(gcloud auth print-access-token)"';
const body = `-d '{"model":"google/gemini-3.8-flash","messages":[{"role":"user","content":"Hi"}]}'`;
const request = { model: 'google/gemini-3.8-flash', messages: [{ role: 'user', content: 'Hi' }] };
const suite = {
  vars: { location: 'global' },
  endpoints: {
    managed: { kind: 'managed', project: '${{ env.P }}', location: '${{ vars.location }}' },
    other: { kind: 'custom', base_url: 'http://127.0.0.1:8000/v1/', auth: { token: '${{ secrets.T }}' } },
    deployed: { kind: 'deployed', project: 'p', location: 'us-central1', endpoint_id: '${{ env.E }}' },
  },
  endpoint: 'managed',
};

test('a call that fits the suite needs nothing but its request', () => {
  const { file, endpoint, notes } = importOne(`curl ${adc} "${vertex}" ${body}`, suite);
  expect(file).toEqual({ version: 1, title: 'Hi', request });
  expect({ endpoint, notes }).toEqual({ endpoint: undefined, notes: [] });
});

test.each([
  ['-XPOST', `curl -sS -XPOST ${adc} ${vertex} ${body}`],
  ['--url, --request and --json', `curl --request POST --url ${vertex} ${adc} --json ${body.slice(3)}`],
  ['a prompt and lines that go on', `$ curl \\\n  ${adc} \\\n  ${vertex} \\\n  ${body}\n`],
  ['a pipe behind it', `curl ${adc} ${vertex} ${body} | jq '.choices[0]' > out.json`],
  ['a here-document', `curl ${adc} ${vertex} -d @- <<'EOF'\n${body.slice(4, -1)}\nEOF\n`],
  ['a here-document in a pipe', `cat <<EOF | curl ${adc} ${vertex} --data-binary @-\n${body.slice(4, -1)}\nEOF\n`],
  ['echo in a pipe', `echo ${body.slice(3)} | curl ${adc} ${vertex} -d @-`],
  [
    'a file that an earlier line writes',
    `cat > r.json <<EOF\n${body.slice(4, -1)}\nEOF\ncurl ${adc} ${vertex} -d @./r.json`,
  ],
  ['a file', `curl ${adc} ${vertex} -d @body.json`],
  [
    'lines that set variables',
    `H=aiplatform.googleapis.com\nexport L="global"\ncurl ${adc} "https://$H/v1/projects/$P/locations/$L/endpoints/openapi/chat/completions" ${body}`,
  ],
  [
    'ANSI quotes',
    `curl ${adc} ${vertex} --data-raw $'{"model":"google/gemini-3.8-flash","messages":[{"role":"user","content":"\\u0048i"}]}'`,
  ],
])('%s', (_, text) => {
  const { file } = importOne(text, suite, { 'body.json': body.slice(4, -1) });
  expect(file).toEqual({ version: 1, title: 'Hi', request });
});

test('variables become expressions, in the URL and in the body; what looks like an expression is escaped', () => {
  const text = `curl ${adc} "https://$L-aiplatform.googleapis.com/v1/projects/\${P}/locations/$L/endpoints/$ID/chat/completions" -d "{\\"model\\":\\"$M\\",\\"x\\":\\"a \${N} \\\${{ b }}\\"}"`;
  const { file, endpoint } = importOne(text, { endpoints: {} });
  expect(file['request']).toEqual({ model: '${{ env.M }}', x: 'a ${{ env.N }} $${{ b }}' });
  expect(endpoint).toEqual({
    name: 'deployed',
    fields: {
      kind: 'deployed',
      project: '${{ env.P }}',
      location: '${{ env.L }}',
      endpoint_id: '${{ env.ID }}',
    },
  });
});

test.each([
  [
    'deployed',
    'https://us-central1-aiplatform.googleapis.com/v1/projects/p-12345/locations/us-central1/endpoints/4711/chat/completions',
    'deployed',
  ],
  ['custom', 'http://127.0.0.1:8000/v1/chat/completions', 'other'],
])('%s is matched with the endpoint of the suite', (_, url, name) => {
  const { file, endpoint } = importOne(`curl -H "Authorization: Bearer $T" ${url} ${body}`, suite);
  expect({ endpoint, name: file['endpoint'] }).toEqual({ endpoint: undefined, name });
  expect(file['auth']).toBeUndefined();
});

test.each([
  [
    'https://eu.example/openai/deployments/x/chat/completions?api-version=1&api-key=SECRETSECRET',
    { kind: 'custom', base_url: 'https://eu.example/openai/deployments/x?api-version=1' },
  ],
  [
    'https://generativelanguage.googleapis.com/v1beta/openai/chat/completions',
    { kind: 'custom', base_url: 'https://generativelanguage.googleapis.com/v1beta/openai', profile: 'gemini' },
  ],
  [
    'https://77.us-central1-4711.prediction.vertexai.goog/v1/projects/p-12345/locations/us-central1/endpoints/77/chat/completions',
    {
      kind: 'dedicated',
      project: '${{ env.GOOGLE_CLOUD_PROJECT }}',
      location: 'us-central1',
      endpoint_id: '${{ env.VERTEX_ENDPOINT_ID }}',
      project_number: '${{ env.VERTEX_PROJECT_NUMBER }}',
    },
  ],
  [
    'https://us-aiplatform.googleapis.com/v1beta1/projects/p-12345/locations/global/endpoints/openapi/chat/completions',
    {
      kind: 'managed',
      project: '${{ env.GOOGLE_CLOUD_PROJECT }}',
      location: 'global',
      origin: 'https://us-aiplatform.googleapis.com',
      api_version: 'v1beta1',
    },
  ],
])('%s is printed as an endpoint to add', (url, fields) => {
  const { endpoint, file } = importOne(`curl '${url}' ${body}`, { ...suite, endpoints: {} });
  expect(endpoint?.fields).toEqual(fields);
  expect(file['endpoint'] ?? 'managed').toBe(endpoint?.name);
});

test('nothing that proves who asks is written, and each is said', () => {
  const text = `curl -u me:PASSWORD1 -b 'sid=COOKIE11' -H 'Cookie: a=COOKIE22' -H 'Authorization: Bearer ya29.TOKENTOKEN' \\
    -H 'X-Goog-User-Project: p-12345' -H 'x-api-key: KEYKEYKEY1' -H 'X-Trace: for p-12345' -H 'User-Agent: x' -H 'sec-fetch-mode: cors' \\
    'https://name:URLSECRET@aiplatform.googleapis.com/v1/projects/p-12345/locations/global/endpoints/openapi/chat/completions?key=QUERYKEY' \\
    -d '{"messages":[{"role":"user","content":"my p-12345, ya29.TOKENTOKEN and projects/other-one/locations/x, not p-123456"}]}'`;
  const imported = importOne(text, suite);
  expect(imported.file).toEqual({
    version: 1,
    title: expect.not.stringMatching(/p-12345\b|ya29/),
    headers: {
      'x-goog-user-project': '${{ env.GOOGLE_CLOUD_PROJECT }}',
      'x-api-key': '${{ secrets.X_API_KEY }}',
      'x-trace': 'for ${{ env.GOOGLE_CLOUD_PROJECT }}',
    },
    request: {
      messages: [
        {
          role: 'user',
          content:
            'my ${{ env.GOOGLE_CLOUD_PROJECT }}, ${{ secrets.ACCESS_TOKEN }} and projects/${{ env.GOOGLE_CLOUD_PROJECT }}/locations/x, not p-123456',
        },
      ],
    },
  });
  expect(JSON.stringify(imported)).not.toMatch(
    /PASSWORD1|COOKIE|TOKENTOKEN|KEYKEY|URLSECRET|QUERYKEY|p-12345\b|other-one/,
  );
  const said = imported.notes.join('\n');
  for (const part of ['cookies', '-u', 'token in Authorization', 'x-api-key', 'password in the URL', 'the key in it']) {
    expect(said).toContain(part);
  }
});

test('a key for another service becomes a secret of its endpoint', () => {
  const { endpoint, notes } = importOne(
    `curl https://api.openai.com/v1/chat/completions -H 'Authorization: Bearer sk-0123456789abcdef' ${body}`,
  );
  expect(endpoint?.fields['auth']).toEqual({ token: '${{ secrets.OPENAI_API_KEY }}' });
  expect(notes.join()).toContain('OPENAI_API_KEY');
  const named = importOne(`curl https://x.example/v1/chat/completions -H "Authorization: Bearer $MY_KEY" ${body}`);
  expect(named.endpoint?.fields['auth']).toEqual({ token: '${{ secrets.MY_KEY }}' });
});

test('what pages leave to be filled in is a variable, however they write it', () => {
  const from = (url: string) => importOne(`curl ${adc} '${url}' ${body}`, { endpoints: {} }).endpoint?.fields;
  const fields = { kind: 'managed', project: '${{ env.PROJECT_ID }}', location: '${{ env.LOCATION }}' };
  const path = 'endpoints/openapi/chat/completions';
  expect(from(`https://LOCATION-aiplatform.googleapis.com/v1/projects/PROJECT_ID/locations/LOCATION/${path}`)).toEqual(
    fields,
  );
  expect(
    from(`https://{LOCATION}-aiplatform.googleapis.com/v1/projects/{PROJECT_ID}/locations/{LOCATION}/${path}`),
  ).toEqual(fields);
});

test('a token of gcloud for another host stays one', () => {
  const { endpoint } = importOne(`curl ${adc} https://proxy.example/v1/chat/completions ${body}`);
  expect(endpoint?.fields['auth']).toBe('adc');
  const other = importOne(`curl -H "Authorization: Bearer $(cat key)" https://x.example/v1/chat/completions ${body}`);
  expect(other.endpoint?.fields['auth']).toEqual({ token: '${{ secrets.API_KEY }}' });
  expect(other.notes.join()).toContain('read from API_KEY, which has to be exported');
});

test('a call without credentials stays one', () => {
  expect(importOne(`curl ${vertex} ${body}`, suite).file['auth']).toBe('none');
});

test("a page's sample with backslashes in its quotes is mended, with a warning at the first one", () => {
  const text = `curl ${adc} ${vertex} \\\n-d '{ \\\n  "model": "google/\${MODEL}", \\\n  "messages": [{"role": "user", \\\n "content": "a\\\\\\nb \\"c\\""}] \\\n}'`;
  const { scenarios, diagnostics } = importText(text, suite);
  expect(scenarios[0]?.file['request']).toEqual({
    model: 'google/${{ env.MODEL }}',
    messages: [{ role: 'user', content: 'a\\\nb "c"' }],
  });
  expect(diagnostics).toEqual([
    expect.stringMatching(/^pasted:2:7\+1 warning backslash-in-body: .*imported without them/),
  ]);
  expect(scenarios[0]?.notes.join()).toContain('${MODEL} in the model');
});

test('a variable where a value of any type stands is imported as text, with a warning', () => {
  const { scenarios, diagnostics } = importText(`curl ${adc} ${vertex} -d "{\\"max_tokens\\": $N}"`, suite);
  expect(scenarios[0]?.file['request']).toEqual({ max_tokens: '${{ env.N }}' });
  expect(diagnostics).toEqual([expect.stringContaining('warning variable-as-value')]);
});

test.each([
  ['wget x', 'no-curl: there is no call of curl'],
  ['', 'no-curl'],
  ['curl "http://x" ^\n -d "{}"', 'other-shell: this was copied for cmd of Windows'],
  ['Invoke-WebRequest -Uri "x"', 'other-shell: this was copied for PowerShell'],
  ['fetch("https://x", {})', 'other-shell: this was copied for JavaScript'],
  [`curl ${vertex} -d '{"a": it's}'`, "shell: the quote ' is not closed"],
  [`curl ${vertex} -d '{"a": 1,}'`, 'body-not-json'],
  [`curl ${vertex} -d '[]'`, 'body-not-json: the body is JSON, but no object'],
  [`curl ${vertex}`, 'curl-body: the call has no body'],
  [`curl -d '{}'`, 'curl-url: the call has no URL'],
  [`curl ${vertex} x -d '{}'`, 'curl-url: the call has a second URL'],
  [`curl -X GET ${vertex} -d '{}'`, 'curl-method: -X GET: a chat-completions request is a POST'],
  [`curl -G ${vertex} -d '{}'`, 'curl-method'],
  [`curl -F a=b ${vertex} -d '{}'`, 'curl-option: -F sends no JSON'],
  [
    `curl --haeder 'a: b' ${vertex} -d '{}'`,
    'curl-option: it is not known what --haeder does · did you mean --header?',
  ],
  [`curl ${vertex} -d`, 'curl-option: -d has nothing behind it'],
  [`curl ${vertex} -H nonsense -d '{}'`, 'curl-header: nonsense is no header'],
  [`curl ${vertex} -d @-`, 'curl-file: -d @- reads an input that is not there'],
  [`curl ${vertex} -d @gone.json`, 'curl-file: gone.json is not there'],
  [`curl ${vertex} -d "$(cat x)"`, 'unknown-output: what $(cat x) prints is not known'],
  [`curl ${vertex} -d "{\\"$K\\": 1}"`, 'variable-in-key: $K stands in a key of the body'],
  [`curl ${vertex} -d '{"seed": 12345678901234567890}'`, 'lossy-number'],
  [`curl "https://$(hostname)/v1/chat/completions" -d '{}'`, 'unknown-output: the URL'],
  [`curl https://x.example/v1/models -d '{}'`, 'its path does not end in /chat/completions'],
])('%j is refused', (text, says) => {
  const { scenarios, diagnostics } = importText(text, suite);
  expect(scenarios).toEqual([]);
  expect(diagnostics.join('\n')).toContain(says);
});

test('an error in the JSON is shown where it stands, be it quoted in any way', () => {
  for (const text of [`curl ${vertex} -d '{"a": x}'`, 'curl u/chat/completions -d "{\\"a\\": x}"']) {
    expect(importText(text).diagnostics[0]).toMatch(new RegExp(`^pasted:1:${text.indexOf(' x}') + 2}\\+1 `));
  }
  expect(importText('curl u/chat/completions -d @- <<E\n{\n "a": x}\nE\n').diagnostics[0]).toMatch(/^pasted:3:7\+1 /);
});

test('all that is wrong is told at once', () => {
  expect(importText(`curl --nope -H x ${vertex} y -d '{}'`).diagnostics).toHaveLength(3);
});
