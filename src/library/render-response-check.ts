import { plural } from '../lib/plural.ts';
import type { ResponseCheck } from './check-response.ts';

/** A check of one answer, in words. */
export function renderResponseCheck(checked: Omit<ResponseCheck, 'text'>, status: number): string {
  const { verdict, cause, findings, checks, profile, layout } = checked;
  const head = [
    `${verdict}: HTTP ${status}`,
    ...(layout === undefined ? [] : [`layout ${layout}`]),
    `${plural(checks.asked.length, 'check')} of ${profile}`,
  ].join(' · ');
  return [head, ...(cause === undefined ? [] : [`  ${cause}`]), ...findings.map(renderFinding)].join('\n');
}

function renderFinding({
  check,
  severity,
  message,
  expected,
  actual,
  at = {},
  from,
}: ResponseCheck['findings'][number]) {
  const where = [
    ...(at.in === undefined ? [] : [at.in]),
    ...(at.event === undefined ? [] : [`event ${at.event}`]),
    ...(at.pointer ? [at.pointer] : []),
  ].join(' ');
  const facts = { expected, actual, answer: where || undefined, excerpt: at.excerpt, from: from || undefined };
  return [
    `  ${severity === 'error' ? '' : `${severity}: `}${check}: ${message}`,
    ...Object.entries(facts).flatMap(([name, fact]) => (fact === undefined ? [] : [`    ${name.padEnd(10)}${fact}`])),
  ].join('\n');
}
