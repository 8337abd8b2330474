import type { Backend } from '../model/names.ts';
import type { Reporter, RunEvent } from '../model/run.ts';
import { caseRecord } from './case-record.ts';
import type { ReporterOptions } from './reporter-options.ts';

/**
 * The run as one JSON document by `schemas/run.schema.json`, written as it happens: nothing of a case is kept. One case
 * is one line. A run that crashes leaves a document that does not end, and so does not parse.
 */
export function createJson({ write, redact, version, now }: ReporterOptions): Reporter {
  let backend: Backend = 'mock';
  let first = true;
  /** Those of more than one try: repeats, or cases that ran again. */
  const groups: { readonly [key: string]: string | number }[] = [];

  const json = (value: unknown) => JSON.stringify(value, (_, v) => (typeof v === 'string' ? redact(v) : v));

  const on = (event: RunEvent): void => {
    switch (event.kind) {
      case 'start':
        backend = event.backend;
        write(`{\n${fields({ version: 1, tool: { name: 'vertex-scenarios', version } })},\n`);
        write(`${fields({ suite: event.suite, backend, startedAt: now().toISOString() })},\n"cases": [`);
        break;
      case 'case-start':
        break;
      case 'case-end':
        write(`${first ? '' : ','}\n${json(caseRecord(event.result, backend))}`);
        first = false;
        break;
      case 'group-end': {
        const { id, verdict, pass, cases } = event.group;
        const passed = cases.filter((each) => each.verdict === 'passed').length;
        if (cases.length > 1 || verdict === 'flaky') groups.push({ id, verdict, cases: cases.length, passed, pass });
        break;
      }
      case 'end': {
        const { totals, ms, interrupted } = event;
        const fixedQuirks = event.fixed.map(({ quirk }) => quirk);
        const ended = interrupted ? 'interrupted' : 'complete';
        write(`\n],\n${fields({ groups, fixedQuirks, totals, durationMs: Math.round(ms), ended })}\n}\n`);
        break;
      }
    }
  };

  const fields = (values: { readonly [key: string]: unknown }) =>
    Object.entries(values)
      .map(([key, value]) => `${JSON.stringify(key)}: ${json(value)}`)
      .join(',\n');

  return { on };
}
