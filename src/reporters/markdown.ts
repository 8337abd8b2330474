import { formatDuration } from '../lib/format-duration.ts';
import { plural } from '../lib/plural.ts';
import type { GroupRecord } from '../model/record.ts';
import type { Reporter, RunEnd, RunEvent, RunStart } from '../model/run-event.ts';
import { type FailedCase, failuresOf } from './failures.ts';
import { details, fenced, htmlCode } from './markdown-text.ts';
import { notRun } from './not-run.ts';
import { reasonOf } from './reason-of.ts';
import { renderAgain } from './render-again.ts';
import { describeFailure, idsOf } from './render-failure.ts';
import { renderCauses, renderFixed, renderGroups } from './render-groups.ts';
import type { ReporterOptions } from './reporter-options.ts';
import { plainScreen } from './screen.ts';
import { addGroup, createTally } from './tally.ts';
import { verdictInWords } from './verdict-in-words.ts';

// GitHub cuts a comment that is longer; GitLab takes more.
const longest = 65_536;
/** Room for what stands above all failures, and for the line that says what was left out. */
const reserve = 1500;
/** So much of a title is shown. */
const titleLength = 200;
const openFailures = 3;

/**
 * A report for pull requests and summaries of jobs: the verdict, the numbers, and each failure folded up. Text from
 * outside stands in code alone, where GitHub looks for no markup and no names. What is too long is counted instead.
 */
export function createMarkdown({ write, limit = longest }: ReporterOptions): Reporter {
  const tally = createTally();
  const blocks: string[] = [];
  let size = reserve;
  let failures = 0;
  let left = 0;
  let scenario: GroupRecord[] = [];
  let start: RunStart | undefined;

  /** Once one is left out, so are all behind it: a report with holes says less than one that ends. */
  const take = (block: string): boolean => {
    const bytes = Buffer.byteLength(block) + 2;
    if (left > 0 || size + bytes > limit) return false;
    size += bytes;
    blocks.push(block);
    return true;
  };

  const on = (event: RunEvent): void => {
    if (event.kind === 'start') start = event;
    if (event.kind === 'group-end') {
      scenario.push(event.group);
      addGroup(tally, event.group);
      if (event.last && start) endScenario(start);
    }
    if (event.kind === 'end' && start) end(event, start);
  };

  const endScenario = (run: RunStart) => {
    const ended = scenario;
    scenario = [];
    const cases = ended.reduce((sum, group) => sum + group.cases.length, 0);
    for (const alike of failuresOf(ended)) {
      failures += 1;
      if (!take(renderBlock(alike, alike.length === cases, run, failures <= openFailures))) left += 1;
    }
  };

  const end = (event: RunEnd, run: RunStart) => {
    const wrong = notRun(event);
    const head = renderHead(event, run, wrong, tally.asked.all);
    // A summary that is full already would be refused as a whole.
    if (Buffer.byteLength(head) > limit) return;
    const failed = blocks.splice(0);
    const undecided = renderCauses(tally.undecided, 'undecided', plainScreen);
    const others = [
      ...renderGroups({ ...tally, undecided: new Map() }, plainScreen),
      ...renderFixed(event.fixed, plainScreen),
    ];
    const lists: readonly (readonly [string, readonly string[], boolean])[] = [
      ['Without a result', event.missing.map(plainScreen.say), true],
      ['Undecided: the service could not be asked', undecided, true],
      ['Skipped, known, flaky and warnings', others, false],
    ];
    let folded = 0;
    for (const [summary, texts, isOpen] of lists) {
      if (texts.length === 0) continue;
      const joint = summary === 'Without a result' ? '\n' : '\n\n';
      if (!take(details(summary, [fenced('text', texts.join(joint))], isOpen))) folded += 1;
    }
    const note = left + folded === 0 ? [] : [renderLeft(left, folded, limit)];
    write(`${[head, ...failed, ...note, ...blocks].join('\n\n')}\n`);
  };

  return { on };
}

function renderHead(
  { totals, durationMs }: RunEnd,
  { suite, backend }: RunStart,
  wrong: string | undefined,
  checks: number,
): string {
  const facts = [
    htmlCode(plainScreen.say(suite.slice(0, titleLength))),
    backend === 'mock' ? 'on mocks, which say nothing about a model' : backend,
    ...(checks === 0 ? [] : [`${plural(checks, 'check')} asked`]),
    ...(durationMs === undefined ? [] : [formatDuration(durationMs)]),
  ];
  const columns = ['failed', 'undecided', 'flaky', 'passed', 'skipped', 'groups', 'cases'] as const;
  return [
    `### ${verdictInWords(totals, wrong)}`,
    // As a block of HTML: in a paragraph, markup in `code` would still be read.
    `<p>${facts.join(' · ')}</p>`,
    [columns, columns.map(() => '---:'), columns.map((column) => String(totals[column]))]
      .map((cells) => `| ${cells.join(' | ')} |`)
      .join('\n'),
  ].join('\n\n');
}

function renderBlock(alike: readonly FailedCase[], whole: boolean, { again }: RunStart, isOpen: boolean): string {
  const { say } = plainScreen;
  const [first] = alike;
  if (!first) return '';
  const more = alike.length > 1 ? ` and ${plural(alike.length - 1, 'other case')}` : '';
  const name = whole ? first.ran.scenario : first.ran.id;
  const reason = reasonOf({ ...first.group, verdict: 'failed', cases: [first.ran] }) ?? '';
  const command = renderAgain(again, idsOf(alike, whole).map(say), plainScreen)
    .join('\n')
    .replace(/^again: /, '');
  return details(
    `✗ ${htmlCode(say(name))}${whole ? '' : more}: ${htmlCode(say(reason))}`,
    [fenced('text', describeFailure(alike, plainScreen).join('\n')), fenced('sh', command)],
    isOpen,
  );
}

function renderLeft(failures: number, lists: number, limit: number): string {
  const what = [
    ...(failures > 0 ? [plural(failures, 'more failure')] : []),
    ...(lists > 0 ? [plural(lists, 'list')] : []),
  ];
  const room = limit >= 2 ** 20 ? '1 MiB' : `${limit} characters`;
  return `**${what.join(' and ')} left out: there is room for ${room}.** The log of the run and its JSON report have all.`;
}
