import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { headerRecord } from '../lib/header-record.ts';
import type { Answered } from '../model/exchange.ts';
import { type ArrivingBody, createArrivingBody } from './arriving-body.ts';

/** Status and headers of an answer, and its body while it arrives. */
export interface LiveAnswer extends Answered {
  readonly headers: [string, string][];
  readonly body: NonNullable<Answered['body']>;
}

/** One request: its head is known when the promise is kept, its body arrives afterwards. */
export function dispatch(agent: Dispatcher, url: string, { headers, body, signal }: RequestInit): Promise<LiveAnswer> {
  const { origin, pathname, search } = new URL(url);
  const options: Dispatcher.DispatchOptions = {
    ...{ origin, path: pathname + search, method: 'POST', headers: headerRecord(headers) },
    body: typeof body === 'string' ? body : null,
  };
  return new Promise((resolve, reject) => {
    let arriving: ArrivingBody | undefined;
    let forget = () => {};
    const failed = (error: Error) => {
      forget();
      arriving?.fail(error);
      reject(error);
    };
    agent.dispatch(options, {
      onRequestStart(controller) {
        if (!signal) return;
        const abort = () => controller.abort(signal.reason);
        if (signal.aborted) return abort();
        signal.addEventListener('abort', abort, { once: true });
        forget = () => signal.removeEventListener('abort', abort);
      },
      onResponseStart(controller, status, fields, statusText = '') {
        // 1xx: the answer itself is still to come.
        if (status < 200) return;
        arriving = createArrivingBody(controller);
        const { reader } = arriving;
        resolve({ status, statusText, headers: pairsOf(fields), body: { getReader: () => reader } });
      },
      onResponseData: (_, piece) => arriving?.take(piece),
      onResponseEnd() {
        forget();
        arriving?.end();
      },
      onResponseError: (_, error) => failed(error),
    });
  });
}

function pairsOf(headers: IncomingHttpHeaders): [string, string][] {
  return Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : `${value}`]);
}
