import { expect, test } from 'vitest';
import { compile } from '../../src/expressions/compile.ts';
import type { Json } from '../../src/model/json.ts';
import { fill } from './fill.ts';

const good: [string, Json, Json | undefined][] = [
  [
    'a value that is one expression keeps its type',
    ['${{ vars.number }}', '${{ vars.yes }}', '${{vars.nothing}}'],
    [3, true, null],
  ],
  ['so do lists and maps', { a: '${{ vars.list }}', b: '${{ vars.map.a }}' }, { a: [1, 2], b: { b: ['x', 'y'] } }],
  ['inside text it becomes text', 'say ${{ vars.text }} ${{ vars.number }} times', 'say hello 3 times'],
  ['white space makes a text of it', ' ${{ vars.number }}', ' 3'],
  ['a path goes down maps and lists', '${{ vars.map.a.b[1] }}', 'y'],
  ['a name may have a dash', '${{ vars.a-b }}', 'c'],
  ['the environment is asked by name', '${{ env.HOME }}', '/home'],
  ['omit removes a key', { a: '${{ omit }}', b: 1 }, { b: 1 }],
  ['omit removes an item', [1, '${{ omit }}', 2], [1, 2]],
  ['omit removes the whole', '${{ omit }}', undefined],
  ['a spread puts its items into the list', [0, '${{ ...vars.list }}', '${{ ... vars.map.a.b }}'], [0, 1, 2, 'x', 'y']],
  ['a dollar sign more is a literal', 'write $${{ vars.text }}', 'write ${{ vars.text }}'],
  ['and may stand beside an expression', '$${{ x }} is ${{ vars.text }}', '${{ x }} is hello'],
  ['braces alone are data', '{{ vars.text }} and ${vars.text}', '{{ vars.text }} and ${vars.text}'],
  ['files come by function', "${{ yaml('a.yaml#/x') }}", 'yaml a.yaml/x'],
  ['with either quote', '${{ file("a b.txt") }}', 'file a b.txt'],
  ['keys are not evaluated', { '${{ vars.text }}': 1 }, { '${{ vars.text }}': 1 }],
  [
    'tool_results answers each call',
    ['${{ ...tool_results(vars.calling, vars.results) }}'],
    [
      { role: 'tool', tool_call_id: 'c1', content: '{"celsius":31}' },
      { role: 'tool', tool_call_id: 'c2', content: 'text as it is' },
    ],
  ],
  [
    'what is known later stays as it is written',
    ['${{ ...steps.ask.message.tool_calls }}', 'a ${{ steps.ask.status }}'],
    ['${{ ...steps.ask.message.tool_calls }}', 'a ${{ steps.ask.status }}'],
  ],
  ['what is known of a step is filled in', '${{ steps.ask.request.model }}', 'm'],
  ['what an expression gives is not evaluated again', "${{ file('${{x') }}", 'file ${{x'],
];

test.each(good)('%s', (_, value, filled) => {
  expect(fill(value)).toEqual({ value: filled, wrong: [] });
});

const howToWrite = 'write ${{ ...tool_results(steps.ask.message, vars.results) }}, with the results by function name';

const bad: [Json, string][] = [
  ['${{ vars.txt }}', 'request: vars.txt is not defined · did you mean vars.text?'],
  ['${{ vasr.text }}', 'request: vasr is not defined · did you mean vars?'],
  ['${{ vars.map.a.c }}', 'request: vars.map.a.c is not defined'],
  ['${{ vars.list[7] }}', 'request: vars.list[7] is not defined'],
  ['${{ vars.text.length }}', 'request: vars.text.length is not defined'],
  ['${{ vars.map.constructor }}', 'request: vars.map.constructor is not defined'],
  [
    '${{ constructor }}',
    'request: constructor is not defined · an expression here begins with env, vars, matrix or steps',
  ],
  ['${{ env }}', 'request: env has no value of its own · write env.NAME'],
  ['${{ env.NOWHERE }}', 'request: env.NOWHERE is not defined'],
  ['a ${{ vars.text', 'request: an expression is not closed with }}'],
  ['${{ }}', 'request: an expression is empty'],
  [
    '${{ 1 + 1 }}',
    'request: "1 + 1" is no expression · an expression is a name such as vars.model, or one of the functions file, base64, json, yaml and tool_results',
  ],
  ['${{ yml("a") }}', 'request: there is no function "yml" · did you mean yaml?'],
  [
    '${{ exec("rm") }}',
    'request: there is no function "exec" · the functions are file, base64, json, yaml and tool_results',
  ],
  ['${{ file(a) }}', "request: file takes one path in quotes · write ${{ file('path') }}"],
  ['${{ file("a#/b") }}', 'request: file takes no pointer · json and yaml take one: yaml("path#/pointer")'],
  ['${{ file("gone") }}', 'request: there is no file gone'],
  ['${{ steps.asks.message }}', 'request: steps.asks is not defined · did you mean steps.ask?'],
  ['${{ steps.ask }}', 'request: steps.ask has no value of its own · write steps.ask.request'],
  ['${{ tool_results(vars.calling) }}', `request: tool_results takes a message and a map · ${howToWrite}`],
  ['${{ tool_results(vars.calling, 1 + 1) }}', `request: tool_results takes a message and a map · ${howToWrite}`],
  ['${{ tool_results(vars.gone, vars.map) }}', 'request: vars.gone is not defined'],
  ['${{ tool_results(vars.map, vars.map) }}', 'request: tool_results: the message has no tool_calls'],
  [
    '${{ tool_results(vars.calling, vars.list) }}',
    'request: tool_results: the results are no map · write one entry per function',
  ],
  [
    '${{ tool_results(vars.calling, vars.part) }}',
    'request: tool_results: there is no result of f, which was called · there are results of g',
  ],
  [
    'a ${{ vars.list }}',
    'request: inside text an expression must give a scalar · let the expression stand alone, or name a part of it',
  ],
  [
    'a ${{ omit }}',
    'request: inside text an expression must give a scalar · let the expression stand alone, or name a part of it',
  ],
  [
    { a: '${{ ...vars.list }}' },
    'request.a: a spread stands in a list · write it as an item of its own: - ${{ ...list }}',
  ],
  [['${{ ...vars.text }}'], 'request.0: a spread needs a list · without the dots the value itself is the item'],
];

test.each(bad)('%j is told at its place', (value, told) => {
  expect(fill(value).wrong).toEqual([told]);
});

test('all that is wrong is told at once, each at its place', () => {
  const { wrong } = fill({ a: ['${{ x }}', { b: '${{ vars.y }} ${{ vars.z }}' }] });
  expect(wrong).toEqual([
    'request.a.0: x is not defined · an expression here begins with env, vars, matrix or steps',
    'request.a.1.b: vars.y is not defined',
    'request.a.1.b: vars.z is not defined',
  ]);
});

test('a part without expressions stays the same object', () => {
  const fixed = { a: [1, { b: 'c' }] };
  const { value } = fill({ fixed, filled: '${{ vars.text }}' });
  expect(value).toHaveProperty('filled', 'hello');
  expect((value as { fixed: Json }).fixed).toBe(fixed);
});

test('a template is filled in once for each scope', () => {
  const template = compile('${{ matrix.n }} of ${{ matrix.of }}');
  const inRow = (n: number) => template({ roots: { matrix: { n, of: 2 } }, readFile: () => ({ wrong: 'none' }) }, []);
  expect([inRow(1), inRow(2)]).toEqual(['1 of 2', '2 of 2']);
});
