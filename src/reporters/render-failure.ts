import { formatDuration } from '../lib/format-duration.ts';
import { plural } from '../lib/plural.ts';
import { shellQuote } from '../lib/shell-quote.ts';
import type { Finding } from '../model/finding.ts';
import type { CaseRecord } from './case-record.ts';
import { renderFinding } from './render-finding.ts';
import { type Screen, verdictSign } from './screen.ts';

// A stream of 200 chunks can break one rule 200 times: the first ones say it all.
const perCheck = 3;
const perCase = 10;
const idsShown = 4;

/** Failed cases of one scenario that failed alike, as one block that ends with the command that repeats them. */
export function renderFailure(cases: readonly CaseRecord[], command: string, screen: Screen): string {
  const first = cases[0];
  if (first === undefined) return '';
  const { style, say } = screen;
  const heads = cases.slice(0, idsShown).map((ran) => `${verdictSign('failed', screen)} ${style.bold(say(ran.id))}`);
  if (cases.length > idsShown) heads.push(`  and ${plural(cases.length - idsShown, 'more case')} in the same way`);
  const { shown, left } = chosen(errorsOf(first));
  const ids = cases.length > idsShown ? [first.scenario] : cases.map((ran) => ran.id);
  return [
    ...heads,
    `  ${style.dim(renderFacts(first, screen))}`,
    ...shown.flatMap((finding) => ['', ...renderFinding(finding, screen, 'full')]),
    ...(left.length === 0 ? [] : ['', `  ${renderLeft(left, screen)}`]),
    '',
    `  ${style.dim('again:')} ${[command, ...ids.map((id) => shellQuote(say(id)))].join(' ')}`,
  ].join('\n');
}

/** Two cases that failed alike have the same key: their errors are equal but for the place in the answer. */
export function failureKey(ran: CaseRecord): string {
  return JSON.stringify(
    errorsOf(ran).map(({ check, message, expected, actual }) => [check, message, expected, actual]),
  );
}

function errorsOf(ran: CaseRecord): Finding[] {
  return ran.findings.filter((finding) => finding.severity === 'error');
}

function chosen(findings: readonly Finding[]): { shown: Finding[]; left: Finding[] } {
  const shown: Finding[] = [];
  const left: Finding[] = [];
  const seen = new Map<string, number>();
  for (const finding of findings) {
    const count = seen.get(finding.check) ?? 0;
    seen.set(finding.check, count + 1);
    (count < perCheck && shown.length < perCase ? shown : left).push(finding);
  }
  return { shown, left };
}

function renderLeft(left: readonly Finding[], { say }: Screen): string {
  const counts = new Map<string, number>();
  for (const { check } of left) counts.set(check, (counts.get(check) ?? 0) + 1);
  const parts = [...counts].map(([check, count]) => `${count} of ${say(check)}`);
  return `and ${plural(left.length, 'more finding')}: ${parts.join(', ')} (--reporter json=FILE has them all)`;
}

function renderFacts(ran: CaseRecord, { say }: Screen): string {
  const last = ran.attempts.at(-1);
  return [
    say(ran.title),
    ...(last === undefined ? [] : [`${say(String(last.result))} in ${formatDuration(last.durationMs)}`]),
    ...(ran.attempts.length > 1 ? [plural(ran.attempts.length, 'attempt')] : []),
    ...(ran.layout === undefined ? [] : [`layout ${say(ran.layout)}`]),
    ...(ran.synthetic ? ['synthetic answer'] : []),
  ].join(' · ');
}
