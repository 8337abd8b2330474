import { getResponse, http } from 'msw';
import type { Case, Step } from '../model/case.ts';
import type { Fetch } from '../model/exchange.ts';
import type { JsonObject } from '../model/json.ts';
import { repliesOf, replyAt } from './replies.ts';
import { replyForm } from './reply-form.ts';
import { respond } from './respond.ts';

export interface Mock {
  readonly fetch: Fetch;
  /** Is what a reply says, or one of them, made from the request? */
  readonly synthetic: boolean;
  /** How many HTTP attempts have a reply of their own. */
  readonly replies: number;
}

/** What answers a request, for the handler below. */
const answers = new WeakMap<Request, () => Response>();

/**
 * One handler for all cases: making one takes a stack trace, which costs more than the answer. Every URL form ends
 * alike: managed, deployed, dedicated and custom endpoints, in both versions of the API.
 */
const handlers = [http.post('*/chat/completions', ({ request }) => answers.get(request)?.())];

/**
 * A `fetch` that is answered by MSW handlers, without any interception in the process: cases run side by side, each
 * with its own sequence of replies. The last reply of a list stays. `from`: how many attempts at the step there have been.
 */
export function createMockFetch({ id, profile, repeat }: Case, step: Step, from = 0): Mock {
  const request: JsonObject = step.request.kind === 'json' ? step.request.json : {};
  const replies = repliesOf(step.mock ?? {}, repeat);
  let attempt = from;
  const answer = (signal: AbortSignal): Response => {
    const reply = replyAt(replies, attempt);
    attempt += 1;
    return respond(reply, { request, profile, seed: id, signal });
  };
  return {
    synthetic: replies.some((reply) => reply['recording'] !== true && replyForm(reply) === 'synthetic'),
    replies: replies.length - from,
    async fetch(input, init) {
      const sent = new Request(input, init);
      // The caller's own: that of a `Request` no longer follows it once the request has been collected as garbage.
      const signal = init?.signal ?? sent.signal;
      answers.set(sent, () => answer(signal));
      const response = await getResponse(handlers, sent);
      if (!response) throw new TypeError('fetch failed', { cause: new Error('no mock answers this request') });
      return response;
    },
  };
}
