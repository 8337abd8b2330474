import { formatDuration } from '../lib/format-duration.ts';
import type { Expectation } from '../model/case.ts';
import type { Body, Exchange, NoResponse, ResponseOutcome } from '../model/exchange.ts';
import { createEventReader } from '../wire/event-reader.ts';
import { errorReason, explainStatus, type Refusal } from './explain-status.ts';
import { acceptsStatus } from './facets/status.ts';
import { readError } from './read-error.ts';
import { retryAfter } from './retry-after.ts';
import { isSuccess } from './scope.ts';

/**
 * What the outcome of an exchange alone says about its case (docs/reference/verdicts.md): whether the checks decide, or
 * why they cannot. `retry`: sending the same request again may help.
 */
export type OutcomeVerdict =
  | { readonly kind: 'judged'; readonly retry: false }
  /** The service could not be asked. */
  | { readonly kind: 'undecided'; readonly cause: string; readonly retry: Retry }
  /** A status that nobody expects: the rule `status`, or what `expect` says of it, finds it. */
  | { readonly kind: 'unexpected'; readonly reason: string; readonly retry: Retry }
  /** The run was interrupted. */
  | { readonly kind: 'skipped'; readonly reason: string; readonly retry: false };

/** May sending the same request again help? `after`: milliseconds that the service itself asks to wait. */
export type Retry = false | { readonly after?: number };

/** Milliseconds: a service that asks for a longer wait is not waited for. */
const longestWait = 60_000;

export function judgeOutcome({ outcome }: Exchange, expect: readonly Expectation[]): OutcomeVerdict {
  if (outcome.kind === 'no-response') return judgeSilence(outcome);
  const broken = judgeUnreadBody(outcome);
  if (broken) return broken;
  if (isExpected(outcome.status, expect)) return { kind: 'judged', retry: false };
  const refusal = readError(outcome);
  // What the service itself says may pass (docs/facts.md 8.2): 429, and 503, its own overload.
  const mayPass = outcome.status === 429 || outcome.status === 503;
  const after = mayPass ? retryAfter(outcome.headers['retry-after'], Date.now()) : undefined;
  const isTooLong = after !== undefined && after > longestWait;
  const retry = mayPass && !isTooLong && { ...(after !== undefined && { after }) };
  const why = explainStatus(refusal) + (isTooLong ? `, and asks to wait ${formatDuration(after)}` : '');
  if (isUndecided(refusal)) return { kind: 'undecided', cause: why, retry };
  return { kind: 'unexpected', reason: why, retry };
}

/** Without a word about it, 2xx is expected; `error` stands for any status that is not. */
function isExpected(status: number, expect: readonly Expectation[]): boolean {
  if (!expectsStatus(expect)) return isSuccess(status);
  return expect.every(({ facets }) => {
    const wanted = facets['status'] ?? null;
    return wanted === null || acceptsStatus(wanted, status);
  });
}

/** Does anybody say what the status is to be, or that there is to be an error? */
export function expectsStatus(expect: readonly Expectation[]): boolean {
  return expect.some(({ facets }) => (facets['status'] ?? facets['error'] ?? null) !== null);
}

function judgeSilence({ reason, message }: NoResponse): OutcomeVerdict {
  switch (reason) {
    case 'aborted':
      return { kind: 'skipped', reason: 'interrupted', retry: false };
    case 'budget':
      return { kind: 'skipped', reason: message, retry: false };
    case 'credentials':
      return { kind: 'undecided', cause: `there are no usable credentials: ${message}`, retry: false };
    case 'not-recorded':
      return { kind: 'undecided', cause: message, retry: false };
    case 'timeout':
      return { kind: 'undecided', cause: `no answer in time: ${message}`, retry: false };
    case 'connection':
      return { kind: 'undecided', cause: `the connection failed: ${message}`, retry: {} };
  }
}

/** Headers came, but nothing of the answer: to the caller the same as no answer. */
function judgeUnreadBody({ body }: ResponseOutcome): OutcomeVerdict | undefined {
  const { end } = body;
  if (end.kind === 'aborted') return { kind: 'skipped', reason: 'interrupted', retry: false };
  if (end.kind === 'complete' || end.kind === 'limit' || hasBegun(body)) return undefined;
  const isStream = body.kind === 'stream';
  const begin = isStream ? 'the first event came' : 'the body began';
  // Only what broke before the first byte may be sent again.
  const retry = body.bytes.byteLength === 0 && {};
  switch (end.kind) {
    case 'reset':
      return { kind: 'undecided', cause: `the connection broke before ${begin}: ${end.message}`, retry };
    case 'cut':
      return { kind: 'undecided', cause: `the connection ended before ${begin}`, retry };
    case 'timeout': {
      const missing = isStream ? 'the first event did not come' : 'the body did not begin';
      const limit = `${end.which === 'idle' ? ', nothing came for' : ' within'} ${formatDuration(end.limit)}`;
      return { kind: 'undecided', cause: missing + limit, retry: false };
    }
  }
}

/** Did the first byte of a whole body come, or the first event of a stream? Comments keep connections open, no more. */
function hasBegun({ kind, bytes }: Body): boolean {
  if (kind !== 'stream') return bytes.byteLength > 0;
  let begun = false;
  createEventReader((piece) => {
    begun ||= piece.kind !== 'comment';
  }).feed(bytes);
  return begun;
}

function isUndecided({ status, error }: Refusal): boolean {
  if (status === 401 || status === 429 || status >= 500) return true;
  if (status !== 403) return false;
  const message = typeof error?.['message'] === 'string' ? error['message'] : '';
  const namesPermission = /\bpermission\b.*\bdenied\b|\bmissing\b.*\bpermission\b|\bpermission '/i.test(message);
  return error?.['status'] === 'PERMISSION_DENIED' && (errorReason(error) !== undefined || namesPermission);
}
