import { closeSync, fstatSync, mkdirSync, openSync, readSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Redactor } from '../lib/redact.ts';
import { redactAll } from '../lib/redact-all.ts';
import { writeAll } from '../lib/write-all.ts';
import type { CaseRecord } from '../model/record.ts';
import type { FinishedCase } from '../model/run.ts';
import type { Reporter } from '../model/run-event.ts';
import type { StoredExchange } from '../model/stored-exchange.ts';
import { storeExchanges } from '../wire/stored-exchanges.ts';
import {
  bundleName,
  casesFile,
  exchangeFiles,
  exchangesFolder,
  ignoreFolder,
  manifestDraft,
  manifestFile,
  ownFolder,
  removeOldBundles,
  runsFolder,
} from './folders.ts';
import { type Manifest, type PlannedHash, renderManifest, type ShardFindings } from './manifest.ts';
import { readExchanges } from './read-exchanges.ts';
import { type StoredAt, type StoredCase, storeCase } from './stored-case.ts';

/** A run bundle that is written to while the run goes on. As a reporter it listens for the end alone. */
export interface BundleWriter extends Reporter {
  /** Its path. */
  readonly folder: string;
  readonly startedAt: string;
  /** Stores a case: of a live run before it returns, otherwise within this turn of the event loop. Never throws. */
  finished(finished: FinishedCase): void;
  /** Stores a case anew that was stored before and is told otherwise now: its title, its line, its tags are others. */
  retold(record: CaseRecord, before: StoredCase): void;
  /** Reads back what was stored of a case's exchanges. */
  exchangesOf(record: CaseRecord): readonly StoredExchange[] | undefined;
  /** Keeps with the end what a shard says about the suite as a whole. */
  ofShard(findings: ShardFindings): void;
  /** Writes what is left; says what could not be written, if anything. */
  close(): unknown;
}

export interface BundleOptions {
  /** Without the hidden values taken out yet. */
  readonly manifest: Omit<Manifest, 'version' | 'tool' | 'startedAt' | 'resumedAt' | 'end'>;
  readonly version: string;
  readonly redact: Redactor;
  readonly now: () => Date;
}

/** How many bundles are kept. */
const keep = 20;

/** Begins a bundle below `cwd`. Throws what the file system says where nothing can be written. */
export function beginBundle(cwd: string, options: BundleOptions): BundleWriter {
  const start = options.now();
  const { shard } = options.manifest;
  const folder = join(cwd, runsFolder, bundleName(start, process.pid, shard));
  mkdirSync(folder, { recursive: true });
  ignoreFolder(join(cwd, ownFolder));
  const writer = openWriter(folder, manifestOf(options, start.toISOString()), options);
  // The bundles of other shards may lie beside it, and are still to be joined.
  if (!shard) removeOldBundles(cwd, keep);
  return writer;
}

/** Goes on with a bundle: the cases are those that are planned now; what it holds of them stays. */
export function resumeBundle(folder: string, before: Manifest, options: BundleOptions): BundleWriter {
  const resumedAt = [...(before.resumedAt ?? []), options.now().toISOString()];
  return openWriter(folder, { ...manifestOf(options, before.startedAt), resumedAt }, options);
}

function openWriter(folder: string, manifest: Manifest, { manifest: plain, redact, now }: BundleOptions): BundleWriter {
  const hashes = new Map(plain.cases.map(({ id, hash }) => [id, hash]));
  const keepsAll = manifest.backend === 'live';
  writeManifest(folder, manifest);
  const cases = openCases(join(folder, casesFile));
  let exchanges: { readonly handle: number; readonly file: string; size: number } | undefined;
  /** By the id of its case. */
  const stored = new Map<string, StoredAt>();
  /** Lines that wait for the end of this turn of the event loop. */
  let pending = '';
  let end: Manifest['end'];
  let failure: unknown;
  const attempt = (write: () => void) => {
    if (failure !== undefined) return;
    try {
      write();
    } catch (error) {
      failure = error;
    }
  };

  const flush = () =>
    attempt(() => {
      const lines = pending;
      pending = '';
      if (lines !== '') writeAll(cases, Buffer.from(lines));
    });

  const store = ({ record, exchanges: all }: FinishedCase): StoredAt | undefined => {
    const { id, verdict, failedBefore } = record;
    if (all.length === 0 || !(keepsAll || verdict === 'failed' || failedBefore !== undefined)) return;
    exchanges ??= openExchanges(folder);
    const { file, size: offset, handle } = exchanges;
    const bytes = Buffer.from(`${JSON.stringify(storeExchanges(id, all, redact))}\n`);
    writeAll(handle, bytes);
    exchanges.size += bytes.length;
    const at = { file, offset, length: bytes.length - 1 };
    stored.set(id, at);
    return at;
  };

  let isClosed = false;
  const close = () => {
    if (isClosed) return failure;
    isClosed = true;
    flush();
    attempt(() => end && writeManifest(folder, { ...manifest, end }));
    attempt(() => closeSync(cases));
    attempt(() => exchanges && closeSync(exchanges.handle));
    return failure;
  };

  return {
    folder,
    startedAt: manifest.startedAt,
    finished: (finished) =>
      attempt(() => {
        const { record, result } = finished;
        const hash = hashes.get(result.case.id);
        if (hash === undefined) throw new Error(`${result.case.id} is not planned`);
        // First the exchanges: a line speaks only of what is there.
        const at = store(finished);
        const isFirst = pending === '';
        pending += `${storeCase(record, hash, at)}\n`;
        // What a service answered is not had again for nothing, so it never waits: written by a queue beside the run, it
        // was lost by the handful when the process was killed. Mocks say the same again, and many of them end at once.
        if (keepsAll) flush();
        else if (isFirst) setImmediate(flush);
      }),
    on(event) {
      if (event.kind !== 'end') return;
      const { durationMs = 0, ended, fixed } = event;
      end = { at: now().toISOString(), durationMs, interrupted: ended === 'interrupted', fixed };
    },
    ofShard(findings) {
      if (end) end = { ...end, ofShard: redactAll(findings, redact) };
    },
    retold: (record, before) =>
      attempt(() => {
        const line = storeCase(record, before.hash, before.exchanges);
        if (line === JSON.stringify(before)) return;
        pending += `${line}\n`;
        flush();
      }),
    exchangesOf: ({ id }) => readExchanges(folder, id, stored.get(id)),
    close,
  };
}

function manifestOf({ manifest, version, redact }: BundleOptions, startedAt: string): Manifest {
  const { suite, backend, flags, again, shard, cases } = manifest;
  const redactIds = (all: readonly PlannedHash[]) => all.map(({ id, hash }): PlannedHash => ({ id: redact(id), hash }));
  return {
    version: 1,
    tool: { name: 'vertex-scenarios', version },
    suite: { title: redact(suite.title), folder: redact(suite.folder) },
    backend,
    flags: redactAll(flags, redact),
    again: redactAll(again, redact),
    ...(shard && { shard: { ...shard, plan: redactIds(shard.plan) } }),
    startedAt,
    cases: redactIds(cases),
  };
}

/** Never half of it, whenever the process is killed. */
function writeManifest(folder: string, manifest: Manifest): void {
  writeFileSync(join(folder, manifestDraft), renderManifest(manifest));
  renameSync(join(folder, manifestDraft), join(folder, manifestFile));
}

/** A line that was cut when its process was killed is ended, so that it spoils none but itself. */
function openCases(file: string): number {
  const handle = openSync(file, 'a+');
  const { size } = fstatSync(handle);
  const last = Buffer.alloc(1);
  if (size > 0 && readSync(handle, last, 0, 1, size - 1) === 1 && last[0] !== 0x0a) writeSync(handle, '\n');
  return handle;
}

function openExchanges(folder: string): { handle: number; file: string; size: number } {
  mkdirSync(join(folder, exchangesFolder), { recursive: true });
  const number =
    Number.parseInt(
      exchangeFiles(folder)
        .at(-1)
        ?.slice(exchangesFolder.length + 1) ?? '0',
      10,
    ) + 1;
  const file = `${exchangesFolder}/${number}.jsonl`;
  return { handle: openSync(join(folder, file), 'wx'), file, size: 0 };
}
