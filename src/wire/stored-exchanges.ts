import type { Redactor } from '../lib/redact.ts';
import { secretHeader, secretParameter } from '../lib/secret-places.ts';
import type { Body, Exchange, Outcome } from '../model/exchange.ts';
import type { StepExchange } from '../model/run.ts';
import type { StoredBody, StoredExchange } from '../model/stored-exchange.ts';
import { redactBody } from './redact-body.ts';

/** What a case sent and what came back: a line by `schemas/bundle-exchanges.schema.json`. */
export interface StoredExchanges {
  readonly id: string;
  readonly exchanges: readonly StoredExchange[];
}

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

/** Is every byte of the body in a read, in order? Otherwise what a person did to the file would be the service's fault. */
export function isWhole({ outcome }: StoredExchange): boolean {
  if (outcome.kind === 'no-response') return true;
  const { base64, reads } = outcome.body;
  if (base64 !== undefined && Buffer.from(base64, 'base64').toString('base64') !== base64) return false;
  const length = lengthOf(outcome.body);
  const ends = [...reads.map(([offset]) => offset).slice(1), length];
  return reads.length === 0
    ? length === 0
    : reads[0]?.[0] === 0 && reads.every(([offset], index) => offset <= (ends[index] ?? length));
}

function redactHeaders(headers: Readonly<Record<string, string>>, redact: Redactor): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, secretHeader.test(name) ? '[redacted]' : redact(value)]),
  );
}

/** A key may be a parameter of the address. */
function redactUrl(url: string, redact: Redactor): string {
  return redact(url.replace(secretParameter, '$1[redacted]'));
}
