import { echoMessage } from '../answers/echo-message.ts';
import type { Answer } from '../model/answer.ts';
import type { Step } from '../model/case.ts';
import type { ResponseOutcome } from '../model/exchange.ts';
import type { JsonObject } from '../model/json.ts';

/**
 * What later steps know of a step: `steps.<id>.…` (docs/reference/expressions.md#names). What the answer lacks is left
 * out.
 */
export function stepAnswer({ request }: Step, { status, headers }: ResponseOutcome, answer: Answer): JsonObject {
  const message = echoMessage(answer);
  const body = answer.json ?? answer.text;
  return {
    ...(request.kind === 'json' && { request: request.json }),
    status,
    headers,
    ...(body !== undefined && { body }),
    ...(message && { message }),
    // Its keys come from JSON and from nowhere else.
    ...(answer.completion && { completion: answer.completion as unknown as JsonObject }),
  };
}
