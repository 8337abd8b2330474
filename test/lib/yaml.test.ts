import { expect, test } from 'vitest';
import { readYaml } from '../../src/lib/yaml.ts';

/** Reads a text as `x.yaml` and gives each diagnostic as one line. */
function read(text: string): { value: unknown; said: string[] } {
  const { source, diagnostics } = readYaml('/suite/x.yaml', 'x.yaml', text);
  const said = diagnostics.map(({ code, place }) => `${place?.line}:${place?.column}+${place?.length} ${code}`);
  return { value: source?.value, said };
}

function sourceOf(text: string) {
  const { source } = readYaml('/suite/x.yaml', 'x.yaml', text);
  if (source === undefined) throw new Error('the text of this test is no YAML');
  return source;
}

test.each([
  [
    'words that YAML 1.1 took for other things',
    'a: yes\nb: on\nc: 2026-01-01\nd: 2xx\ne: 10s',
    { a: 'yes', b: 'on', c: '2026-01-01', d: '2xx', e: '10s' },
  ],
  [
    'numbers, true, false and null',
    'a: 1\nb: -1.5e3\nc: true\nd: ~\ne:\nf: 0\ng: 0x1F',
    { a: 1, b: -1500, c: true, d: null, e: null, f: 0, g: 31 },
  ],
  [
    'the largest safe integer, and larger numbers that say they are rounded',
    'a: 9007199254740991\nb: 1e300',
    { a: 9007199254740991, b: 1e300 },
  ],
  ['zeros that do not lead', 'a: 0.5\nb: "0123"\nc: 100', { a: 0.5, b: '0123', c: 100 }],
  [
    'expressions in block style and in quotes',
    'a: ${{ x }}\nb: { c: "${{ x }}" }\nd:\n  - ${{ ...x }}',
    { a: '${{ x }}', b: { c: '${{ x }}' }, d: ['${{ ...x }}'] },
  ],
  ['anchors and aliases', 'a: &x {b: [1]}\nc: *x', { a: { b: [1] }, c: { b: [1] } }],
  ['the tags of the core schema', 'a: !!str 12\nb: !!int "12"', { a: '12', b: 12 }],
  [
    '"<<" in quotes, and a percent sign in text',
    '"<<": 1\na: 5% of\nb: |\n  %YAML',
    { '<<': 1, a: '5% of', b: '%YAML\n' },
  ],
  ['one document between its markers', '---\na: 1\n...\n', { a: 1 }],
  ['addresses in flow style', 'a: { b: http://x/y, c: "d:e" }', { a: { b: 'http://x/y', c: 'd:e' } }],
  ['a byte order mark and Windows line ends', '\uFEFFa: 1\r\nb: [x,\r\n  y]\r\n', { a: 1, b: ['x', 'y'] }],
  ['64 levels', `${'['.repeat(64)}${']'.repeat(64)}`, JSON.parse(`${'['.repeat(64)}${']'.repeat(64)}`)],
  ['nothing', '# only a comment\n', null],
])('%s are read without a word', (_, text, value) => {
  expect(read(text)).toEqual({ value, said: [] });
});

test.each([
  ['a tab', 'a:\n\tb: 1', '2:1+1 yaml-tab'],
  ['a second document', 'a: 1\n---\nb: 2', '2:1+3 yaml-documents'],
  ['a %YAML directive', '%YAML 1.1\n---\na: yes', '1:1+9 yaml-directive'],
  ['a %TAG directive without its marker', '%TAG ! x:\na: 1', '1:1+9 yaml-directive'],
  ['an unknown tag', 'a: !x 1', '1:7+1 yaml-tag'],
  ['a tag that would make bytes', 'a: !!binary aGk=', '1:13+4 yaml-tag'],
  ['a tag on a key', '!x a: 1', '1:4+1 yaml-tag'],
  ['a merge key', 'a: &x {b: 1}\nc:\n  <<: *x', '3:3+2 yaml-merge-key'],
  ['an integer past 2^53', 'a: 12345678901234567890', '1:4+20 yaml-number'],
  ['a hexadecimal integer past 2^53', 'a: 0xFFFFFFFFFFFFFFEE', '1:4+18 yaml-number'],
  ['leading zeros', 'a: [0123]', '1:5+4 yaml-number'],
  ['what is not a number', 'a: .nan', '1:4+4 yaml-number'],
  ['a number as a key', 'a:\n  1: x', '2:3+1 yaml-key'],
  ['an empty key', ': x', '1:1+1 yaml-key'],
  ['a map as a key', 'a: {{ x }}', '1:5+5 yaml-key'],
  ['__proto__ as a key', 'a:\n  __proto__: {b: 1}', '2:3+9 yaml-key'],
  ['a colon without a space in flow style', 'a: {role:user}', '1:5+9 yaml-key'],
  ['an alias of nothing', 'a: *x', '1:4+2 yaml-alias'],
  ['an alias within what it repeats', 'a: &x [*x]', '1:8+2 yaml-alias'],
  ['a key twice', 'a: 1\nb: 2\n"a": 3', '3:1+3 duplicate-key'],
  ['an expression in a map in flow style', 'a: { b: ${{ x }} }', '1:9+8 unquoted-expression'],
  ['an expression within text in flow style', 'a: [x-${{ f("a", "b") }}-y]', '1:7+18 unquoted-expression'],
  ['65 levels in brackets', `${'['.repeat(65)}${']'.repeat(65)}`, '1:65+2 too-deep'],
  [
    'levels through an alias',
    `a: &x ${'['.repeat(40)}${']'.repeat(40)}\nb: ${'['.repeat(40)}*x${']'.repeat(40)}`,
    '2:44+2 too-deep',
  ],
  ['a list that is not closed', 'a: [1, 2', '1:9+1 yaml-syntax'],
  ['a quote that is not closed', 'a: "x', '1:6+1 yaml-syntax'],
  ['two colons in a line', 'a: b: c', '1:4+1 yaml-syntax'],
  ['a line that is indented like no other', ' a: 1\nb: 2', '2:1+1 yaml-syntax'],
  ['text after a quoted value', "a: 'it's'", '1:8+2 yaml-syntax'],
  ['a character that cannot begin text', 'a: @x', '1:4+1 yaml-syntax'],
  ['text after brackets', 'layout: [CF]D', '1:13+1 yaml-syntax'],
])('%s gets exactly one diagnostic', (_, text, said) => {
  expect(read(text).said).toEqual([said]);
});

test('an expression without quotes costs one diagnostic and no other, and its value is kept', () => {
  const { value, said } = read('a: { b: ${{ x }}, c: [${{ y }}, z] }\nd: ${{ w }}');
  expect(said).toEqual(['1:9+8 unquoted-expression', '1:23+8 unquoted-expression']);
  expect(value).toEqual({ a: { b: '${{ x }}', c: ['${{ y }}', 'z'] }, d: '${{ w }}' });
});

test('other errors are said beside an expression without quotes', () => {
  expect(read('a: { b: ${{ x }} }\nc: @y\nd: [1').said).toEqual([
    '1:9+8 unquoted-expression',
    '2:4+1 yaml-syntax',
    '3:6+1 yaml-syntax',
  ]);
});

test('all syntax errors are said, one per line', () => {
  expect(read('a: @x\nb: ok\nc: `y\nd: "\\q"').said).toEqual([
    '1:4+1 yaml-syntax',
    '3:4+1 yaml-syntax',
    '4:5+1 yaml-syntax',
  ]);
});

test('after a trap the rest of the file can still be checked', () => {
  expect(read('a: 1\na: 2\nb: 0123\n3: x').value).toEqual({ a: 1, b: 123 });
});

test('a key named __proto__ changes no prototype', () => {
  const { value } = read('__proto__: {polluted: true}\nconstructor: 1');
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(value).toEqual({ constructor: 1 });
  expect(Object.hasOwn({}, 'polluted')).toBe(false);
});

test('100 aliases are repeated, the next one is not', () => {
  const list = (count: number) => `a: &x 1\nb: [${Array(count).fill('*x').join(', ')}]`;
  expect(read(list(100)).said).toEqual([]);
  expect(read(list(101)).said).toEqual(['2:405+2 too-many-aliases']);
});

test('aliases of aliases are refused before they are expanded', () => {
  const levels = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`);
  const { said } = read(`a0: &a0 [x]\n${levels.join('\n')}`);
  expect(said).toHaveLength(1);
  expect(said[0]).toContain('too-many-aliases');
});

test.each(['[', '{', '- ', '? ', '{ a: ${{'])('a megabyte of %s is refused at once', (piece) => {
  const started = performance.now();
  const { said } = read(piece.repeat((1024 * 1024) / piece.length));
  expect(said.filter((line) => line.endsWith('too-deep'))).toHaveLength(1);
  expect(performance.now() - started).toBeLessThan(1000);
});

test('very many expressions without quotes in one line are not all said', () => {
  const started = performance.now();
  const { said } = read(`[${'${{ a }},'.repeat(20_000)}]`);
  expect(said).toHaveLength(100);
  expect(performance.now() - started).toBeLessThan(25_000);
});

test('a character of private use is text like any other', () => {
  expect(read('a: "x\uE000"').value).toEqual({ a: 'x\uE000' });
});

test('many keys in one map take linear time', () => {
  const text = (count: number) => Array.from({ length: count }, (_, i) => `key${i}: ${i}`).join('\n');
  const source = sourceOf(text(20_000));
  const started = performance.now();
  for (let i = 0; i < 20_000; i++) source.locate([`key${i}`]);
  expect(performance.now() - started).toBeLessThan(1000);
  expect(source.locate(['key19999']).line).toBe(20_000);
});

test('places are those of the value, or of the key where the value lies below it', () => {
  const source = sourceOf('a: text\nmap:\n  list:\n    - one\n    - k: two\nflow: { x: [1, 22] }\nempty:\n');
  const at = (path: (string | number)[], part?: 'key' | 'value') => {
    const { line, column, length } = source.locate(path, part);
    return `${line}:${column}+${length}`;
  };
  expect(at(['a'])).toBe('1:4+4');
  expect(at(['a'], 'key')).toBe('1:1+1');
  expect(at(['map'])).toBe('2:1+3');
  expect(at(['map', 'list', 0])).toBe('4:7+3');
  expect(at(['map', 'list', 1, 'k'])).toBe('5:10+3');
  expect(at(['map', 'list', 1, 'k'], 'key')).toBe('5:7+1');
  expect(at(['flow', 'x', 1])).toBe('6:16+2');
  expect(at(['empty'])).toBe('7:1+5');
});

test('what is not in the file has the place of its nearest parent, at the least the top of the file', () => {
  const source = sourceOf('# comment\nrequest:\n  model: x\n');
  expect(source.locate(['request', 'stop', 0])).toMatchObject({ line: 2, column: 1, length: 7, lineText: 'request:' });
  expect(source.locate(['expect'])).toMatchObject({ line: 2, column: 1 });
  expect(sourceOf('').locate(['a'])).toEqual({ file: 'x.yaml', line: 1, column: 1, length: 1, lineText: '' });
  expect([source.has(['request', 'model']), source.has(['request', 'stop']), source.has([])]).toEqual([
    true,
    false,
    true,
  ]);
});

test('a place within a repeated value is that of the value, and that of the alias where the whole is meant', () => {
  const source = sourceOf('a: &x\n  b: 1\nc: *x\n');
  expect(source.locate(['c', 'b'])).toMatchObject({ line: 2, column: 6 });
  expect(source.locate(['c'])).toMatchObject({ line: 3, column: 4, length: 2 });
});

test('a place never reaches past the end of its line, also with Windows line ends', () => {
  const source = sourceOf('a: |\r\n  one\r\n  two\r\nb: "x\r\n  y"\r\n');
  expect(source.locate(['a'])).toEqual({ file: 'x.yaml', line: 1, column: 4, length: 1, lineText: 'a: |' });
  expect(source.locate(['b'])).toEqual({ file: 'x.yaml', line: 4, column: 4, length: 2, lineText: 'b: "x' });
});

test('columns are counted in UTF-16 units', () => {
  expect(sourceOf('"😀": { a: 1 }').locate(['😀', 'a'])).toMatchObject({ line: 1, column: 12 });
});

test('the words say what to do', () => {
  const [first] = readYaml('/x', 'x', 'a: 12345678901234567890').diagnostics;
  expect(first).toMatchObject({
    severity: 'error',
    message: '12345678901234567890 is past 2^53 and would be read as 12345678901234567000',
    help: 'quote it: "12345678901234567890"',
  });
});
