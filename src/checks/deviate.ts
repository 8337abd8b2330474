import type { Deviation, Found } from '../model/check.ts';
import type { AnswerPlace } from '../model/finding.ts';

/** A deviation from a schema as what a check found, at a place of the answer that the deviation's pointer goes on from. */
export function deviate({ message, expected, actual, pointer }: Deviation, at: AnswerPlace): Found {
  return {
    message,
    ...(expected !== undefined && { expected }),
    ...(actual !== undefined && { actual }),
    at: { ...at, pointer: (at.pointer ?? '') + pointer },
  };
}
