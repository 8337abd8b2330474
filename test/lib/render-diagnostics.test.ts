import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderDiagnostics } from '../../src/lib/render-diagnostics.ts';
import { createStyle } from '../../src/lib/style.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { expectGolden } from '../expect-golden.ts';

const diagnostics: Diagnostic[] = [
  {
    severity: 'error',
    code: 'unknown-key',
    message: 'unknown key "mesages" in request',
    help: 'did you mean "messages"?',
    place: { file: 'scenarios/managed/a.yaml', line: 12, column: 3, length: 7, lineText: '  mesages:' },
  },
  {
    severity: 'error',
    code: 'unquoted-expression',
    message: 'an expression in flow style without quotes is read as a map inside a map, which is never what was meant',
    help: 'quote the expression: { model: "${{ vars.model }}" }, or write the map in block style with one key on each line',
    place: {
      file: 'scenarios/managed/a.yaml',
      line: 108,
      column: 77,
      length: 16,
      lineText:
        '    - { role: user, content: "Write a story about a magic backpack.", model: ${{ vars.model }}, temperature: 0.2, n: 2 }',
    },
  },
  {
    severity: 'warning',
    code: 'unknown-parameter',
    message: 'no API documents the request parameter "temprature"',
    help: 'did you mean "temperature"?',
    place: { file: 'scenarios/b.yaml', line: 4, column: 1, length: 10, lineText: 'temprature: 1 # 背包' },
  },
  { severity: 'error', code: 'no-match', message: 'no scenario matches --grep stroy' },
];

const golden = (name: string) => join(import.meta.dirname, 'goldens/diagnostics', `${name}.golden.txt`);

for (const width of [80, 120]) {
  test(`diagnostics read as agreed at ${width} columns`, () => {
    expectGolden(golden(String(width)), renderDiagnostics(diagnostics, { style: createStyle(false), width }));
  });
}

test('diagnostics read as agreed with colour', () => {
  expectGolden(golden('80-colour'), renderDiagnostics(diagnostics, { style: createStyle(true), width: 80 }));
});

test('no diagnostics are no text', () => {
  expect(renderDiagnostics([], { style: createStyle(false), width: 80 })).toBe('');
});

test('the count names errors and warnings only where there are some, and files only where places have them', () => {
  const count = (some: readonly Diagnostic[]) =>
    renderDiagnostics(some, { style: createStyle(false), width: 80 })
      .trimEnd()
      .split('\n')
      .at(-1);
  expect(count(diagnostics)).toBe('3 errors, 1 warning in 2 files');
  expect(count(diagnostics.slice(0, 1))).toBe('1 error in 1 file');
  expect(count(diagnostics.slice(2, 3))).toBe('1 warning in 1 file');
  expect(count(diagnostics.slice(3))).toBe('1 error');
});

test('control characters of a file reach no terminal', () => {
  const evil = '\u001b[2J\u202e\r';
  const text = renderDiagnostics(
    [
      {
        severity: 'error',
        code: 'x',
        message: evil,
        help: evil,
        place: { file: `${evil}.yaml`, line: 1, column: 2, length: 3, lineText: `a: ${evil}` },
      },
    ],
    { style: createStyle(false), width: 80 },
  );
  expect(text).not.toMatch(/[^\n\P{Cc}]|\u202e/u);
});
