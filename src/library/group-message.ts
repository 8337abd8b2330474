import { createStyle } from '../lib/style.ts';
import type { Place } from '../model/place.ts';
import type { CaseRecord, GroupRecord } from '../model/record.ts';
import type { Again } from '../model/run-event.ts';
import { failuresOf } from '../reporters/failures.ts';
import { renderAgain } from '../reporters/render-again.ts';
import { renderFailure } from '../reporters/render-failure.ts';
import { createScreen } from '../reporters/screen.ts';
import { width } from './call.ts';

/**
 * Why a group did not pass, for the message of an error: its findings with both of their places, or the cause why
 * nobody knows, and the command that runs it again.
 */
export function groupMessage(group: GroupRecord, again: Again): string {
  const screen = createScreen({ style: createStyle(false), width });
  if (group.verdict === 'failed') {
    return failuresOf([group])
      .map((alike) => renderFailure(alike, false, again, screen))
      .join('\n\n');
  }
  const causes = new Set(group.cases.flatMap(({ cause, reason }) => cause ?? reason ?? []).map(screen.say));
  return [
    `${group.verdict === 'undecided' ? 'undecided' : 'not run'}: ${[...causes].join('; ')}`,
    '',
    ...renderAgain(again, [screen.say(group.id)], screen),
  ].join('\n');
}

/** Where in the YAML an error of this group points: its first error, or the title of its scenario. */
export function groupPlace({ cases }: GroupRecord): Pick<Place, 'file' | 'line' | 'column'> | undefined {
  const error = cases.flatMap(({ findings }) => findings).find(({ severity }) => severity === 'error');
  return error?.place ?? cases.map(titlePlace)[0];
}

function titlePlace({ file, line }: CaseRecord) {
  return { file, line, column: 1 };
}
