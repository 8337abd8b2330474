import { hash } from 'node:crypto';
import type { Case } from '../model/case.ts';
import type { Backend } from '../model/names.ts';
import type { Suite } from '../model/suite.ts';
import { buildRequest } from '../requests/build-request.ts';

/** What a whole plan has in common. */
export interface Common {
  readonly backend: Backend;
  readonly suite: Suite;
  /** Flags that fill in. */
  readonly flags: unknown;
  /** What was read from other files of the suite to prepare the checks. */
  readonly read: unknown;
}

/**
 * Gives each case a hash of what it sends and what it asks of the answer: where it is the same, so is what was measured.
 * Comments, titles, tags and deadlines change nothing. A mock counts where it answers.
 */
export function createFingerprint({ backend, suite, flags, read }: Common): (aCase: Case) => string {
  const quirks = backend === 'mock' ? [] : suite.file.quirks;
  const referred = digest(read);
  // A step that goes on from an answer is filled in later, from any of this.
  const filledLater = digest([suite.file.vars, suite.file.defaults, flags]);
  return (aCase) => {
    const { id, transport, profile, rules, steps, scenario, twinOf } = aCase;
    const asked = JSON.stringify([
      ...[id, transport, profile, twinOf, rules, quirks],
      steps.map((step) => {
        const { url, headers, body } = buildRequest(aCase, step);
        return [step.id, url, headers, body, step.expect, backend === 'mock' ? step.mock : null];
      }),
    ]);
    const refers = asked.includes('"$ref":"') ? referred : '';
    const waits = steps.some((step) => step.complete !== undefined);
    const later = waits ? [filledLater, scenario.file, scenario.defaults.map(({ value }) => value)] : [];
    return digest(`${asked}${refers}${waits ? JSON.stringify(later) : ''}`);
  };
}

function digest(value: unknown): string {
  return hash('sha256', typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 32);
}
