import { isObject } from '../lib/is-object.ts';
import { shellQuote } from '../lib/shell-quote.ts';
import { showValue } from '../lib/show-value.ts';
import { inOrderOfUse, type Offer } from '../mock/match-request.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { Json, JsonObject } from '../model/json.ts';

/** What clients are given: where the server is, and a request that one of its scenarios answers. */
export interface Greeting {
  /** Everything before `/chat/completions`. */
  readonly baseUrl: string;
  /** Lines to paste; undefined where no scenario sends a request of a few words. */
  readonly lines?: { readonly curl: string; readonly python: string; readonly node: string };
}

/** Any project will do for a server of mocks: the real one stays unsaid. */
const project = 'my-project';

/** `key`: what the clients send as API key, as a shell and the SDKs have to write it. */
export function greet(origin: string, offers: readonly Offer[], base: string | undefined, token: boolean): Greeting {
  const sample = sampleOf(offers);
  const endpoint = sample?.offer.case.endpoint ?? offers[0]?.case.endpoint;
  const baseUrl = `${origin}${base ?? (endpoint ? basePath(endpoint) : '')}`;
  if (!sample) return { baseUrl };
  const { model, messages } = sample;
  const call = `model=${JSON.stringify(model)}, messages=${JSON.stringify(messages)}`;
  const [bearer, python, node] = token
    ? ['$TOKEN', 'os.environ["TOKEN"]', 'process.env.TOKEN']
    : ['any', '"any"', '"any"'];
  return {
    baseUrl,
    lines: {
      curl: `curl ${baseUrl}/chat/completions -H "Authorization: Bearer ${bearer}" -d ${shellQuote(JSON.stringify({ model, messages }))}`,
      python: `OpenAI(base_url="${baseUrl}", api_key=${python}).chat.completions.create(${call})`,
      node: `new OpenAI({ baseURL: "${baseUrl}", apiKey: ${node} }).chat.completions.create({ model: ${JSON.stringify(model)}, messages: ${JSON.stringify(messages)} })`,
    },
  };
}

/** The shortest request that has nothing but a model and messages, and that a plain answer is made to. */
function sampleOf(offers: readonly Offer[]) {
  const plain = inOrderOfUse(offers).flatMap((offer) => {
    const { request } = offer.step;
    const json: JsonObject = request.kind === 'json' ? request.json : {};
    const { model, messages, ...more } = json;
    const isPlain = Object.keys(more).length === 0 && typeof model === 'string' && isText(messages);
    return isPlain && offer.case.auth !== 'none' ? [{ offer, model, messages }] : [];
  });
  const managed = plain.filter(({ offer }) => offer.case.endpoint.kind === 'managed');
  return (managed.length > 0 ? managed : plain)[0];
}

function isText(messages: Json | undefined): messages is Json {
  return (
    Array.isArray(messages) &&
    (messages as readonly Json[]).every((message) => isObject(message) && typeof message['content'] === 'string') &&
    showValue(messages, 200).length < 200
  );
}

function basePath(endpoint: Endpoint): string {
  if (endpoint.kind === 'custom') {
    const path = (endpoint.base_url ?? '').replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
    return path.replace(/\/+$/, '');
  }
  const { api_version: version = 'v1', location = 'global', endpoint_id: id = '' } = endpoint;
  return `/${version}/projects/${project}/locations/${location}/endpoints/${endpoint.kind === 'managed' ? 'openapi' : id}`;
}
