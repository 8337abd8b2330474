import { renderDiagnostics } from '../lib/render-diagnostics.ts';
import { buildRequest } from '../requests/build-request.ts';
import { renderSample, type SampleForm, sampleForms } from '../samples/render-sample.ts';
import { placeholder } from '../samples/sample-text.ts';
import { exitCodes, type Invocation, usageError } from './invocation.ts';
import { planSuite } from './plan-suite.ts';
import { lookOf } from './terminal.ts';

/** `show ID`: the effective request of each row with the origin of every value, or (`--as`) a sample of it to paste. */
export async function showCommand(invocation: Invocation): Promise<number> {
  const { operands, options, out, err, env } = invocation;
  const form = sampleForms.find((name) => name === options.as);
  const wrong = [
    ...(operands.length === 1
      ? []
      : [usageError('show-one', 'show takes one scenario', 'write vertex-scenarios show ID')]),
    ...(options.as === undefined || form
      ? []
      : [usageError('flag-value', `there is no form "${options.as}"`, `the forms are ${sampleForms.join(', ')}`)]),
  ];
  if (wrong.length > 0) {
    err.write(renderDiagnostics(wrong, lookOf(err, env)));
    return exitCodes.usage;
  }
  // A sample has no value of the environment in it, whatever the environment is.
  const planned = await (form === undefined
    ? planSuite(invocation)
    : planSuite({ ...invocation, env: {} }, { unset: placeholder }));
  if (!planned?.suite) return exitCodes.usage;
  const rows = Map.groupBy(
    planned.cases.map((each) => each.case),
    ({ scenario, row }) => `${scenario.id} ${JSON.stringify(row)}`,
  );
  const texts: string[] = [];
  for (const [first, ...more] of rows.values()) {
    if (!first) continue;
    if (form !== undefined) {
      texts.push(renderSampleOf(first, form));
      for (const { id, complete } of first.steps) {
        if (complete) err.write(`step ${id} goes on from an earlier answer: there is no sample of it\n`);
      }
    } else {
      const { renderOrigins } = await import('./show-origins.ts');
      texts.push(planned.redact(renderOrigins([first, ...more], planned.suite, lookOf(out, env))));
    }
  }
  out.write(texts.join('\n'));
  return exitCodes.holds;
}

function renderSampleOf(aCase: Parameters<typeof buildRequest>[0], form: SampleForm): string {
  const known = aCase.steps.filter(({ complete }) => !complete);
  return known.map((step) => `${renderSample(buildRequest(aCase, step), form, aCase.auth)}\n`).join('\n');
}
