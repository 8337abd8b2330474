import type { EndpointKind, ProfileName } from './names.ts';

/** How a request proves who sends it. `token` and `api_key` are secrets: they never enter a WireRequest. */
export type Auth = 'adc' | 'none' | { readonly token: string } | { readonly api_key: string };

/** A named place where requests go, with all expressions evaluated. Field names are those of `suite.yaml`. */
export interface Endpoint {
  readonly name: string;
  readonly kind: EndpointKind;
  readonly project?: string;
  readonly location?: string;
  /** `v1` where not set. */
  readonly api_version?: string;
  readonly endpoint_id?: string;
  readonly project_number?: string;
  /** For `custom`: everything before `/chat/completions`. */
  readonly base_url?: string;
  /** Replaces scheme, host and port; path and credentials stay. */
  readonly origin?: string;
  readonly auth?: Auth;
  readonly profile?: ProfileName;
}
