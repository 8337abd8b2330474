import { plural } from '../lib/plural.ts';
import { exitCodes, type Invocation } from './invocation.ts';
import { planSuite } from './plan-suite.ts';

/** `validate`: reads the files, fills in every case, compiles every check, and sends nothing. */
export async function validateCommand(invocation: Invocation): Promise<number> {
  const planned = await planSuite(invocation);
  if (!planned) return exitCodes.usage;
  const scenarios = new Set(planned.cases.map((each) => each.case.scenario.id)).size;
  const warnings = planned.diagnostics.length;
  const verdict = warnings === 0 ? 'nothing is wrong' : `${plural(warnings, 'warning')}, no errors`;
  invocation.out.write(`${plural(scenarios, 'scenario')} with ${plural(planned.cases.length, 'case')}: ${verdict}\n`);
  return exitCodes.holds;
}
