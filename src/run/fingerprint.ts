import { sha256 } from '../lib/sha256.ts';
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
  const quirks = backend === 'mock' ? '' : textOf(suite.file.quirks);
  let referred: string | undefined;
  let filledLater: string | undefined;
  return (aCase) => {
    const { id, transport, profile, rules, steps, scenario, auth, twinOf = '' } = aCase;
    // Whether a token is sent, or none, decides what is answered; which one does not, and a secret leaves no trace.
    const sentAs = typeof auth === 'string' ? auth : 'secret';
    const parts: string[] = [id, transport, profile, twinOf, quirks, textOf(rules), sentAs];
    for (const step of steps) {
      const { url, headers, body } = buildRequest(aCase, step);
      const expected = textOf(step.expect);
      parts.push(step.id ?? '', url, textOf(headers), body, expected, backend === 'mock' ? textOf(step.mock) : '');
      if (expected.includes('"$ref":"')) {
        referred ??= digest(textOf(read));
        parts.push(referred);
      }
      // A step that goes on from an answer is filled in later, from any of this.
      if (step.complete) {
        filledLater ??= digest(textOf([suite.file.vars, suite.file.defaults, flags]));
        parts.push(filledLater, textOf([scenario.file, scenario.defaults.map(({ value }) => value)]));
      }
    }
    // No text of JSON, no address and no name has this character.
    return digest(parts.join('\0'));
  };
}

function textOf(value: unknown): string {
  return JSON.stringify(value) ?? '';
}

function digest(text: string): string {
  return sha256(text).slice(0, 32);
}
