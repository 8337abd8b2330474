import type { FacetName } from '../contract/facets.ts';
import type { Facet } from '../model/check.ts';
import { body } from './facets/body.ts';
import { chunks } from './facets/chunks.ts';
import { completion } from './facets/completion.ts';
import { content } from './facets/content.ts';
import { error } from './facets/error.ts';
import { findings } from './facets/findings.ts';
import { finishReason } from './facets/finish-reason.ts';
import { headers } from './facets/headers.ts';
import { json } from './facets/json.ts';
import { message } from './facets/message.ts';
import { sdk } from './facets/sdk.ts';
import { sent } from './facets/sent.ts';
import { status } from './facets/status.ts';
import { stream } from './facets/stream.ts';
import { thoughts } from './facets/thoughts.ts';
import { timing } from './facets/timing.ts';
import { toolCalls } from './facets/tool-calls.ts';
import { usage } from './facets/usage.ts';

/** The facets of `expect`, by name. What they speak about stands in `contract/facets.ts`. */
export const facetChecks = {
  status,
  headers,
  body,
  chunks,
  completion,
  message,
  content,
  thoughts,
  json,
  tool_calls: toolCalls,
  finish_reason: finishReason,
  usage,
  error,
  sdk,
  sent,
  stream,
  timing,
  findings,
} as const satisfies { readonly [name in FacetName]: Facet };
