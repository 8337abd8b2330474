import { expect, test } from 'vitest';
import { closest } from '../../src/lib/closest.ts';

const known = ['model', 'messages', 'temperature', 'stop', 'for'];

test.each([
  ['mesages', 'messages'],
  ['mdoel', 'model'],
  ['omdel', 'model'],
  ['modle', 'model'],
  ['MODEL', 'model'],
  ['tempretaure', 'temperature'],
  ['stops', 'stop'],
])('%s was meant to be %s', (word, meant) => {
  expect(closest(word, known)).toBe(meant);
});

test.each(['bar', 'x', '', 'tools', 'model_name'])('%j is like none of them', (word) => {
  expect(closest(word, known)).toBeUndefined();
});
