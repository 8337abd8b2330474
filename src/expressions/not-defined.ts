import { closest } from '../lib/closest.ts';
import { listWords } from '../lib/list-words.ts';
import type { Path } from '../model/json.ts';
import type { Unevaluated } from './scope.ts';

/**
 * Tells that a name has no value. `before` is the way down to it, with its dot; `word` the part of it that is wrong;
 * `known` what could stand there. Where an expression begins, those few names are listed.
 */
export function notDefined(before: string, word: string, known: readonly string[], path: Path): Unevaluated {
  // A variable that is omitted is known and has no value all the same.
  const meant = closest(
    word,
    known.filter((each) => each !== word),
  );
  const list = before === '' ? `an expression here begins with ${listWords(known, 'or')}` : undefined;
  const help = meant === undefined ? list : `did you mean ${before}${meant}?`;
  return { path, message: `${before}${word} is not defined`, ...(help !== undefined && { help }) };
}

/** Tells that a variable of the environment is not set where nothing may stand in for it. */
export function notSet(name: string, path: Path): Unevaluated {
  const help = `export ${name}=…, or let the scenario be skipped without it: requires: [env.${name}]`;
  return { path, message: `the environment variable ${name} is not set`, help };
}
