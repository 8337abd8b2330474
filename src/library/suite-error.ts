import type { Diagnostic } from '../model/diagnostic.ts';

/** Whoever wrote a suite or called the library is wrong: nothing was sent. The message says all of it, with places. */
export class SuiteError extends Error {
  override readonly name = 'SuiteError';
  /** As found; the message has the same in words, without secrets. */
  readonly diagnostics: readonly Diagnostic[];

  constructor(message: string, diagnostics: readonly Diagnostic[]) {
    super(message.trim());
    this.diagnostics = diagnostics;
  }
}
