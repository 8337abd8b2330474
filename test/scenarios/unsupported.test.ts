import { expect, test } from 'vitest';
import { readYaml } from '../../src/lib/yaml.ts';
import { unsupported } from '../../src/scenarios/unsupported.ts';

function said(text: string): string[] {
  const { source } = readYaml('/x.yaml', 'x.yaml', text);
  if (source === undefined) throw new Error('the text of this test is no YAML');
  return unsupported('scenario', source.value, source.locate).map(({ message, place }) => {
    return `${place?.line}:${place?.column} ${message.replace(' is part of the format, but not supported yet', '')}`;
  });
}

test.each([
  ['mock: { recording: true }', '1:9 "recording" of a mock'],
  ['mock: [{ content: x }, { recording: true }]', '1:26 "recording" of a mock'],
  ['mock: { by_repeat: [{ recording: true }] }', '1:23 "recording" of a mock'],
  ['steps: [{ id: a, mock: { recording: true } }]', '1:26 "recording" of a mock'],
])('what does not run yet is said at its key, wherever it stands: %s', (text, told) => {
  expect(said(text)).toEqual([told]);
});

test.each(['mock: { recording: false }', 'mock: { content: x }', 'steps: [{ id: a, mock: [{ content: x }] }]'])(
  'what asks for nothing, and what runs, is silent: %s',
  (text) => expect(said(text)).toEqual([]),
);
