import type { Place } from './place.ts';

/**
 * The author of a file or of a command line is wrong. Diagnostics are collected, never thrown one by one, and all of
 * them are shown. (The service being wrong is a `Finding`; us being wrong is a thrown error.)
 */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** Stable and kebab-case, for example `unknown-key`: for tests, for tools, for the reference page. */
  readonly code: string;
  /** One sentence without a full stop that says what is wrong and with what. */
  readonly message: string;
  /** What would be right, as an imperative: `did you mean "messages"?`, `quote the expression`. */
  readonly help?: string;
  /** Absent only where there is no file to point at (a flag, a folder without scenarios). */
  readonly place?: Place;
}
