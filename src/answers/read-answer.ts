import { thoughtTag } from '../contract/thought-tag.ts';
import { errorObject } from '../lib/error-object.ts';
import { isObject } from '../lib/is-object.ts';
import { parseJson } from '../lib/parse-json.ts';
import type { Answer, StreamEvent } from '../model/answer.ts';
import type { ResponseOutcome } from '../model/exchange.ts';
import type { JsonObject } from '../model/json.ts';
import type { ProfileName } from '../model/names.ts';
import { createEventReader } from '../wire/event-reader.ts';
import { createAssembler } from './assemble.ts';
import { createChunkParser } from './chunk-parser.ts';
import { createLayoutRuns, type Letters, letter } from './layout-runs.ts';
import { readEvent } from './read-event.ts';

/** What is known of the request: it decides how thoughts are told from content. */
export interface Asked {
  /** The body that was sent; null where it is not known. */
  readonly request: JsonObject | null;
  readonly profile: ProfileName;
}

/** Told of each event of a stream. `inLayout`: has it a token there? Chunks that are about other choices than 0 have none. */
export type OnEvent = (event: StreamEvent, inLayout: boolean) => void;

/**
 * What a response means. A stream is read in one pass: each event is parsed once, handed to `onEvent`, put into the
 * completion and forgotten, so that a long stream costs its text and no more. Never throws, whatever came.
 */
export function readAnswer(response: ResponseOutcome, asked: Asked, onEvent?: OnEvent): Answer {
  const tag = thoughtTag(asked.profile, asked.request);
  return response.body.kind === 'stream' ? readStream(response, tag, onEvent) : readWhole(response, tag);
}

function readWhole({ status, body }: ResponseOutcome, tag: string | undefined): Answer {
  const text = new TextDecoder().decode(body.bytes);
  const parsed = parseJson(text);
  if ('wrong' in parsed) return { status, mode: 'whole', text };
  const json = parsed.value;
  const error = errorObject(json, status);
  const answer: Answer = { status, mode: 'whole', json, ...(error && { error }) };
  if (!isObject(json) || !('choices' in json)) return answer;
  const assembler = createAssembler(tag);
  assembler.take(json);
  return { ...answer, completion: assembler.end() };
}

function readStream({ status, body }: ResponseOutcome, tag: string | undefined, onEvent: OnEvent | undefined): Answer {
  const layout = createLayoutRuns();
  const assembler = createAssembler(tag, layout.settle);
  const parse = createChunkParser();
  let error: JsonObject | undefined;
  let events = 0;
  let chunks = 0;
  let done = false;

  const reader = createEventReader((piece) => {
    const event = readEvent(piece, events, parse);
    events += 1;
    let letters: Letters | undefined;
    if (event.kind === 'chunk') {
      chunks += 1;
      letters = assembler.take(event.chunk);
    } else {
      if (event.kind === 'error') error ??= errorObject(event.value);
      if (event.kind === 'done') done = true;
      letters = letterOf[event.kind];
    }
    if (letters !== undefined) layout.add(letters);
    onEvent?.(event, letters !== undefined);
  });
  reader.feed(body.bytes);
  reader.end();
  // The completion first: its end decides about text that was held back.
  const completion = chunks > 0 ? assembler.end() : undefined;
  return {
    status,
    mode: 'stream',
    ...(error && { error }),
    ...(completion && { completion }),
    stream: { events, chunks, done, layout: layout.end() },
  };
}

const letterOf = { error: letter.E, done: letter.D, comment: letter.H, unparsable: letter['!'] };
