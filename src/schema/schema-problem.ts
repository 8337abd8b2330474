import type { Path } from '../model/json.ts';

/** What is wrong with a schema that an author wrote: a diagnostic that lacks only its place. */
export interface SchemaProblem {
  readonly code: 'bad-schema' | 'unknown-keyword' | 'bad-pattern' | 'bad-reference';
  /** Where in the schema. */
  readonly path: Path;
  readonly message: string;
  readonly help?: string;
}
