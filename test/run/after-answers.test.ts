import { expect, test } from 'vitest';
import { afterAnswers } from '../../src/run/after-answers.ts';

test('those who wait go on one by one, in order, each in a turn of the event loop of its own', async () => {
  let turn = 0;
  const count = () => {
    turn += 1;
    if (turn < 50) setImmediate(count);
  };
  setImmediate(count);
  const told: { readonly name: string; readonly turn: number }[] = [];
  await Promise.all(
    ['a', 'b', 'c'].map(async (name) => {
      await afterAnswers();
      told.push({ name, turn });
    }),
  );
  expect(told.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  expect(new Set(told.map((each) => each.turn)).size).toBe(3);
});

test('while more and more wait, nobody goes on, but not for ever', async () => {
  let gone = 0;
  const waiting: Promise<void>[] = [];
  const wait = async () => {
    await afterAnswers();
    gone += 1;
  };
  const waitInEach = async (turns: number) => {
    for (let turn = 0; turn < turns; turn++) {
      waiting.push(wait());
      await new Promise(setImmediate);
    }
  };
  await waitInEach(10);
  expect(gone).toBe(0);
  await waitInEach(50);
  expect(gone).toBeGreaterThan(0);
  await Promise.all(waiting);
  expect(gone).toBe(60);
});
