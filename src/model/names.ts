/** Who answers a request (docs/reference/commands.md#run). */
export type Backend = 'mock' | 'replay' | 'live';

/** How a request is sent: plain HTTP, or through the `openai` package. */
export type TransportName = 'rest' | 'sdk';

/** What kind of place an endpoint is; it decides the URL form and the default credentials. */
export type EndpointKind = 'managed' | 'deployed' | 'dedicated' | 'custom';

/** The habits of a server family; they decide schemas and severities. */
export type ProfileName = 'vertex-gemini' | 'gemini' | 'openai' | 'open-model';

/** What a rule's severity can be set to in the table, in a suite or in a scenario. */
export type RuleSetting = 'error' | 'warn' | 'off';
