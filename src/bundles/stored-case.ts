import type { Redactor } from '../lib/redact.ts';
import { sameJson } from '../lib/same-json.ts';
import type { Case, Group } from '../model/case.ts';
import type { Exchange } from '../model/exchange.ts';
import type { Finding } from '../model/finding.ts';
import type { JsonObject } from '../model/json.ts';
import type { ProfileName, TransportName } from '../model/names.ts';
import type { Attempt, CaseResult, ChecksAsked, Verdict } from '../model/run.ts';
import type { Quirk } from '../model/suite.ts';

/** A finished case, whole but for its exchanges: a line of `cases.jsonl` by `schemas/bundle-case.schema.json`. */
export interface StoredCase {
  readonly id: string;
  readonly hash: string;
  readonly scenario: string;
  readonly file: string;
  readonly line: number;
  readonly title: string;
  readonly tags: readonly string[];
  readonly endpoint: string;
  readonly profile: ProfileName;
  readonly transport: TransportName;
  readonly row: JsonObject;
  readonly repeat: number;
  readonly twinOf?: string;
  readonly group: Group;
  readonly verdict: Verdict;
  readonly cause?: string;
  readonly reason?: string;
  readonly skippedBy?: 'author' | 'run';
  readonly ms: number;
  readonly attempts: readonly Attempt[];
  readonly checks: ChecksAsked;
  readonly findings: readonly Finding[];
  readonly synthetic: boolean;
  readonly layout?: string;
  readonly unsent?: CaseResult['unsent'];
  readonly failedBefore?: CaseResult['failedBefore'];
  readonly exchanges?: StoredAt;
}

/** A line of a file in the bundle: bytes before it, bytes of it without its end. */
export interface StoredAt {
  readonly file: string;
  readonly offset: number;
  readonly length: number;
}

/** The line of a case. Names of checks, verdicts and the like are ours; all other text is redacted. */
export function storeCase(result: CaseResult, hash: string, redact: Redactor, exchanges?: StoredAt): string {
  const { case: ran, verdict, unsent, failedBefore } = result;
  const { file, line } = ran.locate(['title']);
  const { group, row, tags, twinOf } = ran;
  const all = (findings: readonly Finding[]) => findings.map((finding) => storeFinding(finding, redact));
  // JSON leaves out what is undefined. One literal costs a third of one with conditional parts.
  return JSON.stringify({
    id: redact(ran.id),
    hash,
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
    twinOf: twinOf === undefined ? undefined : redact(twinOf),
    group: { id: redact(group.id), count: group.count, pass: group.pass },
    verdict,
    cause: verdict === 'undecided' ? redact(result.cause) : undefined,
    reason: verdict === 'skipped' ? redact(result.reason) : undefined,
    skippedBy: verdict === 'skipped' ? result.by : undefined,
    ms: rounded(result.ms),
    attempts: result.attempts.map((attempt) => storeAttempt(attempt, redact)),
    checks: result.checks,
    findings: all(result.findings),
    synthetic: result.synthetic,
    layout: result.layout,
    unsent: unsent.length > 0 ? redactAll(unsent, redact) : undefined,
    failedBefore: failedBefore.length > 0 ? failedBefore.map(all) : undefined,
    exchanges,
  } satisfies { readonly [key in keyof Required<StoredCase>]: StoredCase[key] | undefined });
}

/** The result of a case that is planned again just as it was; `quirks` are those of the suite as it is now. */
export function restoreCase(
  stored: StoredCase,
  aCase: Case,
  quirks: readonly Quirk[],
  redact: Redactor,
  exchange: Exchange | undefined,
): CaseResult | undefined {
  const { verdict, ms, attempts, checks, synthetic, layout, unsent = [], failedBefore = [] } = stored;
  const known = (findings: readonly Finding[]) => findings.map((finding) => withQuirk(finding, quirks, redact));
  const outcome = {
    ...{ case: aCase, ms, attempts, checks, findings: known(stored.findings), synthetic },
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

function storeAttempt({ step, result, ms }: Attempt, redact: Redactor): Attempt {
  const told = typeof result === 'string' ? redact(result) : result;
  return step === undefined ? { result: told, ms: rounded(ms) } : { step, result: told, ms: rounded(ms) };
}

function storeFinding(finding: Finding, redact: Redactor): Finding {
  const { check, severity, ...rest } = finding;
  return { check, severity, ...redactAll(rest, redact) };
}

/** Every text in a value, as deep as it is. */
export function redactAll<T>(value: T, redact: Redactor): T;
export function redactAll(value: unknown, redact: Redactor): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((each) => redactAll(each, redact));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, redactAll(each, redact)]));
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}
