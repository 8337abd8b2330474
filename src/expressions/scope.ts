import type { Json, Path } from '../model/json.ts';
import type { FileExpression } from './parse.ts';

/** What the names of an expression stand for. */
export interface Scope {
  /**
   * Is a key that is `${{ omit }}` kept, without a value? In a mock, which makes what is not written, that key says what
   * is not to be made.
   */
  readonly keepsOmitted?: boolean;
  /** Name → its value; `env` and `secrets` are functions, since an unset variable may have a stand-in. */
  readonly roots: { readonly [root: string]: Json | ((name: string) => Json | undefined) };
  /** The content of a file of the suite, or why it cannot be had. */
  readFile(expression: FileExpression, at: Path): { readonly value: Json } | { readonly wrong: string };
}

/** An expression that has no value: where it stands, and why. */
export interface Unevaluated {
  readonly path: Path;
  readonly message: string;
  readonly help?: string;
  /** `expression` where absent. */
  readonly code?: 'not-supported-yet';
}

/** Removes its key or its list item. */
export const omit = Symbol('omit');
