import type { Answer, CompletionChoice } from '../model/answer.ts';
import type { CheckContext } from '../model/check.ts';

/** Was the request answered with a completion, or what should be one? Rules about completions ask nothing else. */
export function succeeded({ response }: Pick<CheckContext, 'response'>): boolean {
  return isSuccess(response.status);
}

/** 2xx. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Was a stream asked for? By the request, or by the answer where the request is not known. */
export function wantsStream({ request, stream }: Pick<CheckContext, 'request' | 'stream'>): boolean {
  return request === null ? stream : request['stream'] === true;
}

/**
 * Did the answer break off? Then `answer-complete` or `stream-clean` says so, and what is missing at its end is no
 * second deviation.
 */
export function brokeOff({ response, stream }: CheckContext, answer: Answer): boolean {
  return response.body.end.kind !== 'complete' || (stream && answer.error !== undefined);
}

/** Is this choice one that broke off with its answer, so that more of it may have been to come? */
export function isHalf(context: CheckContext, answer: Answer, choice: CompletionChoice): boolean {
  return choice.finish_reason === null && brokeOff(context, answer);
}
