import type { RuleId } from '../contract/rules.ts';
import type { Rule } from '../model/check.ts';
import { answerComplete } from './rules/answer-complete.ts';
import { choices } from './rules/choices.ts';
import { chunkSchema } from './rules/chunk-schema.ts';
import { contentPresent } from './rules/content-present.ts';
import { contentType } from './rules/content-type.ts';
import { errorEnvelope } from './rules/error-envelope.ts';
import { finishKnown } from './rules/finish-known.ts';
import { finishOnce } from './rules/finish-once.ts';
import { finishToolCalls } from './rules/finish-tool-calls.ts';
import { logprobs } from './rules/logprobs.ts';
import { messagePresent } from './rules/message-present.ts';
import { modelEcho } from './rules/model-echo.ts';
import { parity } from './rules/parity.ts';
import { schema } from './rules/schema.ts';
import { sdkAgrees } from './rules/sdk-agrees.ts';
import { sdkAssembly } from './rules/sdk-assembly.ts';
import { status } from './rules/status.ts';
import { stopSequence } from './rules/stop-sequence.ts';
import { streamClean } from './rules/stream-clean.ts';
import { streamDone } from './rules/stream-done.ts';
import { streamIdentity } from './rules/stream-identity.ts';
import { streamIncremental } from './rules/stream-incremental.ts';
import { streamRole } from './rules/stream-role.ts';
import { structuredOutput } from './rules/structured-output.ts';
import { thoughtSignature } from './rules/thought-signature.ts';
import { thoughts } from './rules/thoughts.ts';
import { tokenLimit } from './rules/token-limit.ts';
import { toolCallArguments } from './rules/tool-call-arguments.ts';
import { toolCallId } from './rules/tool-call-id.ts';
import { toolCallIndex } from './rules/tool-call-index.ts';
import { toolCallKnown } from './rules/tool-call-known.ts';
import { usage } from './rules/usage.ts';

/** The rules of the implied contract that run, by id. What they say and weigh stands in `contract/rules.ts`. */
export const ruleChecks = {
  status,
  'content-type': contentType,
  schema,
  'chunk-schema': chunkSchema,
  'error-envelope': errorEnvelope,
  choices,
  'answer-complete': answerComplete,
  'message-present': messagePresent,
  'finish-once': finishOnce,
  'finish-known': finishKnown,
  'finish-tool-calls': finishToolCalls,
  'stream-done': streamDone,
  'stream-clean': streamClean,
  'stream-identity': streamIdentity,
  'stream-role': streamRole,
  'stream-incremental': streamIncremental,
  'tool-call-known': toolCallKnown,
  'tool-call-arguments': toolCallArguments,
  'tool-call-index': toolCallIndex,
  'tool-call-id': toolCallId,
  'structured-output': structuredOutput,
  'stop-sequence': stopSequence,
  'token-limit': tokenLimit,
  usage,
  'model-echo': modelEcho,
  logprobs,
  thoughts,
  'thought-signature': thoughtSignature,
  'content-present': contentPresent,
  'sdk-agrees': sdkAgrees,
  'sdk-assembly': sdkAssembly,
  parity,
} as const satisfies { readonly [id in Exclude<RuleId, 'quirk-expired'>]: Rule };
