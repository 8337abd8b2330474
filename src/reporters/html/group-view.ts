import type { Finding } from '../../model/finding.ts';
import type { Place } from '../../model/place.ts';
import type { CaseRecord, GroupRecord } from '../../model/record.ts';
import { reasonOf } from '../reason-of.ts';
import { answerPlace } from '../render-finding.ts';
import { repeatedFindings } from '../repeated-findings.ts';
import type { CaseView, Findings, FindingView, GroupRow, YamlView } from './page-data.ts';
import { showLine } from './show-text.ts';

const perCheck = 5;
const perCase = 25;
/** Of the line of YAML, on either side of what is meant: a line may be a megabyte. */
const lineCharacters = 120;

/** A group as it stands in the list. */
export function groupRow(group: GroupRecord, number: number): GroupRow {
  const { cases, verdict, transport, durationMs, passed, pass } = group;
  const [first] = cases;
  const reason = reasonOf(group);
  const findings = cases.flatMap((ran) => [...ran.findings, ...(ran.failedBefore ?? []).flat()]);
  return {
    ...{ number, id: showLine(group.id), title: showLine(first?.title ?? '', 300), verdict, transport },
    tags: (first?.tags ?? []).map((tag) => showLine(tag)),
    durationMs,
    ...(reason !== undefined && { reason: showLine(reason, 300) }),
    checks: [...new Set(findings.map(({ check }) => showLine(check)))],
    warnings: cases.flatMap((ran) => ran.findings).filter(({ severity }) => severity === 'warn').length,
    synthetic: cases.some((ran) => ran.synthetic),
    ...(cases.length > 1 && { repeats: { cases: cases.length, passed, pass } }),
  };
}

/** Everything that is known of a case but what went over the wire. `asked`: the number of its set of checks. */
export function caseView(ran: CaseRecord, asked: number, exchanges: CaseView['exchanges']): CaseView {
  const { verdict, endpoint, profile, twinOf, durationMs, layout, synthetic, mocked } = ran;
  const reason = ran.cause ?? ran.reason;
  return {
    ...{ id: showLine(ran.id), verdict, place: showLine(`${ran.file}:${ran.line}`) },
    ...(reason !== undefined && { reason: showLine(reason) }),
    ...{ endpoint: showLine(endpoint), profile, durationMs, asked, synthetic, mocked, exchanges },
    ...(twinOf !== undefined && { twinOf: showLine(twinOf) }),
    attempts: ran.attempts.map(({ step, result, durationMs: ms }) => ({
      ...(step !== undefined && { step: showLine(step) }),
      ...{ result: showLine(typeof result === 'number' ? `HTTP ${result}` : result, 300), durationMs: ms },
    })),
    notApplicable: ran.checks.notApplicable.map(({ check, reason: why }) => ({ check, reason: showLine(why) })),
    findings: showFindings(ran.findings),
    before: (ran.failedBefore ?? []).map(showFindings),
    unsent: (ran.unsent ?? []).map(({ step, reason: why }) => ({ step: showLine(step), reason: showLine(why) })),
    ...(layout !== undefined && { layout: showLine(layout, 300) }),
  };
}

const weight = { error: 0, warn: 1, info: 2 } as const;

/** The worst first. */
function showFindings(findings: readonly Finding[]): Findings {
  const sorted = findings.toSorted((a, b) => weight[a.severity] - weight[b.severity]);
  const { shown, left } = repeatedFindings(sorted, perCheck, perCase);
  return {
    shown: shown.map(({ finding, more }) => showFinding(finding, more)),
    left: [...left].map(([check, count]) => `${count} of ${showLine(check)}`),
  };
}

function showFinding(finding: Finding, more: number): FindingView {
  const { check, severity, message, expected, actual, at, step, known, place } = finding;
  return {
    ...{ check: showLine(check), severity, message: showLine(message), more, yaml: showPlace(place) },
    ...(expected !== undefined && { expected: showLine(expected) }),
    ...(actual !== undefined && { actual: showLine(actual) }),
    where: showLine(answerPlace(finding)),
    ...(at?.excerpt && { excerpt: showLine(at.excerpt.replaceAll('\n', '↵'), 300) }),
    ...(step !== undefined && { step: showLine(step) }),
    ...(at?.event !== undefined && { event: at.event }),
    ...(known && { known: showLine(`${known.reason} (${known.owner}, until ${known.expires})`) }),
  };
}

function showPlace({ file, line, column, length, lineText }: Place): YamlView {
  const start = column - 1;
  const end = Math.min(start + length, lineText.length);
  const before = lineText.slice(Math.max(0, start - lineCharacters), start);
  const after = lineText.slice(end, end + lineCharacters);
  return {
    place: showLine(`${file}:${line}:${column}`),
    line,
    before: (start > lineCharacters ? '…' : '') + showLine(before),
    marked: showLine(lineText.slice(start, end), lineCharacters),
    after: showLine(after) + (end + lineCharacters < lineText.length ? '…' : ''),
  };
}
