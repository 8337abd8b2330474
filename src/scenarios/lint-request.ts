import { closest } from '../lib/closest.ts';
import { isObject } from '../lib/is-object.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Source } from '../model/suite.ts';
import { diagnostic } from './diagnostic.ts';
import { isExpression } from './expression-places.ts';
import { requestParameters } from './request-parameters.ts';

/** Warns about top-level parameters of requests that nobody documents. They are sent all the same. */
export function lintRequest({ value, locate }: Source): Diagnostic[] {
  if (!isObject(value)) return [];
  const steps = Array.isArray(value['steps']) ? value['steps'] : [];
  const requests = [
    { request: value['request'], path: ['request'] },
    ...steps.map((step, index) => ({
      request: isObject(step) ? step['request'] : undefined,
      path: ['steps', index, 'request'],
    })),
  ];
  return requests.flatMap(({ request, path }) => {
    if (!isObject(request)) return [];
    return Object.keys(request).flatMap((key) => {
      // A key with an expression has its own diagnostic.
      if (requestParameters.has(key) || isExpression(key)) return [];
      const near = closest(key, requestParameters);
      const message = `no documentation knows the request parameter "${key}"; it is sent as it is`;
      const help = near === undefined ? undefined : `did you mean "${near}"?`;
      const place = locate([...path, key], 'key');
      return [diagnostic({ severity: 'warning', code: 'unknown-parameter', message, help, place })];
    });
  });
}
