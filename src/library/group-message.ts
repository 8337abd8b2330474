import { createStyle } from '../lib/style.ts';
import type { Backend } from '../model/names.ts';
import type { Place } from '../model/place.ts';
import type { CaseResult, GroupResult } from '../model/run.ts';
import { groupRecord } from '../reporters/group-record.ts';
import { renderAgain } from '../reporters/render-again.ts';
import { failureKey, renderFailure } from '../reporters/render-failure.ts';
import type { ReporterOptions } from '../reporters/reporter-options.ts';
import { createScreen } from '../reporters/screen.ts';
import { width } from './call.ts';

/** What a message is made with, beside the group. */
export type MessageOptions = Pick<ReporterOptions, 'again' | 'redact'> & { readonly backend: Backend };

/**
 * Why a group did not pass, for the message of an error: its findings with both of their places, or the cause why
 * nobody knows, and the command that runs it again.
 */
export function groupMessage(group: GroupResult, { again, redact, backend }: MessageOptions): string {
  const look = { style: createStyle(false), width };
  const screen = createScreen({
    ...look,
    redact,
    again,
    tty: false,
    version: '',
    write: () => {},
    now: () => new Date(),
  });
  const record = groupRecord(group, backend);
  if (group.verdict === 'failed') {
    const failed = record.cases.filter(({ verdict }) => verdict === 'failed').map((ran) => ({ ran, group: record }));
    const alike = Map.groupBy(failed, ({ ran }) => failureKey(ran));
    return [...alike.values()].map((each) => renderFailure(each, false, again, screen)).join('\n\n');
  }
  const causes = new Set(group.cases.flatMap(causeOf).map(screen.say));
  return [
    `${group.verdict === 'undecided' ? 'undecided' : 'not run'}: ${[...causes].join('; ')}`,
    '',
    ...renderAgain(again, [screen.say(group.id)], screen),
  ].join('\n');
}

/** Where in the YAML an error of this group points: its first error, or its scenario. */
export function groupPlace({ cases }: GroupResult): Place | undefined {
  const findings = cases.flatMap(({ findings }) => findings);
  return findings.find(({ severity }) => severity === 'error')?.place ?? cases[0]?.case.locate(['title']);
}

function causeOf(result: CaseResult): string[] {
  if (result.verdict === 'undecided') return [result.cause];
  return result.verdict === 'skipped' ? [result.reason] : [];
}
