import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const suite = `version: 1
vars: { model: google/gemini-3.8-flash }
endpoints:
  managed: { kind: managed, project: my-project, location: global }
`;

/** Writes suites of a known size below `folder`, and gives back their paths. */
export function writeSuites(folder: string) {
  const write = (name: string, files: { readonly [file: string]: string }): string => {
    const root = join(folder, name);
    mkdirSync(root, { recursive: true });
    writeFileSync(join(root, 'suite.yaml'), suite);
    for (const [file, text] of Object.entries(files)) writeFileSync(join(root, file), text);
    return root;
  };
  return {
    one: write('one', { 'one.yaml': scenario('') }),
    schema: write('schema', { 'one.yaml': scenario('expect: { content: { minLength: 3, includes: blue } }\n') }),
    matrix: write('matrix', { 'rows.yaml': scenario(`matrix: { row: [${numbers(1000)}] }\n`) }),
    rows5000: write('rows5000', { 'rows.yaml': scenario(`matrix: { row: [${numbers(5000)}] }\n`) }),
    rows20000: write('rows20000', { 'rows.yaml': scenario(`matrix: { row: [${numbers(20_000)}] }\n`) }),
    files: write(
      'files',
      Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`f${n}.yaml`, scenario(`description: ${filler}\n`)])),
    ),
    streams: write('streams', { 'rows.yaml': scenario(`matrix: { row: [${numbers(100)}] }\n`, true) }),
  };
}

/** Suites for a server on this port, whose paths say what it does. */
export function writeLiveSuites(folder: string, port: number) {
  const write = (name: string, path: string, count: number): string => {
    const root = join(folder, `live-${name}`);
    mkdirSync(root, { recursive: true });
    const base = `http://127.0.0.1:${port}/${path}/v1`;
    const endpoints = `endpoints:\n  own: { kind: custom, base_url: "${base}" }\ndefaults: { endpoint: own }\n`;
    writeFileSync(join(root, 'suite.yaml'), `version: 1\nvars: { model: google/gemini-3.8-flash }\n${endpoints}`);
    writeFileSync(join(root, 'rows.yaml'), scenario(count === 1 ? '' : `matrix: { row: [${numbers(count)}] }\n`));
    return root;
  };
  return {
    one: write('one', '0', 1),
    slow: write('slow', '50', 200),
    fast: write('fast', '0', 1000),
    storm: write('storm', 'storm', 1000),
    steady: write('steady', '50', 3000),
  };
}

/** What one whole answer and one streamed chunk of the bare loops and of the suites say. */
export const answerText = 'The sky is blue because air scatters blue light more than red light. '.repeat(6);
export const streamText = Array.from({ length: 200 }, (_, n) => `word${n} of the answer, `).join('');

const filler = 'A sentence that fills the file, as a description does. '.repeat(29);

function numbers(count: number): string {
  return Array.from({ length: count }, (_, n) => n).join(', ');
}

function scenario(more: string, stream = false): string {
  const mock = stream ? `{ content: "${streamText}", pieces: 200 }` : `{ content: "${answerText}" }`;
  return `version: 1
title: Why is the sky blue
transports: [rest]
${more}request:
  model: \${{ vars.model }}
${stream ? '  stream: true\n' : ''}  messages:
    - role: user
      content: Why is the sky blue?
mock: ${mock}
`;
}
