import { escapeControls } from '../lib/escape.ts';
import { headerRecord } from '../lib/header-record.ts';
import { type ClientAnswer, createClientAnswers } from '../mock/answer-client.ts';
import { servedOffers } from '../run/served-offers.ts';
import type { SuiteOptions, Target } from './call.ts';
import { load, loaded } from './load.ts';

/** Which mocks answer a program, and at which addresses. */
export interface MockOptions
  extends Pick<SuiteOptions, 'vars' | 'model' | 'endpoint' | 'tag' | 'grep' | 'cwd' | 'env'> {
  /**
   * Any scenario answers below this address too, for programs that send somewhere else than the suite:
   * `https://llm.example/v1`. It is what clients call a base URL, without `/chat/completions`.
   */
  readonly baseUrl?: string;
}

/** The answer of a suite's mocks to a request; `unanswered` says in a sentence why there is none. */
export interface ClientMocks {
  answer(request: Request): Promise<ClientAnswer & { readonly unanswered?: string }>;
}

/** Loads a suite for programs that send requests of their own. */
export async function clientMocks(
  targets: Target | readonly Target[],
  { baseUrl, ...options }: MockOptions,
): Promise<ClientMocks> {
  const { plan } = loaded(await load(targets, options));
  if (!plan.suite) throw new Error('a loaded suite has no folder');
  const decide = createClientAnswers(await servedOffers(plan.suite.root, plan.cases), baseUrl);
  return {
    async answer(request) {
      const { method, url } = request;
      if (!new URL(url).pathname.endsWith('/chat/completions')) return {};
      const answer = decide({
        ...{ method, url, headers: headerRecord(request.headers) },
        body: await request.clone().text(),
      });
      if (answer.found) return answer;
      return { ...answer, unanswered: plan.redact(unanswered(`${method} ${url}`, answer)) };
    },
  };
}

function unanswered(request: string, { nearest }: Exclude<ClientAnswer, { readonly found: object }>): string {
  const head = `no scenario answers ${request}`;
  if (!nearest) return escapeControls(`${head}: the suite has no endpoint at this address`);
  return [head, ...nearest.map(({ scenario, difference }) => `  ${scenario}: ${difference}`)]
    .map(escapeControls)
    .join('\n');
}
