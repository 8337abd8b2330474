import type { Facet } from '../model/check.ts';
import { wantsStream } from './scope.ts';

/** Facets about streams apply where a stream was asked for, or came; a stream that did not come is then a finding. */
export function needsStream(name: string): Facet['applies'] {
  return (context) => (context.stream || wantsStream(context) ? true : `a whole answer has no ${name}`);
}
