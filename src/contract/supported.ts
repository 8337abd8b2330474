import type { RuleId } from './rules.ts';

/**
 * What of version 1 of the format runs today. What is in the format but not here gets the diagnostic
 * "not supported yet": it is never ignored.
 */
export const supportedRules = [
  'status',
  'content-type',
  'schema',
  'chunk-schema',
  'error-envelope',
  'choices',
  'answer-complete',
  'message-present',
  'finish-once',
  'finish-known',
  'finish-tool-calls',
  'stream-done',
  'stream-clean',
  'stream-identity',
  'stream-role',
  'stream-incremental',
  'tool-call-known',
  'tool-call-arguments',
  'tool-call-index',
  'tool-call-id',
  'structured-output',
  'stop-sequence',
  'token-limit',
  'usage',
  'model-echo',
  'logprobs',
  'thoughts',
  'thought-signature',
  'content-present',
  'sdk-agrees',
  'sdk-assembly',
] as const satisfies readonly RuleId[];

export type SupportedRule = (typeof supportedRules)[number];

/** Scenario keys of the format that do not run yet. */
export const unsupportedKeys = ['steps', 'repeat', 'parity'] as const;

/** Keys of `mock` that do not run yet. */
export const unsupportedMockKeys = ['recording', 'by_repeat', 'match'] as const;
