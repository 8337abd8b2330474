import { rules as contract, type RuleId } from '../contract/rules.ts';
import type { Answer, StreamEvent } from '../model/answer.ts';
import type { Case, Step } from '../model/case.ts';
import type { CheckContext, Found, Judge, Judged } from '../model/check.ts';
import type { Exchange, ResponseOutcome } from '../model/exchange.ts';
import type { Finding } from '../model/finding.ts';
import type { Json, Path } from '../model/json.ts';
import type { Backend } from '../model/names.ts';
import type { ChecksAsked } from '../model/run.ts';
import { collectFindings } from './collect-findings.ts';
import { excuseKnown, quirksOf, type RegisteredQuirk } from './excuse-known.ts';
import { facetChecks } from './facets.ts';
import type { PreparedChecks } from './prepare-checks.ts';
import { ruleChecks } from './rules.ts';
import { expectsStatus, judgeOutcome } from './verdict.ts';

export { type PreparedChecks, prepareChecks } from './prepare-checks.ts';

/** The checks of one step while its answer is read. */
export interface Watch {
  /** Takes the events of a stream, in order and once each. */
  event(event: StreamEvent): void;
  /** Takes the whole. Findings come in the order of the contract, then of the facets. */
  finish(answer: Answer): {
    readonly findings: readonly Finding[];
    readonly checks: ChecksAsked;
    readonly judged: Judged;
  };
}

/** Puts all rules and facets that make sense to an exchange. */
export function startChecks(options: {
  readonly case: Case;
  readonly step: Step;
  readonly prepared: PreparedChecks;
  readonly backend: Backend;
  readonly exchange: Exchange;
  readonly response: ResponseOutcome;
  /** With `parity`: the answer to the same request with `stream` flipped. */
  readonly twin?: Judged;
  /** Those of the suite; they act on live and replay alone. */
  readonly quirks: readonly RegisteredQuirk[];
  readonly now: () => Date;
}): Watch {
  const { case: aCase, step, prepared } = options;
  const context = contextOf(options);
  const asked: string[] = [];
  const notApplicable: ChecksAsked['notApplicable'][number][] = [];
  const judges: Judge[] = [];
  const collected: (() => readonly Finding[])[] = [];

  const ask = (
    check: string,
    severity: 'error' | 'warn',
    from: readonly Path[],
    start: (report: (found: Found) => void) => Judge,
  ) => {
    const { report, findings } = collectFindings(
      check,
      severity,
      (path) => aCase.locate([...step.path, ...path]),
      from,
    );
    asked.push(check);
    collected.push(findings);
    judges.push(start(report));
  };

  for (const id of Object.keys(ruleChecks) as (keyof typeof ruleChecks)[]) {
    const severity = severityOf(id, aCase, context);
    const rule = ruleChecks[id];
    if (severity === 'off' || !rule.applies(context)) continue;
    ask(id, severity, requestPaths(step, rule.from), (report) => rule.start(context, report));
  }
  const unexpected = unexpectedStatus(options);
  for (const { name, path, judge } of prepared.facets) {
    const applies =
      unexpected !== undefined && !aboutStatus.has(name) ? unexpected : facetChecks[name].applies(context);
    if (applies !== true) notApplicable.push({ check: `expect.${name}`, reason: applies });
    else {
      // Facets speak of themselves as `expect.name`; in a list with `when` they stand one level deeper.
      ask(`expect.${name}`, 'error', [[...path, name]], (report) =>
        judge(context, (found) => report(found.from ? { ...found, from: [...path, ...found.from.slice(1)] } : found)),
      );
    }
  }

  const quirks = options.backend === 'mock' ? [] : quirksOf(options.quirks, aCase, step);
  const quirkExpired = severityOf('quirk-expired', aCase, context);
  if (aCase.twinOf !== undefined && !options.twin) {
    notApplicable.push({ check: 'parity', reason: 'the case it is compared with was not answered' });
  }

  const watching = judges.filter((judge) => judge.event !== undefined);
  return {
    event(event) {
      for (const judge of watching) judge.event?.(event);
    },
    finish(answer) {
      const fired = new Map<string, 'error' | 'warn'>();
      for (const [index, judge] of judges.entries()) {
        judge.end?.(answer, fired);
        const check = asked[index];
        const severities = new Set(collected[index]?.().map(({ severity }) => severity));
        const worst = severities.has('error') ? 'error' : severities.has('warn') ? 'warn' : undefined;
        if (check !== undefined && worst !== undefined) fired.set(check, worst);
      }
      const listed = step.expect.flatMap(({ facets }) => facets['findings'] ?? []);
      const found = collected.flatMap((each) => each()).map((each) => excuse(each, listed));
      return {
        findings: excuseKnown(found, quirks, options.now(), quirkExpired),
        checks: {
          asked: quirks.length === 0 || quirkExpired === 'off' ? asked : [...asked, 'quirk-expired'],
          notApplicable,
        },
        judged: { ...(answer.completion && { completion: answer.completion }), asked: new Set(asked), fired },
      };
    },
  };
}

function severityOf(id: RuleId, { rules }: Case, { profile }: CheckContext) {
  return rules[id] ?? contract[id].severity[profile];
}

/** What `expect.findings` lists is what the scenario is there to show. */
function excuse(finding: Finding, listed: readonly Json[]): Finding {
  return listed.includes(finding.check) && finding.severity !== 'info' ? { ...finding, severity: 'info' } : finding;
}

function contextOf({
  case: aCase,
  step,
  prepared,
  backend,
  exchange,
  response,
  twin,
}: Parameters<typeof startChecks>[0]): CheckContext {
  return {
    profile: aCase.profile,
    transport: aCase.transport,
    backend,
    exchange,
    response,
    stream: response.body.kind === 'stream',
    request: step.request.kind === 'json' ? step.request.json : null,
    expectsStatus: expectsStatus(step.expect),
    schemas: prepared.schemas,
    ...(twin && { twin }),
  };
}

/** Facets that speak of the status, or of what comes with any. */
const aboutStatus: ReadonlySet<string> = new Set(['status', 'error', 'headers']);

/**
 * Where the status is not the one expected, one clear finding says so, and what the answer would have had to contain is
 * not asked. (Unless its author made `status` a warning: then nothing else would fail.)
 */
function unexpectedStatus({
  case: aCase,
  step,
  exchange,
  response,
}: Parameters<typeof startChecks>[0]): string | undefined {
  const isSaid = expectsStatus(step.expect) || (aCase.rules['status'] ?? 'error') === 'error';
  const { kind } = judgeOutcome(exchange, step.expect);
  return isSaid && (kind === 'unexpected' || kind === 'undecided')
    ? `the service answered ${response.status}`
    : undefined;
}

/** The keys of the request a rule may follow from, then the request itself. */
function requestPaths({ request }: Step, keys: readonly string[]): Path[] {
  if (request.kind === 'raw') return [['request_raw']];
  return [...keys.filter((key) => Object.hasOwn(request.json, key)).map((key) => ['request', key]), ['request']];
}
