/** A facet as data. */
export interface FacetFact {
  /** What part of an answer it speaks about, as the subject of a sentence. */
  readonly says: string;
  /** How its value is read: see docs/reference/facets.md. */
  readonly form: 'value' | 'record' | 'own';
}

/** All facets of version 1 of the format, in the order in which reports list them. */
export const facets = {
  status: { says: 'the HTTP status: a number, a class such as 2xx, or a list of them', form: 'own' },
  headers: { says: 'the response headers, by lower-case name; content-type compares the media type', form: 'record' },
  body: { says: 'the JSON body of a whole answer, as it came', form: 'value' },
  chunks: { says: 'the chunks of a stream: each, first, last, contains, count', form: 'own' },
  completion: { says: 'the answer in one shape, whether it came whole or was assembled', form: 'value' },
  message: { says: "the first choice's message", form: 'value' },
  content: { says: "the first message's text without thoughts; null where absent", form: 'value' },
  thoughts: { says: 'the text of thoughts', form: 'value' },
  json: { says: 'the content parsed as JSON', form: 'value' },
  tool_calls: { says: 'exactly these tool calls, in order', form: 'own' },
  finish_reason: { says: 'the raw finish reason', form: 'value' },
  usage: { says: 'the fields of usage', form: 'record' },
  error: { says: 'the error object, unwrapped from its array; implies a non-2xx status', form: 'record' },
  sdk: { says: 'what the caller of the SDK sees: error, status, code', form: 'record' },
  sent: { says: 'what went out: url, headers, body', form: 'record' },
  stream: { says: 'the stream as a whole: layout, events, done', form: 'record' },
  timing: { says: 'times of a live answer in ms: first_event, first_content, longest_gap, total', form: 'record' },
  findings: { says: 'exactly these rules find something', form: 'own' },
} as const satisfies { readonly [name: string]: FacetFact };

export type FacetName = keyof typeof facets;

export const facetNames = Object.keys(facets) as FacetName[];
