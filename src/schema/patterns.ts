import type { Json, Path } from '../model/json.ts';
import type { SchemaProblem } from './schema-problem.ts';
import { visitSchemas } from './subschemas.ts';

/**
 * Makes ajv's `code.regExp`: patterns that people wrote run on RE2, whose time is linear in the text. The package is
 * loaded when the first schema with a pattern is met; until then `compile` must not be called.
 */
export const patternEngine = Object.assign(
  (pattern: string) => {
    if (!compile) throw new Error(`the pattern engine was not loaded before ${pattern} was compiled`);
    const compiled = compile(pattern);
    // ajv tells patterns apart by their text.
    return { test: (text: string) => compiled.test(text), toString: () => pattern };
  },
  // Only read when ajv writes code to a file, which it does not here.
  { code: 'patternEngine' },
);

let compile: ((pattern: string) => { test(text: string): boolean }) | undefined;

/** Loads the engine if a schema has patterns, and says which of them it does not take. */
export async function checkPatterns(schema: Json): Promise<SchemaProblem[]> {
  const patterns: { pattern: string; path: Path }[] = [];
  visitSchemas(schema, (each, path) => {
    if (typeof each['pattern'] === 'string') patterns.push({ pattern: each['pattern'], path: [...path, 'pattern'] });
    for (const pattern of Object.keys(each['patternProperties'] ?? {})) {
      patterns.push({ pattern, path: [...path, 'patternProperties', pattern] });
    }
  });
  if (patterns.length === 0) return [];
  const { RE2JS } = await import('re2js');
  compile ??= (pattern) => RE2JS.compile(RE2JS.translateRegExp(pattern));
  const problems: SchemaProblem[] = [];
  for (const { pattern, path } of patterns) {
    try {
      // The translation takes some of them for the letters they are written with.
      if (backReference.test(pattern)) throw new Error('back-reference');
      compile(pattern);
    } catch (error) {
      problems.push(describe(pattern, path, error instanceof Error ? error.message : String(error)));
    }
  }
  return problems;
}

/** `\1` or `\k<name>`, with a backslash that is not itself escaped. */
const backReference = /(?<!\\)(?:\\\\)*\\(?:[1-9]|k<)/;

function describe(pattern: string, path: Path, reason: string): SchemaProblem {
  const code = 'bad-pattern';
  if (/\(\?(<?[=!])/.test(pattern)) {
    const help = 'say it with includes, excludes, not or allOf';
    return { code, path, message: `the pattern ${pattern} uses look-around, which can take forever`, help };
  }
  if (backReference.test(pattern)) {
    const help = 'write the repeated part out';
    return { code, path, message: `the pattern ${pattern} uses a back-reference, which can take forever`, help };
  }
  return { code, path, message: `the pattern ${pattern} is none: ${reason.replace('error parsing regexp: ', '')}` };
}
