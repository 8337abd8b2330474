import type { Transport } from '../model/exchange.ts';
import { tap } from './tap.ts';

/** Plain HTTP: the body goes out exactly as the scenario says. */
export const rest: Transport = async (request, fetch, limits, signal) => {
  const tapped = tap(fetch, limits, signal);
  await tapped.send(request.url, { method: request.method, headers: request.headers, body: request.body });
  return tapped.finish();
};
