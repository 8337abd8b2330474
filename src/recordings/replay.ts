import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redactor } from '../lib/redact.ts';
import type { Case, Step } from '../model/case.ts';
import type { Answered, Body, Exchange, Send } from '../model/exchange.ts';
import { restoreExchange } from '../wire/stored-exchanges.ts';
import { type Recording, readRecording } from './recording-file.ts';
import { recordingPath, recordingsFolder } from './recording-path.ts';
import { differingRequest } from './same-request.ts';

/** Recordings answer: no socket is opened. */
export interface Replay {
  /** The answer to a step of a case. What is not recorded rejects with a `NotRecordedError`. */
  sendFor(aCase: Case, step: Step): Send;
  /** What is to be said of the recordings after a run of the whole suite. `notSent`: cases that have theirs all the same. */
  hygiene(notSent?: readonly Case[]): Hygiene;
}

export interface Hygiene {
  /** Paths below the suite that no case asked for. */
  readonly unused: readonly string[];
  /** Those that are older than they may be. */
  readonly old: readonly string[];
}

export interface ReplayOptions {
  /** Folder of the suite. */
  readonly root: string;
  readonly redact: Redactor;
  /** How fast time passes: 1 as it did, 2 twice as fast, 0 without waiting. */
  readonly speed: number;
  /** Variables of the environment that are not set: their names stand for any value in requests. */
  readonly unset: ReadonlySet<string>;
  /** Milliseconds a recording may be old. */
  readonly maxAge?: number;
  readonly now: () => Date;
}

/** Why a recording cannot answer, in one sentence. */
export class NotRecordedError extends Error {
  override readonly name = 'NotRecordedError';
}

export function createReplay({ root, redact, speed, unset, maxAge, now }: ReplayOptions): Replay {
  /** Each file is read once, for all transports and repeats. */
  const recordings = new Map<string, ReturnType<typeof readRecording>>();
  const old = new Set<string>();

  function read(path: string): ReturnType<typeof readRecording> {
    const reading = recordings.get(path) ?? readRecording(join(root, path));
    recordings.set(path, reading);
    return reading;
  }

  async function exchangeOf(aCase: Case, step: Step, body: string): Promise<Exchange> {
    const [own, first] = pathsOf(aCase);
    // A repeat that was not recorded is answered as the first one was.
    const path = aCase.repeat > 1 && (await read(own)) ? own : first;
    const found = await read(path);
    return exchangeIn(found, path, step, body);
  }

  function exchangeIn(
    read: Awaited<ReturnType<typeof readRecording>>,
    path: string,
    step: Step,
    body: string,
  ): Exchange {
    if (!read) throw new NotRecordedError(`there is no recording of it: ${path} is missing (run --live --record)`);
    if ('wrong' in read) throw new NotRecordedError(`its recording ${path} cannot be used: ${read.wrong}`);
    const { recording } = read;
    if (isOld(recording)) old.add(path);
    const found = recording.exchanges.find((each) => each.step === step.id);
    if (!found) throw new NotRecordedError(`its recording ${path} has no step ${step.id ?? ''}; record it again`);
    const differs = differingRequest(found.request.body, body, redact, unset);
    if (differs === undefined) return restoreExchange(found);
    throw new NotRecordedError(`the request is not the one in ${path}: ${differs}; record it again`);
  }

  function isOld({ recorded }: Recording): boolean {
    return maxAge !== undefined && now().getTime() - Date.parse(recorded) > maxAge;
  }

  return {
    sendFor: (aCase, step) => async (_, init) => {
      // Reading the file takes time as well, which a recorded wait has room for.
      const start = performance.now();
      const body = typeof init.body === 'string' ? init.body : '';
      const { outcome, timings } = await exchangeOf(aCase, step, body);
      if (outcome.kind !== 'response') throw new NotRecordedError('its recording holds no answer; record it again');
      const waitUntil = async (ms: number) => {
        const left = speed === 0 ? 0 : start + ms / speed - performance.now();
        if (left > 0) await sleep(left, undefined, init.signal ? { signal: init.signal } : {});
      };
      await waitUntil(timings.headers ?? 0);
      return answer(outcome, waitUntil);
    },
    hygiene(notSent = []) {
      const asked = new Set([...recordings.keys(), ...notSent.flatMap(pathsOf)]);
      return { unused: filesBelow(root).filter((path) => !asked.has(path)), old: [...old].sort() };
    },
  };
}

function answer(
  { status, headers, body }: { status: number; headers: Readonly<Record<string, string>>; body: Body },
  waitUntil: (ms: number) => Promise<void>,
): Answered {
  let next = 0;
  const reader = {
    async read() {
      const read = body.reads[next];
      if (!read) return { done: true, value: undefined } as const;
      next += 1;
      await waitUntil(read.at);
      const value = body.bytes.slice(read.offset, body.reads[next]?.offset);
      return { done: false, value: value as Uint8Array<ArrayBuffer> } as const;
    },
    async cancel() {
      next = body.reads.length;
    },
  };
  return { status, statusText: '', headers: Object.entries(headers), body: { getReader: () => reader } };
}

/** The recording of a case, and that of the first repeat, which answers where it has none of its own. */
function pathsOf(aCase: Case): [own: string, first: string] {
  return [recordingPath(aCase), recordingPath({ ...aCase, repeat: 1 })];
}

/** All recordings, in order. What cannot be read was told by the cases that asked for it. */
function filesBelow(root: string): string[] {
  try {
    return readdirSync(join(root, recordingsFolder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .map((name) => join(recordingsFolder, name))
      .sort();
  } catch {
    return [];
  }
}
