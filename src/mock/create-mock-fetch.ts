import { getResponse, http } from 'msw';
import { isObject } from '../lib/is-object.ts';
import type { Case, Step } from '../model/case.ts';
import type { Fetch } from '../model/exchange.ts';
import type { Json, JsonObject } from '../model/json.ts';
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
const answers = new WeakMap<Request, (request: Request) => Response>();

/**
 * One handler for all cases: making one takes a stack trace, which costs more than the answer. Every URL form ends
 * alike: managed, deployed, dedicated and custom endpoints, in both versions of the API.
 */
const handlers = [http.post('*/chat/completions', ({ request }) => answers.get(request)?.(request))];

/**
 * A `fetch` that is answered by MSW handlers, without any interception in the process: cases run side by side, each
 * with its own sequence of replies. The last reply of a list stays. `from`: how many attempts at the step there have been.
 */
export function createMockFetch({ id, profile, repeat }: Case, step: Step, from = 0): Mock {
  const request: JsonObject = step.request.kind === 'json' ? step.request.json : {};
  const replies = repliesOf(step.mock ?? {}, repeat);
  let attempt = from;
  const answer = ({ signal }: Request): Response => {
    const reply = replies[Math.min(attempt, replies.length - 1)] ?? {};
    attempt += 1;
    return respond(reply, { request, profile, seed: id, signal });
  };
  return {
    synthetic: replies.some((reply) => replyForm(reply) === 'synthetic'),
    replies: replies.length - from,
    async fetch(input, init) {
      const sent = new Request(input, init);
      answers.set(sent, answer);
      const response = await getResponse(handlers, sent);
      if (!response) throw new TypeError('fetch failed', { cause: new Error('no mock answers this request') });
      return response;
    },
  };
}

/** One reply per HTTP attempt, or (`by_repeat`) the one of this repeat over what stands beside it. */
function repliesOf(mock: Json, repeat: number): readonly JsonObject[] {
  if (Array.isArray(mock)) return (mock as readonly Json[]).map((reply) => (isObject(reply) ? reply : {}));
  const { match: _, by_repeat: byRepeat, ...shared } = isObject(mock) ? mock : {};
  if (!Array.isArray(byRepeat)) return [shared];
  const reply: Json = byRepeat[Math.min(repeat, byRepeat.length) - 1];
  return [isObject(reply) ? { ...shared, ...reply } : shared];
}
