import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorBody } from './error-body.ts';
import type { Offer } from './match-request.ts';
import { repliesOf, replyAt } from './replies.ts';
import { respond } from './respond.ts';
import { type Asked, createAnswerer, type Decision, type Gate } from './server-answer.ts';
import { createJournal, type Journal, type JournalEntry } from './server-journal.ts';
import { answerMetadata } from './server-metadata.ts';
import { writeResponse } from './server-write.ts';

export interface ServerOptions extends Gate {
  /** Loopback where not set. */
  readonly host?: string;
  /** 0, or not set: any that is free. */
  readonly port?: number;
  /** Told of each request when its answer has ended. */
  readonly onEntry?: (entry: JournalEntry) => void;
}

export interface RunningServer {
  /** `http://127.0.0.1:8080` */
  readonly origin: string;
  readonly journal: Journal;
  /** Ends every connection, also those in the middle of an answer. */
  close(): Promise<void>;
}

/** Bytes of a request's body that are read. */
const bodyLimit = 64 * 1024 * 1024;

/**
 * The mocks of a suite behind a port, as faithful to Vertex AI as they are in a mock run: the same code answers.
 *
 * Rejects where it cannot listen, with the error of `node:net`.
 */
export async function startServer(offers: readonly Offer[], options: ServerOptions = {}): Promise<RunningServer> {
  const { host = '127.0.0.1', port = 0, onEntry } = options;
  const decide = createAnswerer(offers, options);
  const journal = createJournal();
  const { createServer } = process.getBuiltinModule('node:http');
  const server = createServer((request, response) => {
    const start = performance.now();
    const { url = '/', headers } = request;
    const metadata =
      request.method === 'GET' ? answerMetadata(url.replace(/[?#].*$/s, ''), headers, options.token) : undefined;
    if (metadata) {
      const { status, type, body } = metadata;
      response.writeHead(status, { 'content-type': type, 'metadata-flavor': 'Google' }).end(body);
      return;
    }
    void answer(request, response, decide).then((told) => {
      const entry = { ...told, ms: performance.now() - start };
      journal.add(entry);
      onEntry?.(entry);
    });
  });
  // A kept connection that closes just as a client uses it again looks like a fault of the mock.
  server.keepAliveTimeout = 0;
  await listen(server, port, host);
  const address = server.address() as AddressInfo;
  const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    origin: `http://${shown}:${address.port}`,
    journal,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  decide: (asked: Asked) => Decision,
): Promise<Omit<JournalEntry, 'ms'>> {
  const { method = '', url = '/', headers } = request;
  const about = { method, path: url.replace(/[?#].*$/s, '') };
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  try {
    const body = await readBody(request);
    if (body === undefined) {
      response.writeHead(413, { connection: 'close' }).end();
      return { ...about, status: 413, reason: 'the body is too large' };
    }
    const decision = decide({ method, url, headers, body });
    const told = { ...about, ...(decision.model !== undefined && { model: decision.model }) };
    if ('refusal' in decision) {
      const { status, type, body: text, reason } = decision.refusal;
      response.writeHead(status, { 'content-type': type }).end(text);
      const { nearest } = decision;
      return { ...told, status, reason, ...(nearest && { nearest }) };
    }
    const { offer, seed, repeat, attempt } = decision.found;
    const reply = replyAt(repliesOf(offer.step.mock ?? {}, repeat), attempt);
    const { profile } = offer.case;
    const reaction = respond(reply, { request: decision.request, profile, seed, signal: gone.signal });
    const end = await writeResponse(reaction, response);
    const answeredBy = offer.step.id === undefined ? seed : `${seed} ${offer.step.id}`;
    const left = end === 'given up' ? { reason: 'the client went away' } : {};
    return { ...told, status: reaction.status, answeredBy, ...left };
  } catch (error) {
    const reason = gone.signal.aborted
      ? 'the client went away'
      : `the mock cannot be sent: ${error instanceof Error ? error.message : String(error)}`;
    if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json; charset=UTF-8' });
    response.end(JSON.stringify(errorBody({ message: reason }, 500, true)));
    return { ...about, status: 500, reason };
  }
}

/** Undefined where it is longer than anybody may send. Rejects where the client goes away. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > bodyLimit) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
