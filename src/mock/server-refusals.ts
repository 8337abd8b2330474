import type { Json } from '../model/json.ts';
import { errorBody } from './error-body.ts';
import type { NearMiss } from './server-journal.ts';
import type { Place } from './server-place.ts';

/** An answer that comes from no scenario, in the words of the service (docs/facts.md 8). */
export interface Refusal {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  /** Why, in our words, for the journal. */
  readonly reason: string;
}

const service = {
  method: 'google.cloud.aiplatform.v1.PredictionService.ChatCompletions',
  service: 'aiplatform.googleapis.com',
};

const expected =
  'Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.';

export function noCredentials(place: Place): Refusal {
  return refuse(place, 'no Authorization header with a bearer token was sent', 401, {
    message: `Request is missing required authentication credential. ${expected}`,
    status: 'UNAUTHENTICATED',
    details: [errorInfo('CREDENTIALS_MISSING')],
  });
}

export function wrongToken(place: Place): Refusal {
  return refuse(place, 'the bearer token is not the one of --token', 401, {
    message: `Request had invalid authentication credentials. ${expected}`,
    status: 'UNAUTHENTICATED',
    details: [errorInfo('ACCESS_TOKEN_TYPE_UNSUPPORTED')],
  });
}

export function invalid(place: Place, message: string, reason = message): Refusal {
  return refuse(place, reason, 400, { message, status: 'INVALID_ARGUMENT' });
}

export function unknownModel(place: Place, model: string): Refusal {
  const reason = `no scenario asks the model ${model}`;
  if (place.door !== 'managed') {
    const message = `The model \`${model}\` does not exist or you do not have access to it.`;
    return refuse(place, reason, 404, { message, code: 'model_not_found' });
  }
  const [publisher = '', id = ''] = model.split(/\/(.*)/s);
  const message = `Publisher Model \`projects/${place.project}/locations/${place.location}/publishers/${publisher}/models/${id}\` was not found or your project does not have access to it. Please ensure you are using a valid model version. For more information, see: https://cloud.google.com/vertex-ai/generative-ai/docs/learn/model-versions`;
  return refuse(place, reason, 404, { message, status: 'NOT_FOUND' });
}

export function unknownEndpoint(place: Place & { readonly door: 'managed' | 'deployed' }): Refusal {
  const { project, location, endpoint } = place;
  const message = `Endpoint \`projects/${project}/locations/${location}/endpoints/${endpoint}\` not found.`;
  return refuse(place, 'no scenario asks an endpoint of its own', 404, { message, status: 'NOT_FOUND' });
}

/** Our own words from here on: the service has no scenarios. */
export function unknownCase(place: Place, name: string): Refusal {
  return unserved(place, `the suite has no case ${name}`, []);
}

export function noMatch(place: Place, nearest: readonly NearMiss[]): Refusal {
  const [first] = nearest;
  const message = first ? `the nearest is ${first.scenario}: ${first.difference}` : 'none is asked at this path';
  return { ...unserved(place, message, nearest), reason: first ? 'no scenario matches' : 'no scenario is asked here' };
}

function unserved(place: Place, message: string, nearest: readonly NearMiss[]): Refusal {
  const names = nearest.map(({ scenario }) => scenario).join(', ');
  return refuse(place, message, 400, {
    message: `No scenario of the served suite answers this request: ${message}`,
    status: 'FAILED_PRECONDITION',
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'NO_SCENARIO_MATCHES',
        domain: 'vertex-scenarios',
        ...(names !== '' && { metadata: { nearest: names } }),
      },
    ],
  });
}

/** The web server in front of the API, which knows nothing of JSON. */
export function noSuchPage(path: string, reason: string): Refusal {
  const shown = path.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).slice(0, 1000);
  const body = `<!DOCTYPE html>
<html lang=en>
  <meta charset=utf-8>
  <meta name=viewport content="initial-scale=1, minimum-scale=1, width=device-width">
  <title>Error 404 (Not Found)!!1</title>
  <p><b>404.</b> <ins>That’s an error.</ins>
  <p>The requested URL <code>${shown}</code> was not found on this server.  <ins>That’s all we know.</ins>
`;
  return { status: 404, type: 'text/html; charset=UTF-8', body, reason };
}

function errorInfo(reason: string): Json {
  return {
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    reason,
    domain: 'googleapis.com',
    metadata: service,
  };
}

/** Generic clients, behind `--base`, read errors as OpenAI writes them. */
function refuse(place: Place, reason: string, code: number, error: { readonly [key: string]: Json }): Refusal {
  const { status: _, ...generic } = error;
  const body = place.door === 'base' ? errorBody(generic, code, false) : errorBody(error, code, true);
  return { status: code, type: `application/json; charset=UTF-8`, body: JSON.stringify(body), reason };
}
