/**
 * The public face of the library: what is exported here keeps its shape within a major version. `docs/library.md` shows
 * each of these functions at work. The adapters for vitest and MSW are entries of their own.
 */

/** A suite: read it, run it, answer from its mocks. */
export type { SuiteOptions, Target } from './library/call.ts';
/** One answer that somebody else got. */
export {
  type CheckResponseOptions,
  checkResponse,
  type ResponseCheck,
  type ResponseFinding,
} from './library/check-response.ts';
export type { AddressedRequest, ForeignRequest, ForeignResponse, KnownResponse } from './library/foreign-exchange.ts';
export { type LoadedCase, type LoadedSuite, load } from './library/load.ts';
export { type MockFetchOptions, mockFetch } from './library/mock-fetch.ts';
/** A run that was kept. */
export { type BundleCase, openBundle, type RunBundle } from './library/open-bundle.ts';
export type { Pacing } from './library/open-run.ts';
export { type RunOptions, type RunResult, run } from './library/run.ts';
export { SuiteError } from './library/suite-error.ts';

/** What these are made of. */
export type { Completion } from './model/answer.ts';
export type { Diagnostic } from './model/diagnostic.ts';
export type { Fetch } from './model/exchange.ts';
export type { AnswerPlace, Finding } from './model/finding.ts';
export type { Backend, ProfileName, RuleSetting, TransportName } from './model/names.ts';
export type { Place } from './model/place.ts';
export type { CaseRecord, GroupRecord } from './model/record.ts';
export type { ChecksAsked, Verdict } from './model/run.ts';
export type { Totals } from './model/run-event.ts';
