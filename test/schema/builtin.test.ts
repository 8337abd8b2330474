import { expect, test } from 'vitest';
import { loadValidator } from '../../src/schema/builtin.ts';
import { loaders } from '../../src/schema/precompiled/table.js';

const names = Object.keys(loaders) as (keyof typeof loaders)[];

test.each(names)('the schema %s is there, compiled', async (name) => {
  const validate = await loadValidator(name);
  expect(Array.isArray(validate('no value of any of them'))).toBe(true);
});

test('a built-in schema tells all that is wrong, and nothing of what is right', async () => {
  const validate = await loadValidator('value-schema');
  expect(validate({ type: 'string' })).toEqual([]);
  const errors = validate({ type: 5, minLength: 'x', nonsense: 1 });
  expect(errors.map(({ keyword }) => keyword)).toEqual(expect.arrayContaining(['type', 'additionalProperties']));
  expect(errors.every(({ parentSchema }) => parentSchema !== undefined)).toBe(true);
});

test('the errors of one value do not change with the next', async () => {
  const validate = await loadValidator('value-schema');
  const errors = validate({ nonsense: 1 });
  validate({ other: 1, more: 2 });
  expect(errors).toHaveLength(1);
});
