import type { Auth } from '../model/endpoint.ts';
import type { WireRequest } from '../model/exchange.ts';
import { type SampleText, sampleText } from './sample-text.ts';

/** The request's headers by lower-case name, credentials first. A scenario that writes `authorization` itself wins. */
export function sampleHeaders(request: WireRequest, auth: Auth): readonly (readonly [string, SampleText])[] {
  const written = Object.entries(request.headers).map(([name, value]) => [name, sampleText(value)] as const);
  const credentials = 'authorization' in request.headers ? undefined : bearer(auth);
  return credentials === undefined ? written : [['authorization', credentials], ...written];
}

function bearer(auth: Auth): SampleText | undefined {
  if (auth === 'none') return undefined;
  if (auth === 'adc') {
    return [...sampleText('Bearer '), { kind: 'expansion', text: '$(gcloud auth print-access-token)' }];
  }
  return sampleText(`Bearer ${'token' in auth ? auth.token : auth.api_key}`);
}
