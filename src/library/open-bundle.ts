import type { Manifest } from '../bundles/manifest.ts';
import { openBundle as openFolder } from '../bundles/open-bundle.ts';
import type { StoredCase } from '../bundles/stored-case.ts';
import type { StoredExchange } from '../model/stored-exchange.ts';

/**
 * A run that was kept in `.vertex-scenarios/runs/`, read back. Nothing in it is secret: it was redacted when it was
 * written.
 */
export interface RunBundle {
  /** What ran, with what, and when (`schemas/bundle.schema.json`). */
  readonly manifest: Manifest;
  /** The cases that were finished, in the order of the plan. */
  readonly cases: readonly BundleCase[];
  /** Ids of planned cases that were not finished: the run was killed, or is still going on. */
  readonly missing: readonly string[];
  /** Lines that cannot be read: the last one, where the run was killed while it was written. */
  readonly unreadable: number;
}

/** What became of a case (`schemas/bundle-case.schema.json`). */
export interface BundleCase extends Omit<StoredCase, 'exchanges'> {
  /**
   * What it sent and what came back (`schemas/bundle-exchanges.schema.json`); undefined where that was not kept, or not
   * whole. Read from the disk at each call.
   */
  exchanges(): readonly StoredExchange[] | undefined;
}

/** Reads the folder of a run, however it ended. Rejects with an `Error` that says in a sentence why it is none. */
export async function openBundle(folder: string): Promise<RunBundle> {
  const opened = await openFolder(folder);
  if ('wrong' in opened) throw new Error(opened.wrong);
  const { manifest, results, missing, unreadable, exchangesOf } = opened.bundle;
  const cases = manifest.cases.flatMap(({ hash }): BundleCase[] => {
    const stored = results.get(hash);
    return stored ? [{ ...stored, exchanges: () => exchangesOf(stored) }] : [];
  });
  return { manifest, cases, missing, unreadable };
}
