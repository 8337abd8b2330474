import { type TimedEvent, timedEvents } from '../../answers/timed-events.ts';
import { formatDuration } from '../../lib/format-duration.ts';
import { isObject } from '../../lib/is-object.ts';
import { parseJson } from '../../lib/parse-json.ts';
import { sameJson } from '../../lib/same-json.ts';
import type { BodyEnd, Exchange, ResponseOutcome } from '../../model/exchange.ts';
import type { JsonObject } from '../../model/json.ts';
import type { ProfileName } from '../../model/names.ts';
import type { StoredExchange } from '../../model/stored-exchange.ts';
import { restoreExchange } from '../../wire/stored-exchanges.ts';
import { indentJson } from './indent-json.ts';
import type { EventView, ExchangeView, Header, StreamView, TextView } from './page-data.ts';
import { showBytes, showLine, showText } from './show-text.ts';

// Enough to see what went wrong; the whole is in the bundle of the run.
const bodyCharacters = 6000;
const stringCharacters = 1200;
const headersShown = 60;
const headerCharacters = 300;
const firstEvents = 150;
const lastEvents = 30;
const excerptCharacters = 240;

/** What went over the wire for a case, cut so that a page can hold it beside many others. */
export function exchangeViews(stored: readonly StoredExchange[], profile: ProfileName): ExchangeView[] {
  const ranAgain = stored.some(({ time }) => time > 1);
  return stored.map((each) => exchangeView(each, profile, ranAgain));
}

function exchangeView(stored: StoredExchange, profile: ProfileName, ranAgain: boolean): ExchangeView {
  const { request, outcome, timings } = restoreExchange(stored);
  const { time, step } = stored;
  const name = [...(ranAgain ? [`try ${time}`] : []), ...(step === undefined ? [] : [`step ${showLine(step)}`])];
  return {
    name: name.join(' · '),
    ...(step !== undefined && { step: showLine(step) }),
    request: {
      line: showLine(`${request.method} ${request.url}`),
      headers: showHeaders(request.headers),
      body: showJson(request.body),
    },
    answer:
      outcome.kind === 'no-response'
        ? { kind: outcome.kind, reason: outcome.reason, message: showLine(outcome.message) }
        : showResponse(outcome, request, profile),
    ...(timings.headers !== undefined && { headersMs: rounded(timings.headers) }),
    endMs: rounded(timings.end),
  };
}

function showResponse(
  outcome: ResponseOutcome,
  request: Exchange['request'],
  profile: ProfileName,
): ExchangeView['answer'] {
  const { kind, status, headers, body } = outcome;
  const end = describeEnd(body.end);
  return {
    ...{ kind, status, headers: showHeaders(headers), body: showBody(body) },
    ...(end !== undefined && { end }),
    ...(body.kind === 'stream' && { stream: showStream(outcome, request, profile) }),
  };
}

function showBody({ kind, bytes }: ResponseOutcome['body']): TextView {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return showBytes(bytes, bodyCharacters);
  }
  return kind === 'json' ? showJson(text) : showText(text, bodyCharacters);
}

/** Indented where it is JSON, as it is otherwise. */
function showJson(text: string): TextView {
  if ('wrong' in parseJson(text)) return showText(text, bodyCharacters);
  const { text: shown, left } = showText(indentJson(text, stringCharacters), bodyCharacters);
  return { text: shown, left, bytes: Buffer.byteLength(text) };
}

function showHeaders(headers: Exchange['request']['headers']): Header[] {
  const all = Object.entries(headers).map(
    ([name, value]): Header => [showLine(name, headerCharacters), showLine(value, headerCharacters)],
  );
  const more = all.length - headersShown;
  return more > 0 ? [...all.slice(0, headersShown), ['…', `${more} more`]] : all;
}

function showStream(outcome: ResponseOutcome, { body }: Exchange['request'], profile: ProfileName): StreamView {
  const parsed = parseJson(body);
  const request = 'value' in parsed && isObject(parsed.value) ? parsed.value : null;
  const events = timedEvents(outcome, { request, profile });
  const left = Math.max(0, events.length - firstEvents - lastEvents);
  const isShown = (index: number) => index < firstEvents || index >= firstEvents + left;
  const shown: EventView[] = [];
  let before: JsonObject | undefined;
  events.forEach((each, index) => {
    if (isShown(index)) shown.push(showEvent(each, before));
    if (each.event.kind === 'chunk') before = each.event.chunk;
  });
  return { events: shown, left };
}

function showEvent({ event, token = '', at, bytes }: TimedEvent, before: JsonObject | undefined): EventView {
  return {
    number: event.index + 1,
    token,
    ...(at !== undefined && { at: rounded(at) }),
    bytes,
    excerpt: showLine(excerptOf(event, before), excerptCharacters),
  };
}

/** Of a chunk, what the one before it did not say: the same id and model in each of them hide what is new. */
function excerptOf(event: TimedEvent['event'], before: JsonObject | undefined): string {
  switch (event.kind) {
    case 'chunk': {
      const { choices, ...rest } = event.chunk;
      const news = Object.entries(rest).filter(
        ([key, value]) => before === undefined || !sameJson(before[key] ?? null, value),
      );
      return JSON.stringify({ ...(choices !== undefined && { choices }), ...Object.fromEntries(news) });
    }
    case 'error':
      return JSON.stringify(event.value);
    case 'done':
      return '[DONE]';
    case 'comment':
      return `: ${event.text}`;
    case 'unparsable':
      return event.text;
  }
}

function describeEnd(end: BodyEnd): string | undefined {
  switch (end.kind) {
    case 'complete':
      return undefined;
    case 'cut':
      return 'the body was cut off';
    case 'reset':
      return showLine(`the connection broke: ${end.message}`);
    case 'timeout':
      return `given up: the limit for ${end.which.replace('_', ' ')} is ${formatDuration(end.limit)}`;
    case 'limit':
      return `given up: more than ${end.limit} bytes`;
    case 'aborted':
      return 'the run was interrupted';
  }
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}
