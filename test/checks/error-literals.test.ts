/** Errors that others have published: their form is the documented one, and their meaning is told in plain words. */
import { expect, test } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import type { ProfileName } from '../../src/model/names.ts';
import { say, vertexError } from './ask.ts';
import { found } from './literals.ts';

interface ErrorLiteral {
  readonly source: string;
  readonly status: number;
  readonly body: Json;
  readonly contentType?: string;
  readonly profile?: ProfileName;
  /** What the rule `status` says where nobody expected the error; without the quoted message. */
  readonly says: string;
  /** What is found where the status is expected, and why that is right. Left out: nothing. */
  readonly finds?: { readonly [found: string]: string };
}

const errorPage = 'https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/api-errors';

const literals: { readonly [what: string]: ErrorLiteral } = {
  'a bare model id': refused(
    'https://github.com/NousResearch/hermes-agent/issues/56778',
    "Malformed publisher model (`model`: 'gemini-3.5-flash') for the 'openapi' request endpoint ID; expected '<publisher>/<model>'.",
    'the model lacks its publisher, write google/ before the id',
  ),
  'a body that is no JSON': refused('a public probe', 'Expected a valid JSON object in the request'),
  'a tool call without its signature': refused(
    'https://github.com/openai/openai-python/issues/2758',
    'Unable to submit request because function call `get_weather` in the 2. content block is missing a `thought_signature`…',
  ),
  'a tool call without its signature, of the Gemini Developer API': {
    ...refused(
      'https://github.com/openai/codex/issues/7519',
      'Function call is missing a thought_signature in functionCall parts…',
    ),
    profile: 'gemini',
  },
  'a model turn at the end': refused(
    'https://github.com/Zoo-Code-Org/Zoo-Code/issues/1052',
    'Requests ending with a model turn are not supported.',
  ),
  'search and functions together': refused(
    'https://github.com/BerriAI/litellm/issues/26682',
    'Multiple tools are supported only when they are all search tools.',
  ),
  'logprobs where the model has none': refused(
    'https://github.com/GoogleCloudPlatform/generative-ai/issues/2947',
    'Unable to submit request because Logprobs is not supported for this model. …',
  ),
  'another number of results than of calls': refused(
    'https://github.com/microsoft/semantic-kernel/issues/12527',
    'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.',
  ),
  'a message without parts': refused(
    'https://github.com/Portkey-AI/gateway/issues/462',
    'Unable to submit request because it must include at least one parts field…',
  ),
  'a word of JSON Schema that the API does not know': refused(
    'https://github.com/BerriAI/litellm/issues/5338',
    'Unknown name "additionalProperties" … Cannot find field.',
  ),
  'a failed precondition': {
    source: errorPage,
    status: 400,
    body: vertexError(400, 'FAILED_PRECONDITION', '…'),
    says: 'the request was refused',
  },
  'no credentials': {
    source: 'a public probe',
    status: 401,
    body: vertexError(401, 'UNAUTHENTICATED', 'Request is missing required authentication credential.', [
      errorInfo('CREDENTIALS_MISSING'),
    ]),
    says: 'no credentials were sent',
  },
  'a token that is bad or has expired': {
    source: 'several public logs',
    status: 401,
    body: vertexError(
      401,
      'UNAUTHENTICATED',
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
      [errorInfo('ACCESS_TOKEN_TYPE_UNSUPPORTED')],
    ),
    says: 'the access token is not valid, most likely it has expired',
  },
  'an API that is not enabled': {
    source: errorPage,
    status: 403,
    body: vertexError(403, 'PERMISSION_DENIED', '…', [errorInfo('SERVICE_DISABLED')]),
    says: 'the Vertex AI API (aiplatform.googleapis.com) is not enabled in this project',
  },
  'a permission that is missing, with the older list of errors beside the details': {
    source: 'https://github.com/google-gemini/gemini-cli/issues/14831',
    status: 403,
    body: [
      {
        error: {
          ...{ code: 403, message: '…', status: 'PERMISSION_DENIED' },
          errors: [{ message: '…', domain: 'global', reason: 'forbidden' }],
          details: [errorInfo('IAM_PERMISSION_DENIED')],
        },
      },
    ],
    says: 'the account lacks a permission, most likely aiplatform.endpoints.predict (role roles/aiplatform.user)',
  },
  'a model that is not there': {
    source: 'https://github.com/firebase/genkit/issues/4688',
    status: 404,
    body: vertexError(
      404,
      'NOT_FOUND',
      'Publisher Model `projects/p/locations/global/publishers/google/models/gemini-2.0-flash-001` was not found or your project does not have access to it. Please ensure you are using a valid model version. For more information, see: https://cloud.google.com/vertex-ai/generative-ai/docs/learn/model-versions',
    ),
    says: 'the model id is wrong or retired, is not served at this location, or the project has no access to it: all look alike',
  },
  'a page for a wrong path or host': {
    source: 'https://github.com/BerriAI/litellm/issues/15496',
    status: 404,
    body: '<!DOCTYPE html>\n<html lang=en><title>Error 404 (Not Found)!!1</title>',
    contentType: 'text/html; charset=UTF-8',
    says: 'host or path are wrong, what answered is not the API',
    finds: { 'error error-envelope': 'no client finds an error object in a page' },
  },
  'too many requests': {
    source: 'https://github.com/continuedev/continue/issues/8967',
    status: 429,
    body: vertexError(
      429,
      'RESOURCE_EXHAUSTED',
      'Resource exhausted. Please try again later. Please refer to https://cloud.google.com/vertex-ai/generative-ai/docs/error-code-429 for more details.',
    ),
    says: 'too many requests, or no capacity left at the moment: try again later',
  },
  'too many requests, with the time to wait among the details': {
    source: 'https://github.com/google-gemini/gemini-cli/issues/14831',
    status: 429,
    body: vertexError(429, 'RESOURCE_EXHAUSTED', '…', [
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '21s' },
    ]),
    says: 'too many requests, or no capacity left at the moment: try again later',
  },
  'throughput that was bought, and is used up': {
    source: errorPage,
    status: 429,
    body: vertexError(429, 'RESOURCE_EXHAUSTED', 'Too many requests. Exceeded the Provisioned Throughput.'),
    says: 'the provisioned throughput is used up',
  },
  'a request that was cancelled': {
    source: errorPage,
    status: 499,
    body: vertexError(499, 'CANCELLED', 'The operation was cancelled.'),
    says: 'the request was refused',
  },
  'an inner error': {
    source: errorPage,
    status: 500,
    body: vertexError(500, 'INTERNAL', '…'),
    says: 'the service failed',
  },
  'an unknown error': {
    source: errorPage,
    status: 500,
    body: vertexError(500, 'UNKNOWN', '…'),
    says: 'the service failed',
  },
  'a service that is not available': {
    source: 'public audit logs of the endpoint openapi',
    status: 503,
    body: vertexError(503, 'UNAVAILABLE', 'The service is currently unavailable.'),
    says: 'the service failed',
  },
  'a deadline that has passed': {
    source: errorPage,
    status: 504,
    body: vertexError(504, 'DEADLINE_EXCEEDED', '…'),
    says: 'the service took too long',
  },
  'an error without the list around it': {
    source: 'https://github.com/openai/openai-python/issues/2758',
    status: 400,
    body: { error: { code: 400, message: '…', status: 'INVALID_ARGUMENT' } },
    says: 'the request was refused',
  },
  'an error as OpenAI writes it, from Vertex AI': {
    source: 'https://platform.openai.com/docs/guides/error-codes',
    status: 400,
    body: { error: { message: '…', type: 'invalid_request_error', param: null, code: null } },
    says: 'the request was refused',
    finds: { 'error error-envelope': 'code and status are what clients of Vertex AI read' },
  },
  'an error as OpenAI writes it, from OpenAI': {
    source: 'https://platform.openai.com/docs/guides/error-codes',
    status: 400,
    profile: 'openai',
    body: { error: { message: '…', type: 'invalid_request_error', param: null, code: null } },
    says: 'the request was refused',
  },
  'an error of a partner model, in the list of Vertex AI': {
    source: 'https://docs.cloud.google.com/vertex-ai/generative-ai/docs/maas/call-open-model-apis',
    status: 400,
    profile: 'open-model',
    body: vertexError(400, 'INVALID_ARGUMENT', '…'),
    says: 'the request was refused',
  },
  'no body at all': {
    source: 'https://github.com/googleapis/nodejs-agentplatform/issues/477',
    status: 400,
    body: '',
    says: 'the request was refused',
    finds: { 'error error-envelope': 'the SDK can only say: 400 status code (no body)' },
  },
};

test.each(Object.entries(literals))('%s', async (_, { status, body, contentType, profile, says, finds = {} }) => {
  const asking = {
    status,
    body,
    ...(profile && { profile }),
    headers: { 'content-type': contentType ?? 'application/json' },
  };
  expect(await found({ ...asking, expect: { status } })).toEqual(Object.keys(finds).sort());
  expect(await found(asking)).toEqual([...Object.keys(finds), 'error status'].sort());
  const [sentence] = (await say('status', asking)) ?? [];
  expect(sentence).toContain(`the service answered ${status}: ${says}`);
});

/** A 400 of Vertex AI. */
function refused(source: string, message: string, says = 'the request was refused'): ErrorLiteral {
  return { source, status: 400, body: vertexError(400, 'INVALID_ARGUMENT', message), says };
}

function errorInfo(reason: string): Json {
  return {
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    reason,
    metadata: {
      method: 'google.cloud.aiplatform.v1.PredictionService.ChatCompletions',
      service: 'aiplatform.googleapis.com',
    },
  };
}
