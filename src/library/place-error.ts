import { resolve } from 'node:path';
import type { Place } from '../model/place.ts';

/**
 * Makes an error point into a file that a person wrote, in place of the code that threw it: test runners, editors and
 * annotations in pull requests go by the first line of the stack.
 */
export function placeError<E extends Error>(
  error: E,
  place: Pick<Place, 'file' | 'line' | 'column'> | undefined,
  cwd: string,
): E {
  const at = place && `\n    at ${resolve(cwd, place.file)}:${place.line}:${place.column}`;
  error.stack = `${error.name}: ${error.message}${at ?? ''}`;
  return error;
}
