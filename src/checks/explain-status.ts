import { isObject } from '../lib/is-object.ts';
import { excerpt, showValue } from '../lib/show-value.ts';
import type { Answer } from '../model/answer.ts';
import type { Json, JsonObject } from '../model/json.ts';

/** The facts of an answer that is not 2xx. */
export type Refusal = Pick<Answer, 'status' | 'error' | 'text'>;

/** What an answer that is not 2xx means, in plain words and one sentence (docs/facts.md 8.2). */
export function explainStatus(refusal: Refusal): string {
  const { status } = refusal;
  const why = explain(refusal);
  const quote = quoteError(refusal);
  return `the service answered ${status}${why === '' ? '' : `: ${why}`}${quote === '' ? '' : ` (${quote})`}`;
}

/** `INVALID_ARGUMENT: Malformed publisher model …`, or the beginning of a body that is no error object. */
export function quoteError({ error, text }: Refusal): string {
  if (!error) return text === undefined ? '' : excerpt(text.slice(0, 1000).trim().replace(/\s+/g, ' '));
  const name = firstText(error, ['status', 'code', 'type']);
  // TGI and Ollama say it in `error`, FastAPI in `detail`.
  const message = firstText(error, ['message', 'error', 'detail']);
  if (name === undefined && message === undefined) return showValue(error, 200);
  return excerpt([name, message].filter((part) => part !== undefined).join(': '));
}

function firstText(error: JsonObject, keys: readonly string[]): string | undefined {
  return keys.map((key) => error[key]).find((each): each is string => typeof each === 'string' && each !== '');
}

function explain({ status, error, text }: Refusal): string {
  const reason = errorReason(error);
  const message = typeof error?.['message'] === 'string' ? error['message'] : '';
  if (status === 401) return credentials(reason);
  if (status === 403) return permission(reason);
  if (status === 404) {
    if (!error && text !== undefined) return 'host or path are wrong, what answered is not the API';
    if (!/publisher model/i.test(message)) return 'the model or the endpoint does not exist';
    return 'the model id is wrong or retired, is not served at this location, or the project has no access to it: all look alike';
  }
  if (status === 429) {
    if (/provisioned throughput/i.test(message)) return 'the provisioned throughput is used up';
    if (/\bcredits\b/i.test(message)) return 'the credits are used up';
    return 'too many requests, or no capacity left at the moment: try again later';
  }
  if (status === 400 && /malformed publisher model/i.test(message)) {
    return 'the model lacks its publisher, write google/ before the id';
  }
  if (status === 504) return 'the service took too long';
  return status >= 500 ? 'the service failed' : 'the request was refused';
}

function credentials(reason: string | undefined): string {
  if (reason === 'CREDENTIALS_MISSING') return 'no credentials were sent';
  // Every call an hour after the token was made: the reason reads like a wrong kind of token (docs/facts.md 3).
  if (reason === 'ACCESS_TOKEN_TYPE_UNSUPPORTED') return 'the access token is not valid, most likely it has expired';
  return 'the credentials are missing or not valid';
}

function permission(reason: string | undefined): string {
  if (reason === 'SERVICE_DISABLED')
    return 'the Vertex AI API (aiplatform.googleapis.com) is not enabled in this project';
  if (reason === 'IAM_PERMISSION_DENIED') {
    return 'the account lacks a permission, most likely aiplatform.endpoints.predict (role roles/aiplatform.user)';
  }
  return 'the request is forbidden';
}

/** `reason` of the ErrorInfo in `details` (https://google.aip.dev/193). */
export function errorReason(error: JsonObject | undefined): string | undefined {
  const details = error?.['details'];
  if (!Array.isArray(details)) return undefined;
  for (const detail of details as readonly Json[]) {
    if (isObject(detail) && typeof detail['reason'] === 'string') return detail['reason'];
  }
  return undefined;
}
