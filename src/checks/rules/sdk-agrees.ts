import { isObject } from '../../lib/is-object.ts';
import { parseJson } from '../../lib/parse-json.ts';
import { sameJson } from '../../lib/same-json.ts';
import { showValue } from '../../lib/show-value.ts';
import type { Answer, StreamEvent } from '../../model/answer.ts';
import type { CheckContext, Judge, Rule } from '../../model/check.ts';
import type { SdkError, SdkView } from '../../model/exchange.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { isSuccess } from '../scope.ts';

/** Class by status, as openai-node's `APIError.generate` chooses it. */
const errorClasses: { readonly [status: number]: string } = {
  400: 'BadRequestError',
  401: 'AuthenticationError',
  403: 'PermissionDeniedError',
  404: 'NotFoundError',
  409: 'ConflictError',
  422: 'UnprocessableEntityError',
  429: 'RateLimitError',
};

export const sdkAgrees: Rule = {
  from: [],
  applies: ({ transport, exchange }) => transport === 'sdk' && exchange.sdk !== undefined,
  start(context, report) {
    const sdk = context.exchange.sdk;
    const say: Say = (message, expected, actual, event) =>
      report({ message, expected, actual, at: { in: 'sdk', ...(event !== undefined && { event }) } });
    if (!sdk) return {};
    if (isSuccess(context.response.status) && sdk.kind === 'chunks' && context.stream) {
      return compareStream(context, sdk, say);
    }
    // Of a body that broke off the SDK may throw any error.
    const isBroken = context.response.body.end.kind !== 'complete' && isSuccess(context.response.status);
    if (isBroken && sdk.kind === 'error') return {};
    return { end: (answer) => compareWhole(answer, sdk, say) };
  },
};

type Say = (message: string, expected: string, actual: string, event?: number) => void;

function compareWhole(answer: Answer, sdk: SdkView, say: Say): void {
  if (!isSuccess(answer.status)) {
    const wanted = answer.status >= 500 ? 'InternalServerError' : (errorClasses[answer.status] ?? 'APIError');
    if (sdk.kind !== 'error') {
      say(`the service answered ${answer.status}, but the SDK throws nothing`, wanted, 'no error');
    } else if (sdk.error.name !== wanted || sdk.error.status !== answer.status) {
      const actual = nameError(sdk.error);
      say(
        `the service answered ${answer.status}, but the SDK throws another error`,
        `${wanted} ${answer.status}`,
        actual,
      );
    }
    return;
  }
  const wire = answer.mode === 'stream' ? 'a stream' : showValue(answer.json ?? answer.text ?? '');
  if (sdk.kind === 'error') {
    say(
      `the service answered ${answer.status}, but the SDK throws ${nameError(sdk.error)}`,
      wire,
      nameError(sdk.error),
    );
  } else if (sdk.kind === 'chunks') {
    say('a whole answer came, but the SDK shows its caller a stream', wire, `a stream of ${sdk.chunks.length} chunks`);
  } else if (answer.mode === 'stream') {
    say('a stream came, but the SDK shows its caller one value', wire, showValue(sdk.value));
  } else if (typeof sdk.value === 'string' && isObject(answer.json)) {
    say('the SDK gives its caller the body as a text, not as an object', wire, showValue(sdk.value));
  } else if (!shows(sdk.value, answer)) {
    say('the SDK shows its caller another value than was on the wire', wire, showValue(sdk.value));
  }
}

/** Of a body that is not JSON callers see the text, of an empty one nothing. */
function shows(value: unknown, { json, text = '' }: Answer): boolean {
  if (json !== undefined) return sameJson(value ?? null, json);
  if ((value ?? '') === '') return text === '';
  // JSON that we do not read, because it is nested too deep, cannot be compared.
  return typeof value !== 'string' || value === text;
}

/** The SDK yields what it parses, throws at an error or at what it cannot parse, and stops at `[DONE]`. */
function compareStream(context: CheckContext, sdk: SdkView & { kind: 'chunks' }, say: Say): Judge {
  const shown = sdk.chunks.filter((chunk) => isObject(chunk));
  let seen = 0;
  let differs = false;
  let end: StreamEvent | undefined;
  let unseen: StreamEvent | undefined;

  function event(each: StreamEvent): void {
    if (each.kind === 'error' && !each.prefixed) unseen ??= each;
    if (end) return;
    if (stops(each)) end = each;
    if (each.kind !== 'chunk') return;
    const chunk = shown[seen];
    seen += 1;
    if (differs || chunk === undefined || sameJson(chunk, withFinishReason(each.chunk))) return;
    differs = true;
    const number = each.index + 1;
    say(`the SDK yields another chunk than event ${number} holds`, showValue(each.chunk), showValue(chunk), number);
  }

  function finish(): void {
    const { error } = sdk;
    const thrown = error ? ` and throws ${nameError(error)}` : '';
    const isBroken = context.response.body.end.kind !== 'complete';
    if (shown.length !== seen && !(isBroken && shown.length < seen)) {
      say(
        `the SDK yields ${shown.length} chunks${thrown}, the stream has ${seen}`,
        `${seen} chunks`,
        `${shown.length} chunks`,
      );
    } else if (error && !isBroken && (end === undefined || end.kind === 'done')) {
      say(`the SDK throws ${nameError(error)}, though nothing is wrong with the stream`, 'no error', nameError(error));
    }
    const wrong = end && end.kind !== 'done' ? end : unseen;
    if (!wrong || error) return;
    const what = wrong.kind === 'error' ? 'carries an error' : 'has data that is not JSON';
    say(
      `the stream ${what} in event ${wrong.index + 1}, but the SDK shows its caller none`,
      'an error',
      'no error',
      wrong.index + 1,
    );
  }

  return { event, end: finish };
}

/** Where a choice has no `finish_reason`, as Gemini leaves it out until the last chunk, openai 7 yields null. */
function withFinishReason(chunk: JsonObject): JsonObject {
  const { choices } = chunk;
  if (!Array.isArray(choices)) return chunk;
  return {
    ...chunk,
    choices: (choices as readonly Json[]).map((choice) =>
      isObject(choice) ? { finish_reason: null, ...choice } : choice,
    ),
  };
}

function stops(event: StreamEvent): boolean {
  if (event.kind === 'done') return true;
  if (event.kind === 'error') return event.prefixed;
  return event.kind === 'unparsable' && event.prefixed && 'wrong' in parseJson(event.text);
}

function nameError({ name, status, message }: SdkError): string {
  return status === undefined ? `${name} (${message})` : `${name} ${status}`;
}
