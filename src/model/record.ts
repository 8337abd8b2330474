import type { Group } from './case.ts';
import type { Finding } from './finding.ts';
import type { JsonObject } from './json.ts';
import type { ProfileName, TransportName } from './names.ts';
import type { CaseResult, ChecksAsked, GroupVerdict, Verdict } from './run.ts';

/**
 * What reports and bundles keep of a finished case: everything a person or a tool reads about it, without the exchange,
 * so that it stays small. Nothing in it is hidden any more: secrets and projects are taken out. Its JSON is `cases[]` of
 * `schemas/run.schema.json`.
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
  /** Of a twin (`parity`): the id of the case it is compared with. */
  readonly twinOf?: string;
  /** The repeats of its row × transport. */
  readonly group: Group;
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

/** What reports keep of a group that has ended: the unit that passes or fails. */
export interface GroupRecord {
  /** The id of its cases without `#n`. */
  readonly id: string;
  readonly scenario: string;
  readonly transport: TransportName;
  readonly verdict: GroupVerdict;
  /** How many of its cases must pass, and how many did. */
  readonly pass: number;
  readonly passed: number;
  readonly durationMs: number;
  /** At least one. */
  readonly cases: readonly CaseRecord[];
}
