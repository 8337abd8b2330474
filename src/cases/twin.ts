import type { Case } from '../model/case.ts';
import type { JsonObject } from '../model/json.ts';
import { caseId } from './case-id.ts';

/**
 * The case that asks the same with `stream` flipped, for `parity` (docs/reference/format.md#repeats-and-parity).
 * `written`: the row as its author wrote it. What only a stream may ask for (`stream_options`) is left out of a whole
 * one.
 */
export function twinOf(aCase: Case, written: JsonObject): Case {
  const [step] = aCase.steps;
  if (step?.request.kind !== 'json') throw new Error(`${aCase.id} sends no JSON, so it has no twin`);
  const { stream, stream_options: options, ...same } = step.request.json;
  const flipped = stream !== true;
  const json = flipped ? { ...same, ...(options !== undefined && { stream_options: options }), stream: true } : same;
  const group = caseId(aCase.scenario.id, written, aCase.transport, flipped);
  return {
    ...aCase,
    id: aCase.id.replace(aCase.group.id, () => group),
    group: { ...aCase.group, id: group },
    twinOf: aCase.id,
    steps: [{ ...step, request: { kind: 'json', json } }],
  };
}
