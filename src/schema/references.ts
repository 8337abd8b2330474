import { closest } from '../lib/closest.ts';
import { decodeFragment } from '../lib/decode-fragment.ts';
import { isObject } from '../lib/is-object.ts';
import { fromPointer, valueAt } from '../lib/json-pointer.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import type { SchemaProblem } from './schema-problem.ts';
import { mapSubschemas } from './subschemas.ts';

/**
 * Reads a file that a `$ref` names. `from` is the file the reference stands in, as an earlier answer named it;
 * undefined for the author's own. `file` tells files apart and is shown to people.
 */
export type LoadFile = (
  path: string,
  from: string | undefined,
) => { readonly file: string; readonly value: Json } | { readonly error: string };

/** A schema that needs no other document, or what is wrong with its references. */
export interface Resolved {
  readonly schema: Json;
  /** Schemas that were taken in from elsewhere: where each is from, and the reference that led to it. */
  readonly taken: readonly Taken[];
  readonly problems: readonly SchemaProblem[];
}

interface Taken {
  readonly schema: Json;
  readonly name: string;
  readonly path: Path;
}

interface Document {
  /** Undefined for the author's own schema. */
  readonly file?: string;
  readonly root: Json;
}

/** The built-in schemas that an author may refer to. */
const completion = 'vertex-scenarios:completion';

/**
 * Takes every schema that a `$ref` names in another document into `$defs` of this one, so that what is compiled is one
 * value: nothing is looked up later, nothing on a network ever.
 */
export async function resolveReferences(schema: Json, loadFile: LoadFile): Promise<Resolved> {
  const builtins: { [address: string]: Json } = {};
  if (JSON.stringify(schema).includes('"$ref"')) {
    const loaded = await import('../../schemas/completion.schema.json', { with: { type: 'json' } });
    builtins[completion] = loaded.default as Json;
  }
  const problems: SchemaProblem[] = [];
  const taken = new Map<string, Taken & { readonly key: string; readonly document: Document }>();

  const rewritten = rewrite(schema, { root: schema }, []);
  const definitions: { [key: string]: Json } = {};
  // The map grows while it is walked: what was taken in may refer to more.
  for (const each of taken.values()) definitions[each.key] = rewrite(each.schema, each.document, each.path);
  return {
    schema: isObject(rewritten) ? withDefinitions(rewritten, definitions) : rewritten,
    taken: [...taken.values()],
    problems,
  };

  /** `path` is the place in the author's schema that people are shown; inside files it stays at the way in. */
  function rewrite(value: Json, document: Document, path: Path): Json {
    if (!isObject(value)) return value;
    const own = document.file === undefined;
    const copy = mapSubschemas(value, (inner, below) => rewrite(inner, document, own ? [...path, ...below] : path));
    // A file may have a name and a dialect of its own; a schema inside another has neither.
    const { $id: _id, $schema: _dialect, ...rest } = copy;
    const ref = value['$ref'];
    if (typeof ref !== 'string') return own ? copy : rest;
    const target = resolve(ref, document, own ? [...path, '$ref'] : path);
    return target === undefined ? rest : { ...(own ? copy : rest), $ref: target };
  }

  function resolve(ref: string, from: Document, path: Path): string | undefined {
    const wrong = (message: string, help?: string) => {
      problems.push({ code: 'bad-reference', path, message, ...(help !== undefined && { help }) });
      return undefined;
    };
    const [address = '', fragment = ''] = ref.split('#', 2);
    const document = address === '' ? from : open(address, from, wrong);
    if (!document) return undefined;
    if (fragment !== '' && !fragment.startsWith('/')) {
      return wrong(`${ref} names an anchor, and anchors are not read`, 'write the way to it, such as #/$defs/name');
    }
    const steps = fromPointer(decodeFragment(fragment));
    const found = valueAt(document.root, steps) as Json | undefined;
    if (found === undefined) {
      const parent = valueAt(document.root, steps.slice(0, -1));
      const near = isObject(parent) ? closest(steps.at(-1) ?? '', Object.keys(parent)) : undefined;
      const help = near === undefined ? undefined : `did you mean "${near}"?`;
      return wrong(`${ref} leads to nothing: ${document.file ?? 'this schema'} has no ${fragment}`, help);
    }
    if (document.file === undefined) return ref;
    const name = `${document.file}#${fragment}`;
    const key = taken.get(name)?.key ?? `taken-${taken.size}`;
    if (!taken.has(name)) taken.set(name, { schema: found, name, path, key, document });
    return `#/$defs/${key}`;
  }

  function open(address: string, from: Document, wrong: (message: string, help?: string) => undefined) {
    const builtin = builtins[address];
    if (builtin !== undefined) return { file: address, root: builtin };
    if (address.startsWith('vertex-scenarios:')) {
      return wrong(`there is no built-in schema ${address}`, `the built-in schema is ${completion}`);
    }
    if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(address)) {
      return wrong(
        `${address} is not in the suite, and schemas are loaded from nowhere else`,
        'copy it into the suite',
      );
    }
    const loaded = loadFile(address, from.file);
    return 'error' in loaded ? wrong(loaded.error) : { file: loaded.file, root: loaded.value };
  }
}

function withDefinitions(schema: JsonObject, definitions: JsonObject): JsonObject {
  if (Object.keys(definitions).length === 0) return schema;
  return { ...schema, $defs: { ...(isObject(schema['$defs']) ? schema['$defs'] : {}), ...definitions } };
}
