import type { Case } from '../../src/model/case.ts';
import type { Exchange } from '../../src/model/exchange.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Backend, TransportName } from '../../src/model/names.ts';
import type { Place } from '../../src/model/place.ts';
import type { CaseRecord } from '../../src/model/record.ts';
import type { CaseResult } from '../../src/model/run.ts';
import type { Source } from '../../src/model/suite.ts';
import { caseRecord } from '../../src/run/case-record.ts';

/** What a test says about a case; the rest is filled in. */
export interface CaseNotes {
  readonly scenario: string;
  readonly title?: string;
  readonly transport?: TransportName;
  readonly row?: JsonObject;
  readonly ms?: number;
  readonly status?: number;
  readonly asked?: readonly string[];
  readonly findings?: readonly Finding[];
  readonly layout?: string;
  readonly synthetic?: boolean;
}

/** A finished case as `run.ts` would tell it to a reporter. */
export function passed(notes: CaseNotes): CaseResult {
  return { ...outcome(notes), verdict: 'passed' };
}

export function failed(notes: CaseNotes): CaseResult {
  return { ...outcome(notes), verdict: 'failed', exchange };
}

export function undecided(notes: CaseNotes, cause: string): CaseResult {
  const nothing = { asked: [], notApplicable: [] };
  return { ...outcome(notes), checks: nothing, verdict: 'undecided', cause, exchange };
}

export function skipped(notes: CaseNotes, reason: string, by: 'author' | 'run' = 'author'): CaseResult {
  const nothing = { asked: [], notApplicable: [] };
  return { ...outcome(notes), ms: 0, attempts: [], checks: nothing, verdict: 'skipped', reason, by };
}

/** As reporters are told of it. */
export function recordOf(result: CaseResult, backend: Backend = 'live'): CaseRecord {
  return caseRecord(result, backend, (text) => text);
}

/** A place in the scenario file of this id, with the caret under a part of the line. */
export function place(scenario: string, line: number, lineText: string, under = lineText.trim()): Place {
  const column = lineText.indexOf(under) + 1;
  return { file: `scenarios/${scenario}.yaml`, line, column, length: under.length, lineText };
}

function outcome(notes: CaseNotes) {
  const { ms = 12, status = 200, findings = [], synthetic = false, layout } = notes;
  const asked = notes.asked ?? [
    'status',
    'content-type',
    'schema',
    'choices',
    'finish-once',
    'usage',
    'expect.content',
  ];
  return {
    case: makeCase(notes),
    ms,
    attempts: [{ result: status, ms }],
    checks: { asked, notApplicable: [] },
    findings,
    synthetic,
    unsent: [],
    failedBefore: [],
    ...(layout !== undefined && { layout }),
  };
}

export function makeCase({ scenario, title = 'Ask a question', transport = 'rest', row = {} }: CaseNotes): Case {
  const locate = () => place(scenario, 2, `title: ${title}`);
  const source: Source = { file: `/suite/${scenario}.yaml`, value: null, lines: 1, locate, has: () => true };
  const axes = [...Object.entries(row).map(([axis, value]) => `${axis}=${value}`), `transport=${transport}`];
  const id = `${scenario}[${axes.join(',')}]`;
  return {
    id,
    group: { id, count: 1, pass: 1 },
    scenario: { id: scenario, file: { version: 1, title }, source, defaults: [] },
    row,
    transport,
    repeat: 1,
    title,
    tags: [],
    endpoint: { name: 'managed', kind: 'managed' },
    profile: 'vertex-gemini',
    auth: 'adc',
    rules: {},
    steps: [{ path: [], request: { kind: 'json', json: {} }, headers: {}, expect: [], timeouts }],
    locate,
  };
}

const timeouts = { connect: 10_000, first_event: 60_000, idle: 30_000, total: 300_000 };

const exchange: Exchange = {
  request: { method: 'POST', url: 'https://aiplatform.googleapis.com/', headers: {}, body: '{}' },
  outcome: {
    kind: 'response',
    status: 200,
    headers: {},
    body: { kind: 'json', bytes: new Uint8Array(), reads: [], end: { kind: 'complete' } },
  },
  timings: { startedAt: 0, end: 12 },
};
