import { glob } from '../lib/glob.ts';
import { isObject } from '../lib/is-object.ts';
import { listWords } from '../lib/list-words.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Json } from '../model/json.ts';
import type { Source } from '../model/suite.ts';
import { diagnostic } from './diagnostic.ts';
import type { SuiteNames } from './scenario-checks.ts';

/** Quirks that speak of an endpoint or a transport that there is not: they would excuse nothing, and nobody would know. */
export function checkQuirks({ value, locate }: Source, { endpoints }: SuiteNames): Diagnostic[] {
  const quirks = isObject(value) && Array.isArray(value['quirks']) ? (value['quirks'] as readonly Json[]) : [];
  return quirks.flatMap((quirk, index) => {
    const when = isObject(quirk) ? quirk['when'] : undefined;
    if (!isObject(when)) return [];
    return [
      ...check('endpoint', 'unknown-endpoint', endpoints),
      ...check('transport', 'unknown-transport', ['rest', 'sdk']),
    ];

    function check(about: string, code: 'unknown-endpoint' | 'unknown-transport', known: readonly string[]) {
      const pattern = isObject(when) ? when[about] : undefined;
      if (typeof pattern !== 'string' || known.some((name) => glob(pattern).test(name))) return [];
      const message = `there is no ${about} "${pattern}": the quirk excuses nothing`;
      const help = known.length === 0 ? 'the suite has no endpoints' : `it is ${listWords(known)}`;
      return [diagnostic({ code, message, help, place: locate(['quirks', index, 'when', about]) })];
    }
  });
}
