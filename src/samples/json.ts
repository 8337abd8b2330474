import type { WireRequest } from '../model/exchange.ts';
import { plainText, sampleText } from './sample-text.ts';

/** The body alone, indented; of a `request_raw` its text as it is. */
export function renderJson(request: WireRequest): string {
  return plainText(sampleText(prettyBody(request)));
}

/** The body for people: the same JSON as on the wire, indented. What is no JSON stays as it is. */
export function prettyBody(request: WireRequest): string {
  return request.json === undefined ? request.body : JSON.stringify(request.json, null, 2);
}
