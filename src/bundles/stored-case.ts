import type { Redactor } from '../lib/redact.ts';
import { redactAll } from '../lib/redact-all.ts';
import { sameJson } from '../lib/same-json.ts';
import type { Case } from '../model/case.ts';
import type { Exchange } from '../model/exchange.ts';
import type { Finding } from '../model/finding.ts';
import type { CaseRecord } from '../model/record.ts';
import type { CaseResult } from '../model/run.ts';
import type { Quirk } from '../model/suite.ts';

/** A finished case as a bundle keeps it: a line of `cases.jsonl` by `schemas/bundle-case.schema.json`. */
export interface StoredCase extends CaseRecord {
  /** Of what is sent and what is asked of the answer. */
  readonly hash: string;
  readonly exchanges?: StoredAt;
}

/** A line of a file in the bundle: bytes before it, bytes of it without its end. */
export interface StoredAt {
  readonly file: string;
  readonly offset: number;
  readonly length: number;
}

export function storeCase(record: CaseRecord, hash: string, exchanges: StoredAt | undefined): string {
  return JSON.stringify({ ...record, hash, exchanges });
}

/** The result of a case that is planned again just as it was; `quirks` are those of the suite as it is now. */
export function restoreCase(
  stored: StoredCase,
  aCase: Case,
  quirks: readonly Quirk[],
  redact: Redactor,
  exchange: Exchange | undefined,
): CaseResult | undefined {
  const { verdict, durationMs, attempts, checks, synthetic, layout, unsent = [], failedBefore = [] } = stored;
  const known = (findings: readonly Finding[]) => findings.map((finding) => withQuirk(finding, quirks, redact));
  const outcome = {
    ...{ case: aCase, ms: durationMs, checks, findings: known(stored.findings), synthetic },
    attempts: attempts.map(({ durationMs: ms, ...attempt }) => ({ ...attempt, ms })),
    ...(layout !== undefined && { layout }),
    ...{ unsent, failedBefore: failedBefore.map(known) },
  };
  if (verdict === 'passed') return { ...outcome, verdict };
  if (verdict === 'failed' && exchange) return { ...outcome, verdict, exchange };
  return undefined;
}

/** Quirks are told apart by identity: a finding names the one that the suite registers. */
function withQuirk(finding: Finding, quirks: readonly Quirk[], redact: Redactor): Finding {
  const { known } = finding;
  if (known === undefined) return finding;
  return { ...finding, known: quirks.find((quirk) => sameJson(redactAll(quirk, redact), known)) ?? known };
}
