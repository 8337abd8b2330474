import type { Fetch } from '../model/exchange.ts';
import type { Target } from './call.ts';
import { clientMocks, type MockOptions } from './client-mocks.ts';

export interface MockFetchOptions extends MockOptions {
  /** Answers what no scenario answers; without it such a request fails, and says which scenario comes near. */
  readonly otherwise?: Fetch;
}

/**
 * A `fetch` that the mocks of a suite answer, for clients that take one: `new OpenAI({ fetch: await mockFetch('scenarios') })`.
 * Nothing else in the process is touched. A list of replies is gone through by the requests of this `fetch`.
 */
export async function mockFetch(
  targets: Target | readonly Target[] = [],
  options: MockFetchOptions = {},
): Promise<Fetch> {
  const mocks = await clientMocks(targets, options);
  return async (input, init) => {
    const request = new Request(input, init);
    const answer = await mocks.answer(request);
    if (answer.found) {
      // The caller's own: that of a `Request` no longer follows it once the request has been collected as garbage.
      return answer.respond(init?.signal ?? request.signal);
    }
    if (options.otherwise) return options.otherwise(input, init);
    throw new TypeError('fetch failed', { cause: new Error(answer.unanswered ?? `no mock answers ${request.url}`) });
  };
}
