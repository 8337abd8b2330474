import { isAbsolute } from 'node:path';
import { plural } from '../lib/plural.ts';
import type { Finding } from '../model/finding.ts';
import type { CaseRecord, GroupRecord } from '../model/record.ts';
import type { Reporter, RunEnd, RunEvent, RunStart } from '../model/run-event.ts';
import { errorsOf } from './failures.ts';
import { notRun } from './not-run.ts';
import { reasonOf } from './reason-of.ts';
import { renderAgain } from './render-again.ts';
import { answerPlace } from './render-finding.ts';
import type { ReporterOptions } from './reporter-options.ts';
import { plainScreen } from './screen.ts';
import { type AnnotationPlace, workflowCommand } from './workflow-command.ts';

/** A cause: a finding at a line of YAML, or why a case is undecided or flaky. */
interface Cause {
  readonly level: 'error' | 'warning';
  readonly place: AnnotationPlace;
  readonly lines: readonly string[];
  /** Ids of groups; the first ones are shown. */
  readonly groups: Set<string>;
}

/** GitHub shows so many annotations of each level for a step. */
const shown = 10;
const idsShown = 5;

/**
 * Annotations on the lines of YAML for a job of GitHub Actions: an error for whatever makes the run not green, a warning
 * for other deviations; each cause once, however many cases have it. Written at the end.
 */
export function createGithub({ write, filePrefix = '' }: ReporterOptions): Reporter {
  const causes = new Map<string, Cause>();
  let start: RunStart | undefined;

  const on = (event: RunEvent): void => {
    if (event.kind === 'start') start = event;
    if (event.kind === 'group-end') addGroup(event.group);
    if (event.kind === 'end' && start) end(event, start);
  };

  const addGroup = (group: GroupRecord) => {
    const { verdict, cases } = group;
    if (verdict === 'failed') {
      for (const finding of cases.flatMap((ran) => (ran.verdict === 'failed' ? errorsOf(ran) : []))) {
        addFinding('error', finding, group);
      }
    }
    const [first] = cases;
    if (first && (verdict === 'undecided' || verdict === 'flaky')) addVerdict(group, first);
    const warnings = cases.flatMap((ran) => ran.findings).filter(({ severity }) => severity === 'warn');
    for (const finding of warnings) addFinding('warning', finding, group);
  };

  const addFinding = (level: Cause['level'], finding: Finding, group: GroupRecord) => {
    const { check, message, expected, actual, place } = finding;
    const { file, line, column, length } = place;
    const key = JSON.stringify([level, check, message, expected, file, line]);
    const where = answerPlace(finding);
    const lines = [
      message,
      ...(expected === undefined ? [] : [`expected ${expected}`]),
      ...(actual === undefined ? [] : [`actual ${actual}`]),
      ...(where === '' ? [] : [`in the answer: ${where}`]),
    ];
    const at = { file: pathOf(file), line, col: column, endColumn: column + length - 1, title: check };
    add(key, { level, place: at, lines, groups: new Set() }, group);
  };

  const addVerdict = (group: GroupRecord, { file, line }: CaseRecord) => {
    const { verdict } = group;
    const reason = reasonOf(group) ?? verdict;
    const level = verdict === 'undecided' ? 'error' : 'warning';
    const place = { file: pathOf(file), line, title: verdict };
    // One outage is one cause, whatever scenario meets it first.
    add(JSON.stringify([verdict, reason]), { level, place, lines: [reason], groups: new Set() }, group);
  };

  const add = (key: string, cause: Cause, { id }: GroupRecord) => {
    const known = causes.get(key) ?? cause;
    causes.set(key, known);
    known.groups.add(id);
  };

  const pathOf = (file: string) => (isAbsolute(file) ? file : `${filePrefix}${file}`);

  const end = (event: RunEnd, run: RunStart) => {
    const wrong = notRun(event);
    const own = wrong === undefined ? [] : [workflowCommand('error', { title: 'not run' }, [wrong])];
    for (const level of ['error', 'warning'] as const) {
      const all = [...causes.values()].filter((cause) => cause.level === level);
      const room = level === 'error' ? shown - own.length : shown;
      const lines = all.slice(0, room).map((cause) => renderCause(cause, run));
      write([...(level === 'error' ? own : []), ...lines].join(''));
      const more = all.length - lines.length;
      if (more > 0) {
        write(
          `${plural(more, `more ${level}`)} without an annotation: GitHub shows ${shown} of each level for a step\n`,
        );
      }
    }
  };

  return { on };
}

function renderCause({ level, place, lines, groups }: Cause, { again }: RunStart): string {
  const ids = [...groups];
  const more = ids.length > idsShown ? [`and ${plural(ids.length - idsShown, 'more group')}`] : [];
  const [first = ''] = ids;
  const repeat = renderAgain(again, [plainScreen.say(first)], plainScreen);
  const all = [...lines, '', ...ids.slice(0, idsShown), ...more, ...(level === 'error' ? ['', ...repeat] : [])];
  return workflowCommand(level, place, all);
}
