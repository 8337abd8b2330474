import { closest } from '../lib/closest.ts';
import { listWords } from '../lib/list-words.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Suite } from '../model/suite.ts';
import type { CaseOptions } from './case-options.ts';
import { missingEndpoint } from './endpoint.ts';
import { parseTagExpression, type TagExpression } from './tag-expression.ts';

/** Flags that fit no suite, or not this one. */
export function checkFlags({ file }: Suite, { endpoint, origin }: CaseOptions): Diagnostic[] {
  const missing = endpoint === undefined ? undefined : missingEndpoint(endpoint, file);
  const isOrigin = origin === undefined || (/^https?:\/\/[^/?#\s@]+\/?$/.test(origin) && URL.canParse(origin));
  const help = 'write scheme, host and port: http://127.0.0.1:8080';
  return [
    ...(missing ? [{ severity: 'error', code: 'unknown-endpoint', ...missing } as const] : []),
    ...(isOrigin
      ? []
      : [{ severity: 'error', code: 'origin', message: `--origin ${origin} is no origin`, help } as const]),
  ];
}

/** What `--tag` selects; without it, everything. What is wrong with it goes to `diagnostics`. */
export function readTags(suite: Suite, text: string | undefined, diagnostics: Diagnostic[]): TagExpression {
  if (text === undefined) return () => true;
  const read = parseTagExpression(text);
  if ('wrong' in read) {
    diagnostics.push({ severity: 'error', code: 'tag-expression', message: `--tag "${text}": ${read.wrong}` });
    return () => false;
  }
  const known = Object.keys(suite.file.tags ?? {});
  for (const name of read.names.filter((each) => !known.includes(each))) {
    const meant = closest(name, known);
    const all = known.length === 0 ? 'the suite registers no tags' : `the suite has ${listWords(known, 'and')}`;
    diagnostics.push({
      severity: 'error',
      code: 'unknown-tag',
      message: `--tag names "${name}", which is not registered in suite.yaml`,
      help: meant ? `did you mean ${meant}?` : all,
    });
  }
  return read.matches;
}
