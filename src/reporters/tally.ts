import type { Finding } from '../model/finding.ts';
import type { CaseRecord, GroupRecord } from '../model/record.ts';
import type { Quirk } from '../model/suite.ts';

/** Cases that share a cause. Of each scenario only the name is kept, so that a long run stays small. */
export interface Alike {
  cases: number;
  readonly scenarios: Set<string>;
}

/** What the end of the report says about the whole run, gathered case by case. */
export interface Tally {
  readonly undecided: Map<string, Alike>;
  readonly skipped: Map<string, Alike>;
  /** By the checks that failed first. */
  readonly flaky: Map<string, Alike>;
  /** Findings that a quirk excused, by the JSON of the quirk. */
  readonly known: Map<string, Alike & { readonly quirk: Quirk }>;
  /** By check, with the first finding of each kind as an example. */
  readonly warnings: Map<string, Alike & { count: number; readonly examples: Map<string, Finding> }>;
  readonly failed: Alike;
  /** Checks asked: of all cases, and the fewest and the most of one case that ran. */
  readonly asked: { all: number; fewest: number; most: number };
  /** Facets that did not apply to the case they were written for. */
  notApplicable: number;
  synthetic: number;
  /** The first scenario that was answered well: something to show a newcomer. */
  example?: string;
}

/** A long run stays small, and its report readable. */
const examplesKept = 5;

export function createTally(): Tally {
  return {
    undecided: new Map(),
    skipped: new Map(),
    flaky: new Map(),
    known: new Map(),
    warnings: new Map(),
    failed: { cases: 0, scenarios: new Set() },
    asked: { all: 0, fewest: Number.POSITIVE_INFINITY, most: 0 },
    notApplicable: 0,
    synthetic: 0,
  };
}

export function addGroup(tally: Tally, { verdict, cases }: GroupRecord): void {
  const [first] = cases;
  if (verdict === 'failed' && first) count(tally.failed, first);
  for (const ran of cases) {
    if (verdict === 'undecided' && ran.cause !== undefined) join(tally.undecided, ran.cause, ran);
    if (ran.reason !== undefined) join(tally.skipped, ran.reason, ran);
    const before = ran.failedBefore?.at(-1)?.filter(({ severity }) => severity === 'error') ?? [];
    const checks = new Set(before.map(({ check }) => check));
    if (verdict === 'flaky' && before.length > 0) join(tally.flaky, [...checks].join(', '), ran);
    addCase(tally, ran);
  }
}

function addCase(tally: Tally, ran: CaseRecord): void {
  if (ran.synthetic) tally.synthetic++;
  if (ran.verdict === 'passed' || ran.verdict === 'failed') {
    const asked = ran.checks.asked.length;
    tally.asked.all += asked;
    tally.notApplicable += ran.checks.notApplicable.length;
    tally.asked.fewest = Math.min(tally.asked.fewest, asked);
    tally.asked.most = Math.max(tally.asked.most, asked);
  }
  if (ran.verdict === 'passed' && ran.attempts.at(-1)?.result === 200) tally.example ??= ran.scenario;
  const warned = new Set<string>();
  const excused = new Map(
    ran.findings.flatMap(({ known }) => (known ? [[JSON.stringify(known), known] as const] : [])),
  );
  for (const [key, quirk] of excused) {
    const group = tally.known.get(key) ?? { quirk, cases: 0, scenarios: new Set() };
    tally.known.set(key, group);
    count(group, ran);
  }
  for (const finding of ran.findings) {
    if (finding.severity !== 'warn') continue;
    const group = tally.warnings.get(finding.check) ?? {
      cases: 0,
      scenarios: new Set(),
      count: 0,
      examples: new Map(),
    };
    tally.warnings.set(finding.check, group);
    group.count++;
    const kind = kindOf(finding);
    if (group.examples.size < examplesKept && !group.examples.has(kind)) group.examples.set(kind, finding);
    if (!warned.has(finding.check)) count(group, ran);
    warned.add(finding.check);
  }
}

/** What a message says without the values in it, which differ from answer to answer. */
function kindOf({ message }: Finding): string {
  return message.replace(/"[^"]*"|\S*\d\S*/g, '…');
}

function join(groups: Map<string, Alike>, cause: string, ran: CaseRecord): void {
  const group = groups.get(cause) ?? { cases: 0, scenarios: new Set() };
  groups.set(cause, group);
  count(group, ran);
}

function count(group: Alike, ran: CaseRecord): void {
  group.cases++;
  group.scenarios.add(ran.scenario);
}
