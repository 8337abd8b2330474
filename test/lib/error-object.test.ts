import { expect, test } from 'vitest';
import { errorObject } from '../../src/lib/error-object.ts';
import type { Json } from '../../src/model/json.ts';

const error = { code: 404, message: 'Not found', status: 'NOT_FOUND' };
const text = { error: 'too long', error_type: 'validation' };
const flat = { object: 'error', message: 'No' };

const errors: [string, Json, number, Json | undefined][] = [
  ['in an array, as Vertex AI sends it', [{ error }], 404, error],
  ['in an object', { error }, 404, error],
  ['in a 200', [{ error }], 200, error],
  ['as a text: the object that holds it', text, 422, text],
  ['as the body itself, as vLLM sends it', flat, 400, flat],
  ['as the body itself, but of a 200', flat, 200, undefined],
  ['that is null, beside an answer', { error: null, choices: [] }, 200, undefined],
  ['that is null or empty, in a refusal', { error: '' }, 500, { error: '' }],
  ['beside choices, in a refusal', { choices: [] }, 500, undefined],
  ['in an empty list', [], 500, undefined],
  ['in a text', 'error', 500, undefined],
];

test.each(errors)('an error %s', (_, body, status, expected) => {
  expect(errorObject(body, status)).toEqual(expected);
});

test('of nothing there is none', () => {
  expect(errorObject(undefined, 500)).toBeUndefined();
});
