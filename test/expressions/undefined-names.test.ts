import { expect, test } from 'vitest';
import { undefinedNames } from '../../src/expressions/undefined-names.ts';
import type { Json } from '../../src/model/json.ts';

const told = (value: Json) =>
  undefinedNames(value, new Set(['model']), ['vars']).map(
    ({ path, message, help }) => `${path.join('.')}: ${message} · ${help}`,
  );

test('names that can be defined are silent, wherever they stand', () => {
  expect(
    told({ a: '${{ vars.model }}', b: ['${{ env.X }}', '${{ matrix.y }}', '${{ case.id }} ${{ secrets.Z }}'] }),
  ).toEqual([]);
  expect(told(["${{ file('x') }}", '${{ omit }}', '$${{ nope }}', 3])).toEqual([]);
});

test('others are told, and so is what is no expression', () => {
  expect(told({ a: '${{ vars.modle }}', b: ['${{ vras.model }}'], c: '${{ 1 + 1 }}', d: '${{ x' })).toEqual([
    'vars.a: vars.modle is not defined · did you mean vars.model?',
    'vars.b.0: vras is not defined · did you mean vars?',
    expect.stringContaining('vars.c: "1 + 1" is no expression'),
    'vars.d: an expression is not closed with }} · undefined',
  ]);
});
