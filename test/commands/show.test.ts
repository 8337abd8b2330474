import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { call, scenario } from './a-cli.ts';

const files = {
  'suite.yaml': `version: 1
endpoints:
  managed: { kind: managed, project: p, location: global }
defaults:
  endpoint: managed
  timeout: { idle: 1500ms }
`,
  'deep/_defaults.yaml': 'timeout: { total: 20s }\nheaders: { X-Team: blue }\n',
  'deep/plain.yaml': `version: 1
title: A question
request:
  model: google/gemini-3.8-flash
  stop: ["a: b", "# c", "true", "1", ""]
  messages:
    - role: user
      content: [{ type: text, text: "Why?\\nNow" }]
expect: { status: 200 }
`,
  'rows.yaml': `${scenario('matrix: { model: [one, two] }\n').replace('google/gemini-3.8-flash', '"${{ matrix.model }}"')}`,
};

test('every value has the file and line it came from', async () => {
  const { code, out } = await call(['show', 'deep/plain'], { files });
  expect(code).toBe(0);
  expect(out).toBe(`deep/plain  A question
POST https://aiplatform.googleapis.com/v1/projects/[project]/locations/global/endpoints/openapi/chat/completions

endpoint: managed                 # suite.yaml:5
profile: vertex-gemini            # follows from the endpoint and the model
transports:
  - rest                          # built in
  - sdk                           # built in
timeout:
  connect: 10s                    # built in
  first_event: 60s                # built in
  idle: 1500ms                    # suite.yaml:6
  total: 20s                      # deep/_defaults.yaml:1
headers:
  x-team: blue                    # deep/_defaults.yaml:2
request:
  model: google/gemini-3.8-flash  # deep/plain.yaml:4
  stop:
    - "a: b"                      # deep/plain.yaml:5
    - "# c"                       # deep/plain.yaml:5
    - "true"                      # deep/plain.yaml:5
    - "1"                         # deep/plain.yaml:5
    - ""                          # deep/plain.yaml:5
  messages:
    - role: user                  # deep/plain.yaml:7
      content:
        - type: text              # deep/plain.yaml:8
          text: "Why?\\nNow"       # deep/plain.yaml:8
expect:
  status: 200                     # deep/plain.yaml:9
`);
});

test('what is shown is YAML of what is sent', async () => {
  const { out } = await call(['show', 'deep/plain'], { files });
  const { out: json } = await call(['show', 'deep/plain', '--as', 'json'], { files });
  const [, body = ''] = out.split('\n\n');
  expect(parse(body).request).toEqual(JSON.parse(json).body ?? JSON.parse(json));
});

test('each row of a matrix is shown, in order', async () => {
  const { out } = await call(['show', 'rows'], { files });
  expect(out.match(/model: \w+/g)).toEqual(['model: one', 'model: two']);
  const { out: curl } = await call(['show', 'rows', '--as', 'curl'], { files });
  expect(curl.match(/"model": "\w+"/g)).toEqual(['"model": "one"', '"model": "two"']);
});
