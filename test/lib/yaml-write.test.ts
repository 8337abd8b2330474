import { expect, test } from 'vitest';
import { readYaml } from '../../src/lib/yaml.ts';
import { writeYaml } from '../../src/lib/yaml-write.ts';
import { uglyMixtures, uglyTexts } from '../samples/ugly-texts.ts';

const read = (text: string) => readYaml('x.yaml', 'x.yaml', text);

test('what is written is read as the same value, whatever is in it', () => {
  const words = [
    'yes',
    'null',
    '1e3',
    '0123',
    '2026-01-31',
    '<<',
    '&a',
    '*a',
    '!x',
    '${{ env.A }}',
    '{{ x }}',
    'a: b',
    '- a',
  ];
  for (const text of [
    ...words,
    ...uglyTexts,
    ...uglyMixtures(60, 4),
    'long '.repeat(60),
    `${'x '.repeat(60)}\n y\n\n`,
  ]) {
    const value = { key: text, list: [text, { inner: text }], [`k ${text}`]: 1.5 };
    const { source, diagnostics } = read(writeYaml(value));
    expect({ value: source?.value, diagnostics }).toEqual({ value, diagnostics: [] });
  }
});

test('long text is folded, text of several lines is a block, and an expression stays in one piece', () => {
  const long = `${'word '.repeat(18)}\${{ vars.some_name }} ${'word '.repeat(18)}end`;
  const written = writeYaml({ long, lines: 'a\nb' });
  expect(written.split('\n').every((line) => line.length <= 110)).toBe(true);
  expect(written).toContain('${{ vars.some_name }}');
  expect(written).toContain('lines: |-\n  a\n  b\n');
});
