import type { Finding } from '../model/finding.ts';
import type { JsonObject } from '../model/json.ts';
import type { Backend, ProfileName, TransportName } from '../model/names.ts';
import type { CaseResult, ChecksAsked, Verdict } from '../model/run.ts';

/**
 * What reports keep of a finished case: everything a person or a tool reads about it, without the exchange, so that a
 * report stays small. Its JSON is `cases[]` of `schemas/run.schema.json`.
 */
export interface CaseRecord {
  readonly id: string;
  readonly scenario: string;
  /** The scenario's file as it is shown, and the line of its title. */
  readonly file: string;
  readonly line: number;
  readonly title: string;
  readonly tags: readonly string[];
  /** Name of the endpoint in `suite.yaml`. */
  readonly endpoint: string;
  readonly profile: ProfileName;
  readonly transport: TransportName;
  readonly row: JsonObject;
  /** From 1. */
  readonly repeat: number;
  /** The id of its cases without `#n`; of a case that is not repeated its own. */
  readonly group: string;
  readonly verdict: Verdict;
  /** Of an undecided case: why the service could not be asked. */
  readonly cause?: string;
  /** Of a skipped case: why it did not run, and whether its author or the run wanted that. */
  readonly reason?: string;
  readonly skippedBy?: 'author' | 'run';
  readonly durationMs: number;
  /** HTTP status, or the reason there is none, of each try. */
  readonly attempts: readonly {
    /** Of which step, in a scenario with steps. */
    readonly step?: string;
    readonly result: number | string;
    readonly durationMs: number;
  }[];
  readonly checks: ChecksAsked;
  readonly findings: readonly Finding[];
  /** Steps that were not sent, because an earlier one was not answered well. */
  readonly unsent?: CaseResult['unsent'];
  /** What was found when the case ran before, and failed (`--assert-retries`). */
  readonly failedBefore?: CaseResult['failedBefore'];
  /** The layout of the last stream in its counted form. */
  readonly layout?: string;
  /** Was the answer made by the mock backend from the request alone? */
  readonly synthetic: boolean;
  /** Was it answered by the mock backend? Then it says nothing about a model. */
  readonly mocked: boolean;
}

export function caseRecord(result: CaseResult, backend: Backend): CaseRecord {
  const { case: ran, verdict } = result;
  const { file, line } = ran.locate(['title']);
  return {
    id: ran.id,
    scenario: ran.scenario.id,
    file,
    line,
    title: ran.title,
    tags: ran.tags,
    endpoint: ran.endpoint.name,
    profile: ran.profile,
    transport: ran.transport,
    row: ran.row,
    repeat: ran.repeat,
    group: ran.group.id,
    verdict,
    ...(verdict === 'undecided' && { cause: result.cause }),
    ...(verdict === 'skipped' && { reason: result.reason, skippedBy: result.by }),
    durationMs: Math.round(result.ms * 10) / 10,
    attempts: result.attempts.map(({ ms, ...attempt }) => ({ ...attempt, durationMs: Math.round(ms * 10) / 10 })),
    checks: result.checks,
    findings: result.findings,
    ...(result.unsent.length > 0 && { unsent: result.unsent }),
    ...(result.failedBefore.length > 0 && { failedBefore: result.failedBefore }),
    ...(result.layout !== undefined && { layout: result.layout }),
    synthetic: result.synthetic,
    mocked: backend === 'mock' && verdict !== 'skipped',
  };
}
