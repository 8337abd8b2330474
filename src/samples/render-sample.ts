import type { Auth } from '../model/endpoint.ts';
import type { WireRequest } from '../model/exchange.ts';
import { renderCurl } from './curl.ts';
import { renderHttp } from './http.ts';
import { renderJson } from './json.ts';

const samples = { json: renderJson, http: renderHttp, curl: renderCurl } as const satisfies {
  readonly [form: string]: (request: WireRequest, auth: Auth) => string;
};

/** What a sample can be written as. */
export type SampleForm = keyof typeof samples;

export const sampleForms = Object.keys(samples) as SampleForm[];

/**
 * A request as a sample that a person can read, copy and run; no line break at its end. It has no value of the
 * environment in it if the case was planned with `placeholder` for each of them.
 */
export function renderSample(request: WireRequest, form: SampleForm, auth: Auth): string {
  return samples[form](request, auth);
}
