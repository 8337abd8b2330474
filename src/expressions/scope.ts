import type { Json, Path } from '../model/json.ts';
import type { FileExpression } from './parse.ts';

/** What the names of an expression stand for. */
export interface Scope {
  /**
   * Is a key that is `${{ omit }}` kept, without a value? In a mock, which makes what is not written, that key says what
   * is not to be made.
   */
  readonly keepsOmitted?: boolean;
  /** Name → what it stands for. */
  readonly roots: { readonly [root: string]: Known };
  /** Ids of the steps that are answered only after this one, or are this one. */
  readonly unanswered?: ReadonlySet<string>;
  /** Told of a text whose value is known later; until then it stays as it is written. */
  readonly onLater?: () => void;
  /** The content of a file of the suite, or why it cannot be had. */
  readFile(expression: FileExpression, at: Path): { readonly value: Json } | { readonly wrong: string };
}

/**
 * What a name or a part of it stands for: a value; a function for `env` and `secrets`, since an unset variable may have
 * a stand-in; `later`; or a map with such things in it.
 */
export type Known =
  | Json
  | typeof later
  | ((name: string, at: Path) => Json | undefined)
  | { readonly [name: string]: Known };

/** Stands for what is known only when an earlier step has been answered. */
export const later = Symbol('later');

/** An expression that has no value: where it stands, and why. */
export interface Unevaluated {
  readonly path: Path;
  readonly message: string;
  readonly help?: string;
}

/** Removes its key or its list item. */
export const omit = Symbol('omit');
