import { plural } from '../lib/plural.ts';
import type { CaseRecord, GroupRecord } from '../model/record.ts';
import type { Reporter, RunEnd, RunEvent, RunStart } from '../model/run-event.ts';
import type { StoredExchange } from '../model/stored-exchange.ts';
import { exchangeViews } from './html/exchange-view.ts';
import { caseView, groupRow } from './html/group-view.ts';
import { addFailure, type FailedChecks, notesOf } from './html/notes.ts';
import { createPageBudget, type PageBudget } from './html/page-budget.ts';
import type { CaseView, ExchangesView, GroupView, RunView } from './html/page-data.ts';
import { head, tail } from './html/precompiled/page.js';
import { runHead } from './html/run-view.ts';
import { notRun } from './not-run.ts';
import type { ReporterOptions } from './reporter-options.ts';
import { addGroup, createTally } from './tally.ts';

/** Of what grows with the run, in bytes: the page stays below 5 MB, and what is most of use has most room. */
const room = { rows: 1_400_000, details: 1_400_000, exchanges: 1_900_000 } as const;
/** So that a group of many repeats does not take the room of all others. */
const casesShown = 200;
const charactersOfGroup = 150_000;

/**
 * One page that needs nothing but itself. It is written at the end; until then no more is kept in memory than will be
 * in it. Groups and exchanges are elements of their own, which the page reads when they are opened.
 */
export function createHtml({ write }: ReporterOptions): Reporter {
  const tally = createTally();
  const rows = createPageBudget(room.rows);
  const details = createPageBudget(room.details);
  const wire = createPageBudget(room.exchanges);
  const failed: FailedChecks = new Map();
  const checkSets = new Map<string, { readonly number: number; readonly checks: readonly string[] }>();
  const exchanges = new Map<string, () => readonly StoredExchange[] | undefined>();
  let start: RunStart | undefined;
  let groups = 0;

  const on = (event: RunEvent): void => {
    switch (event.kind) {
      case 'start':
        start = event;
        break;
      case 'case-start':
        break;
      case 'case-end':
        exchanges.set(event.case.id, event.exchanges);
        break;
      case 'group-end':
        addGroup(tally, event.group);
        addFailure(failed, event.group);
        takeGroup(event.group);
        exchanges.clear();
        break;
      case 'end':
        if (start) writePage(event, start);
        break;
    }
  };

  const takeGroup = (group: GroupRecord) => {
    const number = groups;
    groups += 1;
    const isQuiet = group.verdict === 'passed' && group.cases.every(({ findings }) => findings.length === 0);
    const rank = isQuiet ? 'quiet' : 'loud';
    const reads = wire.hasRoom(rank);
    const stored = group.cases.map((ran) => (reads ? exchanges.get(ran.id)?.() : undefined));
    const hasExchanges = (ran: CaseRecord, index: number): CaseView['exchanges'] => {
      if (ran.attempts.length === 0) return 'none';
      if (!reads) return 'no-room';
      return stored[index] === undefined ? 'not-kept' : 'kept';
    };
    rows.add(rank, number, () => element(`row-${number}`, JSON.stringify(groupRow(group, number))));
    details.add(rank, number, () => {
      const cases = group.cases
        .slice(0, casesShown)
        .map((ran, index) => caseView(ran, numberOf(ran.checks.asked), hasExchanges(ran, index)));
      const view: GroupView = { cases, left: group.cases.length - cases.length };
      return element(`group-${number}`, JSON.stringify(view));
    });
    if (reads && stored.every((each) => each === undefined)) return;
    wire.add(rank, number, () => {
      let length = 0;
      const shown = group.cases.slice(0, casesShown).map(({ profile }, index) => {
        const views: ExchangesView[number] =
          length > charactersOfGroup ? [] : exchangeViews(stored[index] ?? [], profile);
        const json = JSON.stringify(views);
        length += json.length;
        return json;
      });
      return element(`exchanges-${number}`, `[${shown.join(',')}]`);
    });
  };

  const numberOf = (checks: readonly string[]): number => {
    const key = checks.join(' ');
    const known = checkSets.get(key) ?? { number: checkSets.size, checks };
    checkSets.set(key, known);
    return known.number;
  };

  const writePage = (end: RunEnd, run: RunStart) => {
    const view: RunView = {
      ...runHead(end, run, tally, notRun(end)),
      notes: notesOf(failed, tally, end),
      checkSets: [...checkSets.values()].map(({ checks }) => checks),
      left: leftOut(rows, details, wire),
    };
    write(head);
    write(element('run', JSON.stringify(view)));
    for (const each of [rows, details, wire].flatMap((budget) => budget.kept())) write(each);
    write(tail);
  };

  return { on };
}

/** JSON in an element that is no script to a browser, and that no text can end. */
function element(id: string, json: string): string {
  const safe = json.replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `<script type="application/json" id="${id}">${safe}</script>\n`;
}

function leftOut(rows: PageBudget, details: PageBudget, wire: PageBudget): string[] {
  const of = (budget: PageBudget) => budget.dropped('quiet') + budget.dropped('loud');
  const loud = rows.dropped('loud');
  const quiet = rows.dropped('quiet');
  return [
    ...(loud > 0 ? [`${plural(loud, 'group')} that did not simply pass`] : []),
    ...(quiet > 0 ? [`${plural(quiet, 'group')} that passed`] : []),
    ...(of(details) > of(rows) ? [`the details of ${plural(of(details) - of(rows), 'more group')}`] : []),
    ...(of(wire) > 0 ? [`what was sent and received for ${plural(of(wire), 'group')}`] : []),
  ];
}
