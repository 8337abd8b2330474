const waiting: (() => void)[] = [];
/** How many waited in the turn before. */
let before = 0;
let postponed = 0;

/** Turns in which answers keep coming, while somebody waits. */
const patience = 20;

/**
 * Lets the event loop take what servers have answered, and send what has its turn, before the caller goes on. In each
 * turn of the loop one of those who wait goes on, and none while answers come in: were they to go on together, as with
 * `setImmediate`, what arrives meanwhile would wait for all of them, and servers would have nothing to do.
 */
export function afterAnswers(): Promise<void> {
  return new Promise((resolve) => {
    if (waiting.push(resolve) === 1) setImmediate(turn);
  });
}

function turn(): void {
  const isBusy = waiting.length > before && postponed < patience;
  postponed = isBusy ? postponed + 1 : 0;
  if (!isBusy) waiting.shift()?.();
  before = waiting.length;
  if (waiting.length > 0) setImmediate(turn);
}
