import { escapeControls } from '../lib/escape.ts';
import { exitCodes, type Invocation } from './invocation.ts';
import { planSuite } from './plan-suite.ts';

/** `list`: scenarios with their titles and tags, and the cases each of them becomes. */
export async function listCommand(invocation: Invocation): Promise<number> {
  const planned = await planSuite(invocation);
  if (!planned) return exitCodes.usage;
  const scenarios = Map.groupBy(
    planned.cases.map((each) => each.case),
    (aCase) => aCase.scenario.id,
  );
  const rows = [...scenarios].map(([id, cases]) => ({
    id,
    title: planned.redact(cases[0]?.title ?? ''),
    file: cases[0]?.locate([]).file ?? '',
    tags: cases[0]?.tags ?? [],
    cases: cases.map((aCase) => aCase.id),
  }));
  if (invocation.options.json) {
    invocation.out.write(`${JSON.stringify(rows, null, 2)}\n`);
    return exitCodes.holds;
  }
  for (const { id, title, tags, cases } of rows) {
    invocation.out.write(`${id}\n  ${escapeControls(title)}${tags.length > 0 ? `  (${tags.join(', ')})` : ''}\n`);
    for (const aCase of cases) invocation.out.write(`    ${aCase}\n`);
  }
  return exitCodes.holds;
}
