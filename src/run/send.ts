import { judgeOutcome } from '../checks/verdict.ts';
import type { Case, Step } from '../model/case.ts';
import type { Exchange, Fetch, Limits, Transport } from '../model/exchange.ts';
import type { TransportName } from '../model/names.ts';
import type { Attempt } from '../model/run.ts';
import { buildRequest } from '../requests/build-request.ts';

/** Who answers the requests of a step. */
export interface Answering {
  readonly fetch: Fetch;
  /** Is what it says, or some of it, made from the request? */
  readonly synthetic: boolean;
  /** How many attempts have an answer of their own: more than these say nothing new. */
  readonly replies: number;
}

/** Bytes of a body that are kept (`format.md` section 13). */
const bodyLimit = 64 * 1024 * 1024;

/** One request, and again after a 429, a 503 or a broken connection; on mocks only where they have another reply. */
export async function send(
  aCase: Case,
  step: Step,
  { fetch, replies }: Answering,
  { retries, signal }: { readonly retries: number; readonly signal: AbortSignal },
): Promise<{ exchange: Exchange; attempts: Attempt[] }> {
  const request = buildRequest(aCase, step);
  const transport = await transports[aCase.transport]();
  const limits: Limits = { ...step.timeouts, bodyBytes: bodyLimit };
  const attempts: Attempt[] = [];
  for (;;) {
    const exchange = await transport(request, fetch, limits, signal);
    const { outcome, timings } = exchange;
    const result = outcome.kind === 'response' ? outcome.status : outcome.message;
    attempts.push({ ...(step.id !== undefined && { step: step.id }), result, ms: timings.end });
    const another = attempts.length <= retries && attempts.length < replies && !signal.aborted;
    if (!another || !judgeOutcome(exchange, step.expect).retry) return { exchange, attempts };
  }
}

const transports: { readonly [name in TransportName]: () => Promise<Transport> } = {
  rest: async () => (await import('../transports/rest.ts')).rest,
  sdk: async () => (await import('../transports/sdk.ts')).sdk,
};
