import type { Auth } from '../model/endpoint.ts';
import type { WireRequest } from '../model/exchange.ts';
import { prettyBody } from './json.ts';
import { sampleHeaders } from './sample-headers.ts';
import { sampleText } from './sample-text.ts';
import { shellWord } from './shell-word.ts';

/**
 * The request as a curl command for a POSIX shell, which fills in the token and the variables. It sends the same JSON
 * as the scenario, indented; `request_raw` byte for byte.
 */
export function renderCurl(request: WireRequest, auth: Auth): string {
  // Without -N curl keeps a stream's events back until its buffer is full.
  const start = request.json?.['stream'] === true ? 'curl -N' : 'curl';
  const body = shellWord(sampleText(prettyBody(request)));
  return [
    `${start} ${shellWord(sampleText(request.url))}`,
    ...sampleHeaders(request, auth).map(([name, value]) => {
      // `name:` would remove a header; `name;` is curl's way to send an empty one.
      const header = value.length === 0 ? sampleText(`${name};`) : [...sampleText(`${name}: `), ...value];
      return `-H ${shellWord(header)}`;
    }),
    // -d would read a file where the text starts with @, which JSON never does.
    `${request.json === undefined ? '--data-raw' : '-d'} ${body}`,
  ].join(' \\\n  ');
}
