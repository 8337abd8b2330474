import { headerRecord } from '../lib/header-record.ts';
import type {
  Answered,
  BodyEnd,
  BodyReader,
  Exchange,
  Fetch,
  Limits,
  Outcome,
  Read,
  SdkView,
  Send,
  SentRequest,
} from '../model/exchange.ts';
import { bodyKind } from '../wire/body-kind.ts';
import { startDeadline } from './deadline.ts';

/** One request's passage through `fetch`, recorded: what was sent, every read with its time, how it ended. */
export interface Tap {
  /**
   * Sends, and gives back status and headers with a way to take the body read by read; undefined where nothing came
   * back. Never rejects. To be called once.
   */
  send(url: string, init: RequestInit): Promise<TappedResponse | undefined>;
  /** The same as a `fetch`, for a client that wants one: its body can be read as usual, and fails as the real one did. */
  readonly fetch: Fetch;
  /** Takes what is left of the body, then tells all. Never rejects. */
  finish(sdk?: SdkView): Promise<Exchange>;
}

export interface TappedResponse {
  readonly response: Answered;
  /** The next piece of the body, or undefined at its end, however it ended. */
  read(): Promise<Uint8Array | undefined>;
}

/**
 * Wraps any `fetch` for one request. The caller's own signal is not handed on: the OpenAI SDK aborts a stream as soon
 * as it dislikes an event, and then the rest of the answer, which the checks need, would be lost.
 */
export function tap(fetch: Send, limits: Limits, signal?: AbortSignal): Tap {
  let startedAt = Date.now();
  let start = performance.now();
  const now = () => performance.now() - start;
  const abort = new AbortController();
  const pieces: Uint8Array[] = [];
  const reads: Read[] = [];
  let bytes = 0;
  let sent: SentRequest = { method: 'POST', url: '', headers: {}, body: '' };
  let response: Answered | undefined;
  let headers: Readonly<Record<string, string>> = {};
  let reader: BodyReader | undefined;
  let headersAt: number | undefined;
  let endedAt: number | undefined;
  let failure: Outcome | undefined;
  let bodyEnd: BodyEnd | undefined;
  let giveUp: (end: BodyEnd) => void = () => {};

  const stopped = new Promise<BodyEnd>((resolve) => {
    giveUp = (end) => {
      bodyEnd ??= end;
      resolve(end);
      abort.abort();
      // A pending read of a body that ignores the abort signal ends here, with `done`.
      reader?.cancel().catch(() => {});
    };
  });
  const deadline = startDeadline(limits, now, (which) => giveUp({ kind: 'timeout', which, limit: limits[which] }));
  const interrupt = () => giveUp({ kind: 'aborted' });
  if (signal?.aborted) interrupt();
  else signal?.addEventListener('abort', interrupt, { once: true });

  function end(how: BodyEnd): undefined {
    bodyEnd ??= how;
    endedAt ??= now();
    deadline.stop();
    signal?.removeEventListener('abort', interrupt);
  }

  async function send(url: string, init: RequestInit): Promise<TappedResponse | undefined> {
    // A client may take its time before it sends.
    startedAt = Date.now();
    start = performance.now();
    sent = {
      method: init.method ?? 'GET',
      url,
      headers: sentHeaders(init.headers),
      body: typeof init.body === 'string' ? init.body : '',
    };
    // Interrupted before it began: then nothing is sent.
    if (bodyEnd) {
      failure = noResponse(bodyEnd);
      return end(bodyEnd);
    }
    try {
      const answered = fetch(url, { ...init, signal: abort.signal });
      const first = await Promise.race([answered, stopped]);
      // By a key, since the `Response` of another `fetch` may be another class.
      if ('kind' in first) {
        answered.then(discard, () => {});
        failure = noResponse(first);
        return end(first);
      }
      reader = first.body?.getReader();
      headers = Object.fromEntries(first.headers);
      response = first;
    } catch (error) {
      failure = bodyEnd ? noResponse(bodyEnd) : connectionFailure(error, limits);
      return end({ kind: 'reset', message: messageOf(error) });
    }
    headersAt = now();
    return { response, read };
  }

  async function read(): Promise<Uint8Array | undefined> {
    if (bodyEnd) return end(bodyEnd);
    if (!reader) return end({ kind: 'complete' });
    try {
      const { done, value } = await reader.read();
      if (bodyEnd) return end(bodyEnd);
      if (done) return end(isShort(headers, bytes) ? { kind: 'cut' } : { kind: 'complete' });
      return take(value);
    } catch (error) {
      return end({ kind: 'reset', message: messageOf(error) });
    }
  }

  function take(piece: Uint8Array): Uint8Array {
    const room = limits.bodyBytes - bytes;
    const kept = piece.byteLength > room ? piece.subarray(0, room) : piece;
    deadline.read();
    reads.push({ offset: bytes, at: now() });
    pieces.push(kept);
    bytes += kept.byteLength;
    if (kept !== piece) giveUp({ kind: 'limit', limit: limits.bodyBytes });
    return kept;
  }

  async function finish(sdk?: SdkView): Promise<Exchange> {
    while (response && (await read()) !== undefined);
    // Also where nothing was sent: no timer may stay behind.
    end({ kind: 'complete' });
    return {
      request: sent,
      outcome: response ? respond(response) : (failure ?? neverSent(sdk)),
      timings: { startedAt, ...(headersAt !== undefined && { headers: headersAt }), end: endedAt ?? now() },
      ...(sdk && { sdk }),
    };
  }

  function respond({ status }: Answered): Outcome {
    const whole = pieces.length === 1 && pieces[0] ? pieces[0] : join(pieces, bytes);
    return {
      kind: 'response',
      status,
      headers,
      body: {
        kind: bodyKind({ status, contentType: headers['content-type'] }, whole),
        bytes: whole,
        reads,
        end: bodyEnd ?? { kind: 'complete' },
      },
    };
  }

  const fetchTapped: Fetch = async (input, init) => {
    const tapped = await send(typeof input === 'object' && 'url' in input ? input.url : String(input), init ?? {});
    if (tapped) return rebuild(tapped, () => bodyEnd);
    const cause = failure?.kind === 'no-response' ? new Error(failure.message) : undefined;
    throw new TypeError('fetch failed', { cause });
  };

  return { send, finish, fetch: fetchTapped };
}

function neverSent(sdk: SdkView | undefined): Outcome {
  const why = sdk?.kind === 'error' ? `: ${sdk.error.message}` : '';
  return { kind: 'no-response', reason: 'connection', message: `the client did not send the request${why}` };
}

/** The tapped exchange as a `Response`, for a client that expects to read one. */
function rebuild({ response, read }: TappedResponse, ended: () => BodyEnd | undefined): Response {
  const { status, statusText } = response;
  const headers = [...response.headers];
  // A `Response` of one of the Fetch standard's null body statuses must not have one.
  const hasBody = response.body && status !== 204 && status !== 205 && status !== 304;
  if (!hasBody) return new Response(null, { status, statusText, headers });
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const piece = await read();
        const end = ended();
        if (piece) controller.enqueue(piece as Uint8Array<ArrayBuffer>);
        else if (end?.kind === 'complete' || end?.kind === 'cut') controller.close();
        else controller.error(new TypeError('terminated', { cause: new Error(end?.kind) }));
      },
      // A client that has seen enough stops reading; `finish` takes the rest, since the checks want all of it.
      cancel() {},
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { status, statusText, headers });
}

function sentHeaders(headers: RequestInit['headers']): Record<string, string> {
  // Credentials belong to the live fetch; what a client puts here is a stand-in, and never worth keeping.
  const { authorization: _, ...sent } = headerRecord(headers);
  return sent;
}

function noResponse(end: BodyEnd): Outcome {
  if (end.kind === 'timeout') {
    const waited = `no answer within ${end.limit} ms (${end.which === 'total' ? 'total' : 'first event'} timeout)`;
    return { kind: 'no-response', reason: 'timeout', message: waited };
  }
  return { kind: 'no-response', reason: 'aborted', message: 'interrupted before an answer came' };
}

/** A `fetch` that failed says so in its cause; undici names the connect deadline with a code of its own. */
function connectionFailure(error: unknown, limits: Limits): Outcome {
  // By their names: a transport knows no one who answers.
  if (error instanceof Error && error.name === 'CredentialsError') {
    return { kind: 'no-response', reason: 'credentials', message: error.message };
  }
  if (error instanceof Error && error.name === 'NotRecordedError') {
    return { kind: 'no-response', reason: 'not-recorded', message: error.message };
  }
  const code = causeCode(error);
  if (code === 'UND_ERR_CONNECT_TIMEOUT') {
    const message = `no connection within ${limits.connect} ms (connect timeout)`;
    return { kind: 'no-response', reason: 'timeout', message };
  }
  return { kind: 'no-response', reason: 'connection', message: messageOf(error) };
}

function causeCode(error: unknown): unknown {
  for (const each of [error, error instanceof Error ? error.cause : undefined]) {
    if (each !== null && typeof each === 'object' && 'code' in each) return each.code;
  }
  return undefined;
}

/** "fetch failed" alone tells nobody anything: the cause is the message. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Of a host with several addresses: why the first of them failed.
  if (error instanceof AggregateError && error.message === '') return messageOf(error.errors[0]);
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}

function isShort(headers: Readonly<Record<string, string>>, bytes: number): boolean {
  const announced = headers['content-length'];
  // With an encoding the header counts other bytes than those that are read.
  if (announced === undefined || 'content-encoding' in headers) return false;
  return bytes < Number(announced);
}

/** An answer that came after it was given up: its connection is released. */
function discard(late: Answered): void {
  late.body
    ?.getReader()
    .cancel()
    .catch(() => {});
}

function join(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}
