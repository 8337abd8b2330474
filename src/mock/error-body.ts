import { isObject } from '../lib/is-object.ts';
import type { Json } from '../model/json.ts';
import type { ProfileName } from '../model/names.ts';

/** Google's status names by HTTP code (google.rpc.Code; fact sheet 8.2). */
const statusNames: { readonly [code: number]: string } = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  499: 'CANCELLED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

/** An error in the envelope of its server family: Google's is a list of one (fact sheet 8.1). */
export function errorBody(error: Json | undefined, code: number, profile: ProfileName): Json {
  const said = isObject(error) ? error : {};
  if (profile === 'openai' || profile === 'open-model') {
    return { error: { message: `HTTP ${code}`, type: 'invalid_request_error', param: null, code: null, ...said } };
  }
  const status = statusNames[code] ?? 'UNKNOWN';
  return [{ error: { code, message: `HTTP ${code}`, status, ...said } }];
}
