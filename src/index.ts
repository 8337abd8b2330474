/** The public face of the library: what is exported here keeps its shape within a major version. */
export type { Case, Step } from './model/case.ts';
export type { Diagnostic } from './model/diagnostic.ts';
export type { Exchange, Fetch, Outcome } from './model/exchange.ts';
export type { Finding } from './model/finding.ts';
export type { CaseRecord, GroupRecord } from './model/record.ts';
export type { CaseResult } from './model/run.ts';
export type { Reporter, RunEvent, RunFacts, Totals } from './model/run-event.ts';
export type { Suite } from './model/suite.ts';
export { type Plan, plan, type RunOptions, run } from './run.ts';
