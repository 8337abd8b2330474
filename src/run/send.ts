import { judgeOutcome } from '../checks/verdict.ts';
import { sleep } from '../lib/sleep.ts';
import type { Case, Step } from '../model/case.ts';
import type { Exchange, Limits, NoResponse, Send, Transport } from '../model/exchange.ts';
import type { TransportName } from '../model/names.ts';
import type { Attempt } from '../model/run.ts';
import { buildRequest } from '../requests/build-request.ts';
import { afterAnswers } from './after-answers.ts';
import type { Turn } from './pace.ts';

/** Who answers the requests of a step. */
export interface Answering {
  readonly fetch: Send;
  /** Is what it says, or some of it, made from the request? */
  readonly synthetic: boolean;
  /** How many attempts have an answer of their own: more than these say nothing new. */
  readonly replies: number;
  /** What a real service needs; without it attempts follow one another at once. */
  readonly live?: {
    /** Waits until one more request may be sent. */
    readonly turn: () => Promise<Turn>;
    /** Is there a new token after the service refused the one that was sent? */
    readonly renewed: (exchange: Exchange) => Promise<boolean>;
  };
}

/** Bytes of a body that are kept (docs/reference/format.md#limits). */
const bodyLimit = 64 * 1024 * 1024;

/** Milliseconds before the first retry; doubled before each further one. */
const firstDelay = 1000;

/** One request, and again after a 429, a 503 or a broken connection; on mocks only where they have another reply. */
export async function send(
  aCase: Case,
  step: Step,
  { fetch, replies, live }: Answering,
  { retries, signal }: { readonly retries: number; readonly signal: AbortSignal },
): Promise<{ exchange: Exchange; attempts: Attempt[] }> {
  const request = buildRequest(aCase, step);
  const transport = await loadTransport(aCase.transport);
  const limits: Limits = { ...step.timeouts, bodyBytes: bodyLimit };
  const attempts: Attempt[] = [];
  let wasRenewed = false;
  let before: Exchange | undefined;
  for (let retried = 0; ; ) {
    const turn = await live?.turn();
    if (turn && 'refused' in turn) return { exchange: before ?? unsent(request, turn.refused), attempts };
    const exchange = await transport(request, fetch, limits, signal);
    if (turn) {
      turn.leave();
      // Whoever has the place now is to send before we judge: the service works while we do.
      await afterAnswers();
    }
    before = exchange;
    const { outcome, timings } = exchange;
    const result = outcome.kind === 'response' ? outcome.status : outcome.message;
    attempts.push({ ...(step.id !== undefined && { step: step.id }), result, ms: timings.end });
    const { retry, kind } = judgeOutcome(exchange, step.expect);
    if (!wasRenewed && kind === 'undecided' && (await live?.renewed(exchange))) {
      wasRenewed = true;
      continue;
    }
    if (!retry || retried === retries || attempts.length >= replies || signal.aborted) return { exchange, attempts };
    if (live) await sleep(retry.after ?? firstDelay * 2 ** retried, signal);
    retried += 1;
  }
}

/** A request that had no turn. */
function unsent(
  { method, url, headers, body }: ReturnType<typeof buildRequest>,
  refused: Pick<NoResponse, 'reason' | 'message'>,
): Exchange {
  return {
    request: { method, url, headers, body },
    outcome: { kind: 'no-response', ...refused },
    timings: { startedAt: Date.now(), end: 0 },
  };
}

/** Asked for by every request: an import that was made before still costs a resolution. */
const loaded = new Map<TransportName, Promise<Transport>>();

function loadTransport(name: TransportName): Promise<Transport> {
  const transport = loaded.get(name) ?? transports[name]();
  loaded.set(name, transport);
  return transport;
}

const transports: { readonly [name in TransportName]: () => Promise<Transport> } = {
  rest: async () => (await import('../transports/rest.ts')).rest,
  sdk: async () => (await import('../transports/sdk.ts')).sdk,
};
