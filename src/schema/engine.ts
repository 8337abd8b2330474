import type { Ajv2020, Options } from 'ajv/dist/2020.js';
import { patternEngine } from './patterns.ts';
import { textKeywords } from './text-keywords.ts';

/**
 * The two set-ups of ajv, each made when the first schema of its kind is met. Schemas are not held against the
 * meta-schema, which costs more than they do themselves: authors' are checked by `value-schema` before they come here,
 * requests' are compiled or not.
 */
export async function loadEngine(kind: 'author' | 'request'): Promise<Ajv2020> {
  const made = engines.get(kind) ?? makeEngine(kind);
  engines.set(kind, made);
  return made;
}

const engines = new Map<string, Promise<Ajv2020>>();

async function makeEngine(kind: 'author' | 'request'): Promise<Ajv2020> {
  // Of a CommonJS package a bundler passes on the default export alone.
  const [{ default: ajv2020 }, { default: formats }] = await Promise.all([
    import('ajv/dist/2020.js'),
    import('ajv-formats'),
  ]);
  const common: Options = {
    allErrors: true,
    verbose: true,
    validateSchema: false,
    meta: false,
    logger: false,
    code: { regExp: patternEngine },
  };
  const strictness: Options =
    kind === 'author'
      ? { strict: true, strictTypes: false, strictRequired: false, strictTuples: false, allowMatchingProperties: true }
      : { strict: false };
  const ajv = new ajv2020.Ajv2020({ ...common, ...strictness });
  formats.default(ajv);
  if (kind === 'author') ajv.addVocabulary(textKeywords);
  return ajv;
}
