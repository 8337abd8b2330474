import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { readShell, ShellError } from '../../src/imports/read-shell.ts';
import { literalText, type ShellText } from '../../src/imports/shell-text.ts';
import { uglyMixtures, uglyTexts } from '../samples/ugly-texts.ts';

const words = (source: string) =>
  readShell(source).map((command) => command.words.map(({ text }) => literalText(text)));

/** What a real bash makes of it. */
function bash(script: string, ...args: string[]): string[] {
  const { stdout, status } = spawnSync('bash', ['-c', script, 'bash', ...args], {
    encoding: 'utf8',
    env: { LC_ALL: 'C.UTF-8', PATH: process.env['PATH'] },
  });
  expect(status).toBe(0);
  return stdout.split('\0').slice(0, -1);
}

test('texts that bash quotes by itself are read as what they are', () => {
  const texts = [...uglyTexts, ...uglyMixtures(60, 5)].filter((text) => !text.includes('\0'));
  // %q writes single words with backslashes, in $'…' or plain, as each needs; ${x@Q} with single quotes.
  const quoted = bash(`for text; do printf '%q\\0%s\\0' "$text" "\${text@Q}"; done`, ...texts);
  expect(quoted.flatMap((word) => words(`x ${word}`))).toEqual(
    texts.flatMap((text) => [
      ['x', text],
      ['x', text],
    ]),
  );
});

const lines = [
  `a b  c	d`,
  `a'b c'"d e"f\\ g`,
  `'' "" x`,
  `"a\\"b\\\\c\\$d\\\`e\\f"`,
  `$'it\\'s\\t\\x41\\u00e9\\U0001F600\\101\\n\\q'`,
  `$"a b" "$" a$ 5$ "$ "`,
  `a#b "c # d"`,
  `-d '{"a": "b"}' -H'x: y'`,
  `a\\
b`,
  `"a\\
b"`,
  `a=b --c='d e'`,
  `1 2x x2`,
];

test.each(lines)('%j is read as bash reads it', (line) => {
  expect(words(line)).toEqual([bash(`printf '%s\\0' ${line}`)]);
});

test('comments, several commands and pipes', () => {
  expect(words("# a comment with 'one quote\na b # c\n\nd; e && f | g\n")).toEqual([
    ['a', 'b'],
    ['d'],
    ['e'],
    ['f'],
    ['g'],
  ]);
  expect(readShell('a | b').map(({ piped }) => piped)).toEqual([true, false]);
});

const input = (source: string) => readShell(source)[0]?.input;
const shape = (text: ShellText | undefined) => text?.map(({ kind, text: each }) => `${kind}:${each}`);

test('here-documents, quoted and not, with tabs taken away, and here-strings', () => {
  expect(shape(input("x <<'EOF'\n$A \\ `b`\nEOF\n"))).toEqual(['literal:$A \\ `b`\n']);
  expect(shape(input('x <<EOF -y\n"$A" \\$B\nEOF\n'))).toEqual([
    'literal:"',
    'variable:A',
    'literal:" ',
    'literal:$',
    'literal:B\n',
  ]);
  expect(shape(input('x <<-EOF\n\t\ta\n\tb\n\tEOF\n'))).toEqual(['literal:a\nb\n']);
  expect(shape(input("x <<< 'a b'"))).toEqual(['literal:a b']);
  expect(words("x <<'A' y\nnot here\nA\nz")).toEqual([['x', 'y'], ['z']]);
});

test('variables and outputs of commands stay what they are', () => {
  const [command] = readShell('x "${A}-$B_c" $(gcloud auth ")" x) `y` ${C:-d} \'$E\' "\\$F"');
  expect(command?.words.slice(1).map(({ text }) => shape(text))).toEqual([
    ['literal:', 'variable:A', 'literal:-', 'variable:B_c'],
    ['output:gcloud auth ")" x'],
    ['output:y'],
    ['variable:C'],
    ['literal:$E'],
    ['literal:', 'literal:$', 'literal:F'],
  ]);
});

test.each([
  ["a 'b", 2, "the quote ' is not closed"],
  ['a "b', 2, 'the quote " is not closed'],
  ["a $'b", 2, "the quote $' is not closed"],
  ['a <<EOF\nb\n', 8, 'the here-document has no end: there is no line EOF'],
  ['a <<EOF', 7, 'the here-document does not begin: EOF'],
  ['(a)', 0, 'what stands in ( and ) is not read'],
  ['a < b', 2, 'a file that is put in with < is not read'],
])('%j cannot be read: at %i, %s', (source, start, message) => {
  let thrown: unknown;
  try {
    readShell(source);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(ShellError);
  expect(thrown).toMatchObject({ start, message });
});

test('time grows with the length, whatever is repeated', { timeout: 60_000 }, () => {
  for (const part of ['"a\\"b$C"', "$'\\n'", "'x'", '$(a)', '<<< a ', 'a', '`']) {
    const start = performance.now();
    readShell(part.repeat(300_000 / part.length));
    expect(performance.now() - start, part).toBeLessThan(5_000);
  }
});
