import type { Auth } from '../model/endpoint.ts';
import type { WireRequest } from '../model/exchange.ts';
import { renderJson } from './json.ts';
import { sampleHeaders } from './sample-headers.ts';
import { plainText, sampleText } from './sample-text.ts';

/** The request as an HTTP message with the whole URL in its first line, as `.http` files of editors have it. */
export function renderHttp(request: WireRequest, auth: Auth): string {
  return [
    `${request.method} ${plainText(sampleText(request.url))} HTTP/1.1`,
    ...sampleHeaders(request, auth).map(([name, value]) => `${name}: ${plainText(value)}`),
    '',
    renderJson(request),
  ].join('\n');
}
