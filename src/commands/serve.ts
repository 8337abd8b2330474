import { cutColumns } from '../lib/columns.ts';
import { escapeControls } from '../lib/escape.ts';
import { formatDuration } from '../lib/format-duration.ts';
import { plural } from '../lib/plural.ts';
import { renderDiagnostics } from '../lib/render-diagnostics.ts';
import { inOrderOfUse, type Offer } from '../mock/match-request.ts';
import { sameRequests } from '../mock/same-requests.ts';
import { type RunningServer, startServer } from '../mock/server.ts';
import type { JournalEntry } from '../mock/server-journal.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { servedOffers } from '../run/served-offers.ts';
import { exitCodes, type Invocation, usageError } from './invocation.ts';
import { planSuite } from './plan-suite.ts';
import { greet } from './serve-lines.ts';
import { lookOf } from './terminal.ts';

const defaultPort = 8484;

/** `serve`: the mocks of a suite behind a port, until it is told to stop. */
export async function serveCommand(invocation: Invocation): Promise<number> {
  const { options, out, err, env } = invocation;
  const { host = '127.0.0.1', token, base } = options;
  const refuse = (...wrong: readonly Diagnostic[]) => {
    err.write(renderDiagnostics(wrong, lookOf(err, env)));
    return exitCodes.usage;
  };
  const wrong: Diagnostic[] = [];
  const port = readPort(options.port, wrong);
  if (base !== undefined && !/^(?:\/[\w.~-]+)+$/.test(base)) {
    wrong.push(usageError('flag-value', `--base ${base} is no path`, 'write it as /v1'));
  }
  if (wrong.length > 0) return refuse(...wrong);
  const planned = await planSuite(invocation);
  if (!planned?.suite) return exitCodes.usage;
  const offers = await servedOffers(planned.suite.root, planned.cases);
  if (offers.length === 0) return refuse(usageError('nothing-matched', 'no scenario is left to serve'));

  // Whoever stops it may do so as soon as it can be reached.
  const stopped = untilStopped(invocation.signal);
  let server: RunningServer;
  try {
    server = await startServer(offers, {
      ...{ host, port },
      ...(token !== undefined && { token }),
      ...(base !== undefined && { base }),
      onEntry: (entry) => out.write(planned.redact(renderEntry(entry))),
    });
  } catch (error) {
    return refuse(cannotListen(error, host, port));
  }
  err.write(planned.redact(renderSameRequests(offers, err.width)));
  if (!isLoopback(host)) err.write(`Not this machine alone: whoever reaches ${host} is answered\n\n`);
  out.write(welcome(server.origin, offers, { base, token }));
  await stopped;
  await server.close();
  return exitCodes.holds;
}

function welcome(
  origin: string,
  offers: readonly Offer[],
  { base, token }: { readonly base: string | undefined; readonly token: string | undefined },
): string {
  const scenarios = new Set(offers.map((offer) => offer.case.scenario.id)).size;
  const { baseUrl, lines } = greet(origin, offers, base, token !== undefined);
  return `Serving ${plural(scenarios, 'scenario')} at ${origin} until ^C
Base URL: ${baseUrl}
${lines ? `\ncurl    ${lines.curl}\nPython  ${lines.python}\nNode    ${lines.node}\n` : ''}
Whoever has Application Default Credentials needs none here:
export GCE_METADATA_HOST=${new URL(origin).host} GOOGLE_CLOUD_PROJECT=my-project
npx vertex-scenarios run --live --origin ${origin}

`;
}

/** One line; below it, what came near and did not match. */
function renderEntry({ method, path, model, status, ms, answeredBy, reason, nearest = [] }: JournalEntry): string {
  const by = [answeredBy, reason].filter((each) => each !== undefined).join(': ');
  const head = `${method} ${path}  ${model === undefined ? '' : `${model}  `}${status}  ${formatDuration(ms)}  ${by}`;
  const near = nearest.map(({ scenario, difference }) => `    ${scenario}: ${difference}`);
  return `${[head, ...near].map(escapeControls).join('\n')}\n`;
}

/** Mocks that only a header reaches. */
function renderSameRequests(offers: readonly Offer[], width: number): string {
  const groups = sameRequests(inOrderOfUse(offers));
  if (groups.length === 0) return '';
  const lines = groups.map(([first, ...others]) => `  ${first} hides ${others.join(', ')}`);
  return `The same request, but different mocks: the first answers, the others where x-vertex-scenario names their case
${lines.map((line) => cutColumns(line, Math.max(width, 40))).join('\n')}\n\n`;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/** ^C, or the word of whoever looks after processes. */
function untilStopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function readPort(text: string | undefined, wrong: Diagnostic[]): number {
  if (text === undefined) return defaultPort;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  wrong.push(usageError('flag-value', `--port ${text} is no port`, 'write a number from 0 to 65535'));
  return 0;
}

function cannotListen(error: unknown, host: string, port: number): Diagnostic {
  const { code = '', message = '' } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EADDRINUSE':
      return usageError('cannot-listen', `port ${port} of ${host} is in use`, '--port 0 takes any that is free');
    case 'EACCES':
      return usageError('cannot-listen', `port ${port} needs rights that you do not have`, 'take one above 1023');
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return usageError('cannot-listen', `${host} is no address of this machine`, 'leave --host out for 127.0.0.1');
    default:
      return usageError('cannot-listen', `the server cannot listen at ${host}:${port}: ${message}`);
  }
}
