import type { RunOptions } from '../run.ts';
import type { Invocation } from './invocation.ts';

/** Who answers a live run, and what is to be known of it afterwards. */
export interface LiveAnswering {
  readonly answerFrom: NonNullable<RunOptions['answerFrom']>;
  /** Did the budget (`--max-calls`) keep requests from being sent? */
  isSpent(): boolean;
  close(): Promise<void>;
}

export interface LiveFlags {
  readonly concurrency: number;
  readonly rpm: number | undefined;
  readonly maxCalls: number | undefined;
  /** Is a server on this machine told which case is meant? True where not set. */
  readonly isNamed?: boolean;
}

/** Clients and credentials are loaded for live runs alone. */
export async function answerLive(
  { concurrency, rpm, maxCalls, isNamed = true }: LiveFlags,
  { env, version, signal, options }: Invocation,
  onSecret: (value: string, kind: 'secret' | 'project') => void,
): Promise<LiveAnswering> {
  const [{ createLiveAnswers }, { createPace }, { createCredentials }] = await Promise.all([
    import('../run/answer-live.ts'),
    import('../run/pace.ts'),
    import('../endpoints/credentials.ts'),
  ]);
  const pace = createPace({
    ...{ concurrency, signal },
    ...(rpm !== undefined && { rpm }),
    ...(maxCalls !== undefined && { maxCalls }),
  });
  const credentials = createCredentials({ onSecret, signal });
  const { answerFrom, close } = createLiveAnswers({
    ...{ concurrency, env, credentials, pace, version, isNamed },
    identity: options.record === true,
  });
  return { answerFrom, isSpent: () => pace.isSpent, close };
}
