import { type HttpHandler, http } from 'msw';
import type { ClientAnswer } from '../mock/answer-client.ts';
import type { Target } from './call.ts';
import { clientMocks, type MockOptions } from './client-mocks.ts';

export type { Target } from './call.ts';
export { SuiteError } from './suite-error.ts';

export interface HandlersOptions extends MockOptions {
  /** Told of each request for chat completions that no scenario answers: a sentence, and which scenarios come near. */
  readonly onUnmatched?: (told: string) => void;
}

/**
 * The mocks of a suite as handlers of your own MSW: `setupServer(...await handlers('scenarios'))`. What no scenario
 * answers goes on to the handlers behind, and at the end to your policy for what is unhandled (`onUnhandledFrame` of MSW).
 * A list of replies is gone through by the requests that come to these handlers; new handlers begin anew.
 * The fault `reset` is an early end of the body here: MSW has no connections that break.
 *
 * Rejects with a `SuiteError` that says every mistake of the suite at once.
 */
export async function handlers(
  targets: Target | readonly Target[] = [],
  options: HandlersOptions = {},
): Promise<HttpHandler[]> {
  const mocks = await clientMocks(targets, options);
  const answers = new WeakMap<Request, Extract<ClientAnswer, { readonly found: object }>>();
  return [
    http.post(
      // A handler that matches and then has no answer would keep MSW from asking for the policy.
      async ({ request }) => {
        const answer = await mocks.answer(request);
        if (answer.found) answers.set(request, answer);
        else if (answer.unanswered !== undefined) options.onUnmatched?.(answer.unanswered);
        return answer.found !== undefined;
      },
      ({ request }) => answers.get(request)?.respond(request.signal),
    ),
  ];
}
