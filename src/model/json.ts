/** A JSON value. Everything that is read from a file or from the wire has this type until it is narrowed. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** Steps from the root of a value to one of its parts: keys of maps, indexes of lists. */
export type Path = readonly (string | number)[];
