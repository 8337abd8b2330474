import type { Redactor } from '../lib/redact.ts';
import { redactAll } from '../lib/redact-all.ts';
import type { Backend } from '../model/names.ts';
import type { CaseRecord } from '../model/record.ts';
import type { CaseResult } from '../model/run.ts';

/**
 * What is told and kept of a finished case. Made once, so that a report and a bundle hold the same. The names of the
 * checks that were asked are ours, and many; all other text is redacted.
 */
export function caseRecord(result: CaseResult, backend: Backend, redact: Redactor): CaseRecord {
  const { case: ran, verdict, unsent, failedBefore, attempts, checks } = result;
  const { file, line } = ran.locate(['title']);
  const { group, row, tags, twinOf } = ran;
  return {
    id: redact(ran.id),
    scenario: redact(ran.scenario.id),
    file: redact(file),
    line,
    title: redact(ran.title),
    tags: tags.map(redact),
    endpoint: redact(ran.endpoint.name),
    profile: ran.profile,
    transport: ran.transport,
    row: redactAll(row, redact),
    repeat: ran.repeat,
    ...(twinOf !== undefined && { twinOf: redact(twinOf) }),
    group: { id: redact(group.id), count: group.count, pass: group.pass },
    verdict,
    ...(verdict === 'undecided' && { cause: redact(result.cause) }),
    ...(verdict === 'skipped' && { reason: redact(result.reason), skippedBy: result.by }),
    durationMs: rounded(result.ms),
    attempts: attempts.map(({ ms, ...attempt }) => ({ ...redactAll(attempt, redact), durationMs: rounded(ms) })),
    checks: { asked: checks.asked, notApplicable: redactAll(checks.notApplicable, redact) },
    findings: redactAll(result.findings, redact),
    ...(unsent.length > 0 && { unsent: redactAll(unsent, redact) }),
    ...(failedBefore.length > 0 && { failedBefore: redactAll(failedBefore, redact) }),
    ...(result.layout !== undefined && { layout: redact(result.layout) }),
    synthetic: result.synthetic,
    mocked: backend === 'mock' && verdict !== 'skipped',
  };
}

/** A tenth of a millisecond is as exact as it gets. */
function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}
