import { plural } from '../lib/plural.ts';
import type { Found } from '../model/check.ts';
import type { Finding } from '../model/finding.ts';
import type { Path } from '../model/json.ts';
import type { Place } from '../model/place.ts';

/** More findings of one check than a person reads: a stream of thousands of bad chunks has one line that counts them. */
const most = 20;

/** Gathers what one check finds, and adds severity and the place in the YAML. `from`: where it is by default. */
export function collectFindings(
  check: string,
  severity: 'error' | 'warn',
  locate: (path: Path) => Place,
  from: readonly Path[],
): { report(found: Found): void; findings(): readonly Finding[] } {
  const kept: Finding[] = [];
  let more = 0;
  let worst: Finding['severity'] = 'info';

  function report(found: Found): void {
    const weight = found.severity === 'info' ? 'info' : (found.severity ?? severity);
    if (kept.length < most) kept.push(locateFinding(found, weight));
    else {
      more += 1;
      if (rank[weight] > rank[worst]) worst = weight;
    }
  }

  function locateFinding({ message, expected, actual, at, from: path }: Found, weight: Finding['severity']): Finding {
    return {
      check,
      severity: weight,
      message,
      ...(expected !== undefined && { expected }),
      ...(actual !== undefined && { actual }),
      ...(at && { at }),
      place: locate(path ?? from[0] ?? []),
    };
  }

  function findings(): readonly Finding[] {
    if (more === 0) return kept;
    return [...kept, locateFinding({ message: `and ${plural(more, 'more finding')} of ${check}` }, worst)];
  }

  return { report, findings };
}

const rank = { info: 0, warn: 1, error: 2 } as const;
