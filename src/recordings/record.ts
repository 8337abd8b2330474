import { join } from 'node:path';
import type { Redactor } from '../lib/redact.ts';
import type { Case } from '../model/case.ts';
import type { FinishedCase, StepExchange } from '../model/run.ts';
import { storeExchanges } from '../wire/stored-exchanges.ts';
import { type Recording, writeRecording } from './recording-file.ts';
import { recordingPath } from './recording-path.ts';
import { differingRequest } from './same-request.ts';

/** Writes what a live run was answered, row by row. */
export interface Recorder {
  /** To be told of every case as it finishes. Does not throw. */
  readonly finished: (finished: FinishedCase) => void;
  /** What was written, below the suite, and what went wrong, in sentences. */
  end(): { readonly written: readonly string[]; readonly wrong: readonly string[] };
}

export interface RecorderOptions {
  /** Folder of the suite. */
  readonly root: string;
  /** All cases of the run, in the order of the suite. */
  readonly cases: readonly Case[];
  readonly redact: Redactor;
}

/**
 * A row is written once all of its transports have finished: by the first one listed that was answered in full. The
 * others must have sent the same.
 */
export function createRecorder({ root, cases, redact }: RecorderOptions): Recorder {
  const rows = new Map<string, Map<string, readonly StepExchange[] | undefined>>();
  for (const aCase of cases) {
    const path = recordingPath(aCase);
    rows.set(path, (rows.get(path) ?? new Map()).set(aCase.id, undefined));
  }
  const left = new Map([...rows].map(([path, row]) => [path, row.size]));
  const byId = new Map(cases.map((aCase) => [aCase.id, aCase]));
  const written: string[] = [];
  const wrong: string[] = [];

  function write(path: string, row: ReadonlyMap<string, readonly StepExchange[] | undefined>): void {
    const answered = [...row].flatMap(([id, exchanges]) => (exchanges ? [{ id, exchanges }] : []));
    const [first, ...others] = answered;
    const aCase = first && byId.get(first.id);
    if (!first || !aCase) return;
    const recording = makeRecording(aCase, first.exchanges, redact);
    for (const { id, exchanges } of others) {
      const differs = differingFrom(recording, exchanges, redact);
      if (differs !== undefined) wrong.push(`${id} sent another request than ${first.id}: ${differs}`);
    }
    writeRecording(join(root, path), recording);
    written.push(path);
  }

  return {
    finished({ result, exchanges }) {
      const { id } = result.case;
      const path = recordingPath(result.case);
      const row = rows.get(path);
      if (!row) return;
      const isAnswered = result.verdict === 'passed' || result.verdict === 'failed';
      row.set(id, isAnswered ? wholeExchanges(exchanges) : undefined);
      left.set(path, (left.get(path) ?? 1) - 1);
      if (left.get(path) !== 0) return;
      rows.delete(path);
      try {
        write(path, row);
      } catch (error) {
        wrong.push(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
    end: () => ({ written: written.sort(), wrong }),
  };
}

/** Those of the last time a case ran; undefined where one of them is not whole: half an answer is not kept. */
function wholeExchanges(exchanges: readonly StepExchange[]): readonly StepExchange[] | undefined {
  const time = Math.max(...exchanges.map((each) => each.time));
  const last = exchanges.filter((each) => each.time === time);
  const isWhole = last.every(({ exchange: { outcome } }) => {
    return outcome.kind === 'response' && outcome.body.end.kind === 'complete';
  });
  return isWhole && last.length > 0 ? last : undefined;
}

function makeRecording(aCase: Case, exchanges: readonly StepExchange[], redact: Redactor): Recording {
  const [step] = aCase.steps;
  const model = step?.request.kind === 'json' ? step.request.json['model'] : undefined;
  return {
    version: 1,
    recorded: new Date(exchanges[0]?.exchange.timings.startedAt ?? Date.now()).toISOString(),
    ...(typeof model === 'string' && { model }),
    endpoint: aCase.endpoint.kind,
    transport: aCase.transport,
    exchanges: storeExchanges('', exchanges, redact).exchanges,
  };
}

function differingFrom(recording: Recording, exchanges: readonly StepExchange[], redact: Redactor): string | undefined {
  for (const [index, { exchange }] of exchanges.entries()) {
    // Later steps go on from answers, which differ.
    const recorded = recording.exchanges[index];
    if (index > 0 || !recorded) return undefined;
    const differs = differingRequest(recorded.request.body, exchange.request.body, redact, new Set());
    if (differs !== undefined) return differs;
  }
  return undefined;
}
