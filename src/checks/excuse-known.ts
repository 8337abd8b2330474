import { glob } from '../lib/glob.ts';
import type { Case, Step } from '../model/case.ts';
import type { Finding } from '../model/finding.ts';
import type { Place } from '../model/place.ts';
import type { Quirk } from '../model/suite.ts';

/** A quirk and where `suite.yaml` registers it. */
export interface RegisteredQuirk {
  readonly quirk: Quirk;
  readonly place: Place;
}

/**
 * Findings that a quirk knows become information that names it. One past its date excuses nothing: each such quirk gives
 * a finding of `quirk-expired`, of the given severity.
 */
export function excuseKnown(
  findings: readonly Finding[],
  quirks: readonly RegisteredQuirk[],
  now: Date,
  expired: Finding['severity'] | 'off',
): readonly Finding[] {
  const late = new Set<RegisteredQuirk>();
  const told = findings.map((finding): Finding => {
    if (finding.severity === 'info') return finding;
    const knowing = quirks.filter(({ quirk }) => knows(quirk, finding));
    const known = knowing.find(({ quirk }) => !isExpired(quirk, now));
    if (known) return { ...finding, severity: 'info', known: known.quirk };
    for (const each of knowing) late.add(each);
    return finding;
  });
  if (expired === 'off') return told;
  return [...told, ...[...late].map((each) => expiredFinding(each, expired))];
}

/** The quirks that speak of a step: whose globs for scenario, model, endpoint and transport match. */
export function quirksOf(quirks: readonly RegisteredQuirk[], aCase: Case, { request }: Step): RegisteredQuirk[] {
  // Most suites have none, and every step is asked.
  if (quirks.length === 0) return [];
  const model = request.kind === 'json' ? request.json['model'] : undefined;
  const facts: { readonly [about: string]: unknown } = {
    scenario: aCase.scenario.id,
    endpoint: aCase.endpoint.name,
    transport: aCase.transport,
    model,
  };
  return quirks.filter(({ quirk }) =>
    Object.entries(quirk.when ?? {}).every(([about, pattern]) => {
      if (about === 'path') return true;
      const fact = facts[about];
      return typeof fact === 'string' && glob(pattern).test(fact);
    }),
  );
}

/** Of those that speak of its step. */
function knows({ rule, when }: Quirk, { check, at }: Finding): boolean {
  return rule === check && (when?.path === undefined || glob(when.path).test(at?.pointer ?? ''));
}

/** It is excused to the end of its last day, UTC. */
function isExpired({ expires }: Quirk, now: Date): boolean {
  return now.toISOString().slice(0, 10) > expires;
}

function expiredFinding({ quirk, place }: RegisteredQuirk, severity: Finding['severity']): Finding {
  const { rule, expires, owner, reason } = quirk;
  return {
    check: 'quirk-expired',
    severity,
    message: `${rule} was excused until ${expires}: ${reason}`,
    expected: `${owner} removes the quirk, or looks at it again and moves its date`,
    place,
  };
}
