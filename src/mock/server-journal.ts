/** What became of one request. */
export interface JournalEntry {
  readonly method: string;
  readonly path: string;
  readonly model?: string;
  readonly status: number;
  /** Milliseconds from the request's head to the end of the answer, or until the client went away. */
  readonly ms: number;
  /** Id of the case that answered, with the step of a scenario that has some. */
  readonly answeredBy?: string;
  /** Why no scenario answered: a refusal, or what did not match. */
  readonly reason?: string;
  /** Of a request that matches nothing: the scenarios that come nearest, each with its first difference. */
  readonly nearest?: readonly NearMiss[];
}

export interface NearMiss {
  readonly scenario: string;
  readonly difference: string;
}

/** The newest requests, oldest first: a server that runs for a week must not grow. */
export interface Journal {
  readonly entries: readonly JournalEntry[];
  /** All requests there have been. */
  readonly total: number;
}

export const kept = 1000;

export function createJournal(): Journal & { add(entry: JournalEntry): void } {
  const entries: JournalEntry[] = [];
  let total = 0;
  return {
    entries,
    get total() {
      return total;
    },
    add(entry) {
      total += 1;
      if (entries.length === kept) entries.shift();
      entries.push(entry);
    },
  };
}
