import type { PlaceAt } from '../lib/text-places.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { markedText } from './expression-text.ts';
import type { FoundRequest } from './make-scenario.ts';
import { readBody } from './read-body.ts';
import type { CurlAround } from './read-curl.ts';
import { readScript } from './read-script.ts';

/** The requests of a text with calls of curl, and everything that is wrong with it. */
export function readCalls(
  text: string,
  placeAt: PlaceAt,
  readFile: CurlAround['readFile'],
): { readonly requests: readonly FoundRequest[]; readonly diagnostics: readonly Diagnostic[] } {
  const { calls, diagnostics: inScript } = readScript(text, placeAt, readFile);
  const diagnostics = [...inScript];
  const requests: FoundRequest[] = [];
  for (const { url, headers, body, dropped, start, end } of calls) {
    const address = markedText(url);
    const { json, diagnostics: inBody } = readBody(body, placeAt);
    diagnostics.push(...inBody);
    if (address === undefined) {
      const help = 'put its output in its place';
      const message = 'the URL has the output of a command in it, and nothing is run here';
      diagnostics.push({ severity: 'error', code: 'unknown-output', message, help, place: placeAt(start, end) });
    } else if (json) requests.push({ url: address, headers, json, dropped, start });
  }
  return { requests, diagnostics };
}
