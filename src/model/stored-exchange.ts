import type { Body, BodyEnd, Exchange, NoResponse } from './exchange.ts';

/**
 * An exchange as bundles and recordings keep it: redacted, and without what the SDK made of it, which can be had again
 * from the body.
 */
export interface StoredExchange {
  /** Which time the case ran, from 1: more than one only after `--assert-retries`. */
  readonly time: number;
  /** In a scenario with steps. */
  readonly step?: string;
  readonly request: Exchange['request'];
  readonly outcome:
    | NoResponse
    | {
        readonly kind: 'response';
        readonly status: number;
        readonly headers: Readonly<Record<string, string>>;
        readonly body: StoredBody & { readonly kind: Body['kind']; readonly end: BodyEnd };
      };
  readonly timings: Exchange['timings'];
}

/** A body as it is stored: its text where it is UTF-8, otherwise its bytes, and where its pieces begin in it. */
export interface StoredBody {
  readonly text?: string;
  readonly base64?: string;
  /** Offset in bytes, milliseconds. */
  readonly reads: readonly (readonly [offset: number, at: number])[];
}
