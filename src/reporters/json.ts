import type { Reporter, RunEvent } from '../model/run-event.ts';
import type { ReporterOptions } from './reporter-options.ts';

/**
 * The run as one JSON document by `schemas/run.schema.json`, written as it happens: nothing of a case is kept. One case
 * is one line. A run that crashes leaves a document that does not end, and so does not parse.
 */
export function createJson({ write }: ReporterOptions): Reporter {
  let first = true;
  /** Those of more than one try: repeats, or cases that ran again. */
  const groups: { readonly [key: string]: string | number }[] = [];

  const on = (event: RunEvent): void => {
    switch (event.kind) {
      case 'start':
        write(`{\n${fields({ version: 1, tool: { name: 'vertex-scenarios', version: event.version } })},\n`);
        write(`${fields({ suite: event.suite, backend: event.backend, startedAt: event.startedAt })},\n"cases": [`);
        break;
      case 'case-start':
        break;
      case 'case-end':
        write(`${first ? '' : ','}\n${JSON.stringify(event.case)}`);
        first = false;
        break;
      case 'group-end': {
        const { id, verdict, pass, passed, cases } = event.group;
        if (cases.length > 1 || verdict === 'flaky') groups.push({ id, verdict, cases: cases.length, passed, pass });
        break;
      }
      case 'end': {
        const { totals, durationMs, ended, missing } = event;
        const fixedQuirks = event.fixed.map(({ quirk }) => quirk);
        const told = { totals, ...(durationMs !== undefined && { durationMs }), ended };
        write(`\n],\n${fields({ groups, fixedQuirks, ...told, ...(missing.length > 0 && { missing }) })}\n}\n`);
        break;
      }
    }
  };

  const fields = (values: { readonly [key: string]: unknown }) =>
    Object.entries(values)
      .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
      .join(',\n');

  return { on };
}
