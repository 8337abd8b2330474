import type { Case, Step } from '../model/case.ts';
import type { WireRequest } from '../model/exchange.ts';
import { endpointUrl } from './url.ts';

/**
 * What one step of a case puts on the wire, complete but for credentials, which the live `fetch` adds: so it may be
 * shown, stored and compared as it is. The scenario's headers win over ours.
 */
export function buildRequest(aCase: Case, step: Step): WireRequest {
  const { request } = step;
  return {
    method: 'POST',
    url: endpointUrl(aCase.endpoint),
    headers: { 'content-type': 'application/json', ...step.headers },
    ...(request.kind === 'json' ? { body: JSON.stringify(request.json), json: request.json } : { body: request.text }),
  };
}
