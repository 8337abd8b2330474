import { isObject } from '../lib/is-object.ts';
import type { Json, JsonObject } from '../model/json.ts';

/** Google's status names with their HTTP codes, the usual name of a code first (google.rpc.Code; docs/facts.md 8.2). */
const codes: { readonly [name: string]: number } = {
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  ABORTED: 409,
  RESOURCE_EXHAUSTED: 429,
  CANCELLED: 499,
  INTERNAL: 500,
  UNKNOWN: 500,
  UNIMPLEMENTED: 501,
  UNAVAILABLE: 503,
  DEADLINE_EXCEEDED: 504,
};

/** The HTTP status of an error whose reply names none: by its code, or by its name; 500 where it has neither. */
export function statusOfError(error: Json | undefined): number {
  const { code, status }: JsonObject = isObject(error) ? error : {};
  if (typeof code === 'number' && code >= 400 && code <= 599) return code;
  return codes[String(status)] ?? 500;
}

/** An error in the envelope of its server family: Google's is in a list of one (docs/facts.md 8.1). */
export function errorBody(error: Json | undefined, code: number, inList: boolean): Json {
  const said = isObject(error) ? error : {};
  const message = `HTTP ${code}`;
  if (inList) {
    const [status = 'UNKNOWN'] = Object.keys(codes).filter((name) => codes[name] === code);
    return [{ error: { code, message, status, ...said } }];
  }
  const type = code >= 500 ? 'server_error' : 'invalid_request_error';
  return { error: { message, type, param: null, code: null, ...said } };
}
