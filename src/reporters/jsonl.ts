import type { Reporter, RunEvent } from '../model/run-event.ts';
import type { ReporterOptions } from './reporter-options.ts';

/**
 * Everything a reporter is told, one JSON object in a line, written as it happens: for programs that follow a run.
 * Each line conforms to `schemas/run-line.schema.json`.
 */
export function createJsonl({ write }: ReporterOptions): Reporter {
  return { on: (event) => write(`${JSON.stringify(lineOf(event))}\n`) };
}

function lineOf(event: RunEvent): unknown {
  switch (event.kind) {
    case 'start': {
      const { kind, suite, backend, startedAt, cases, flags, again, version } = event;
      const tool = { name: 'vertex-scenarios', version };
      return { kind, version: 1, tool, suite, backend, startedAt, cases, flags, again };
    }
    case 'case-start':
      return event;
    case 'case-end':
      return { kind: event.kind, case: event.case };
    case 'group-end': {
      // Its cases were told before.
      const { cases, ...group } = event.group;
      return { kind: event.kind, group: { ...group, cases: cases.map(({ id }) => id) }, last: event.last };
    }
    case 'end': {
      const { fixed, ...end } = event;
      return { ...end, fixedQuirks: fixed.map(({ quirk }) => quirk) };
    }
  }
}
