import { expect, test } from 'vitest';
import { createPageBudget } from '../../../src/reporters/html/page-budget.ts';

test('loud pieces make room among the quiet ones, from their end; what is kept stays in order', () => {
  const budget = createPageBudget(10);
  budget.add('quiet', 0, () => 'aaa');
  budget.add('loud', 1, () => 'bbb');
  budget.add('quiet', 2, () => 'ccc');
  expect(budget.kept()).toEqual(['aaa', 'bbb', 'ccc']);
  budget.add('loud', 3, () => 'ddd');
  expect(budget.kept()).toEqual(['aaa', 'bbb', 'ddd']);
  expect([budget.dropped('quiet'), budget.dropped('loud')]).toEqual([1, 0]);
});

test('once something was dropped, no more of it is taken', () => {
  const budget = createPageBudget(5);
  budget.add('loud', 0, () => 'aaa');
  budget.add('loud', 1, () => 'bbb');
  budget.add('loud', 2, () => 'c');
  budget.add('quiet', 3, () => 'd');
  expect(budget.kept()).toEqual(['aaa', 'd']);
  expect([budget.hasRoom('loud'), budget.hasRoom('quiet')]).toEqual([false, true]);
  expect([budget.dropped('quiet'), budget.dropped('loud')]).toEqual([0, 2]);
});

test('quiet pieces never push out a loud one', () => {
  const budget = createPageBudget(5);
  budget.add('loud', 0, () => 'aaaaa');
  budget.add('quiet', 1, () => 'b');
  expect(budget.kept()).toEqual(['aaaaa']);
});
