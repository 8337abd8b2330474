import type { Redactor } from '../lib/redact.ts';
import type { Body, Exchange, Outcome } from '../model/exchange.ts';
import type { StepExchange } from '../model/run.ts';
import type { StoredBody, StoredExchange } from '../model/stored-exchange.ts';
import { redactBody } from './redact-body.ts';

/** What a case sent and what came back: a line by `schemas/bundle-exchanges.schema.json`. */
export interface StoredExchanges {
  readonly id: string;
  readonly exchanges: readonly StoredExchange[];
}

/** Headers whose value is a credential, or says whose account it is: they are known by their place. */
const secretHeader = /^(?:proxy-)?authorization$|^(?:set-)?cookie2?$|api-?key$|^x-goog-(?:user-project|iam-)|token$/;

/** `id` is redacted already. */
export function storeExchanges(id: string, exchanges: readonly StepExchange[], redact: Redactor): StoredExchanges {
  return { id, exchanges: exchanges.map((each) => store(each, redact)) };
}

function store({ time, step, exchange }: StepExchange, redact: Redactor): StoredExchange {
  const { request, outcome, timings } = exchange;
  return {
    time,
    ...(step !== undefined && { step }),
    request: {
      method: request.method,
      url: redactUrl(request.url, redact),
      headers: redactHeaders(request.headers, redact),
      body: redact(request.body),
    },
    outcome: storeOutcome(outcome, redact),
    timings,
  };
}

function storeOutcome(outcome: Outcome, redact: Redactor): StoredExchange['outcome'] {
  if (outcome.kind === 'no-response') return { ...outcome, message: redact(outcome.message) };
  const { kind, status, body } = outcome;
  const end = body.end.kind === 'reset' ? { ...body.end, message: redact(body.end.message) } : body.end;
  const stored = redactBody(body.bytes, body.reads, redact);
  const longer = lengthOf(stored) - body.bytes.byteLength;
  const headers = redactHeaders(withLength(outcome.headers, longer), redact);
  return { kind, status, headers, body: { kind: body.kind, ...stored, end } };
}

/** The length that a server announced, as it is of what is stored: otherwise the answer would look cut. */
function withLength(headers: Exchange['request']['headers'], longer: number): Exchange['request']['headers'] {
  const announced = headers['content-length'];
  if (longer === 0 || announced === undefined) return headers;
  return { ...headers, 'content-length': String(Number(announced) + longer) };
}

function lengthOf({ text, base64 = '' }: StoredBody): number {
  return text === undefined ? Buffer.byteLength(base64, 'base64') : Buffer.byteLength(text);
}

export function restoreExchange({ request, outcome, timings }: StoredExchange): Exchange {
  if (outcome.kind === 'no-response') return { request, outcome, timings };
  const { text, base64 = '', reads, kind, end } = outcome.body;
  const bytes = text === undefined ? Buffer.from(base64, 'base64') : Buffer.from(text);
  const body: Body = { kind, bytes, reads: reads.map(([offset, at]) => ({ offset, at })), end };
  return { request, outcome: { ...outcome, body }, timings };
}

function redactHeaders(headers: Readonly<Record<string, string>>, redact: Redactor): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, secretHeader.test(name) ? '[redacted]' : redact(value)]),
  );
}

/** A key may be a parameter of the address. */
function redactUrl(url: string, redact: Redactor): string {
  return redact(url.replace(/([?&](?:key|access_token|token|api_key)=)[^&#]*/gi, '$1[redacted]'));
}
