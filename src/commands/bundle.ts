import { relative } from 'node:path';
import { listBundles, runsFolder, writerOf } from '../bundles/folders.ts';
import type { Manifest } from '../bundles/manifest.ts';
import { type Bundle, openBundle, readManifest } from '../bundles/open-bundle.ts';
import { restoreCase } from '../bundles/stored-case.ts';
import { type BundleOptions, type BundleWriter, beginBundle, resumeBundle } from '../bundles/write-bundle.ts';
import { plural } from '../lib/plural.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Backend } from '../model/names.ts';
import type { CaseRecord } from '../model/record.ts';
import type { CaseResult } from '../model/run.ts';
import type { RunFacts } from '../model/run-event.ts';
import type { StoredExchange } from '../model/stored-exchange.ts';
import { createFingerprint } from '../run/fingerprint.ts';
import { titleOf } from '../run.ts';
import { restoreExchange } from '../wire/stored-exchanges.ts';
import { type Invocation, usageError } from './invocation.ts';
import type { SuitePlan } from './plan-suite.ts';
import type { Shard } from './shard.ts';
import { suiteFolder } from './suite-folder.ts';

/** The bundle of a run, and what became of its cases in the run that it goes on with. */
export interface RunBundle {
  readonly writer: BundleWriter;
  readonly measured: ReadonlyMap<string, CaseResult>;
  /** Keeps how a case that was measured before is told now. */
  retold(record: CaseRecord): void;
  /** What is kept of the exchanges of a case, of this run or of the one it goes on with. */
  exchangesOf(record: CaseRecord): readonly StoredExchange[] | undefined;
  /** Writes what is left; says what could not be written, if anything. */
  close(): readonly Diagnostic[];
}

/** Opened before anything is sent: a run whose results cannot be kept is not begun. */
export async function openRunBundle(
  planned: SuitePlan,
  { flags, again }: Pick<RunFacts, 'flags' | 'again'>,
  invocation: Invocation,
  shard?: Shard & { readonly whole: SuitePlan },
): Promise<{ readonly bundle: RunBundle } | { readonly wrong: Diagnostic }> {
  const { options, cwd, version, err } = invocation;
  const { suite, cases, backend, read, redact } = planned;
  if (!suite) throw new Error('a run without a suite has no bundle');
  const fingerprint = createFingerprint({ backend, suite, flags, read });
  const hashed = ({ cases }: SuitePlan) => cases.map(({ case: aCase }) => ({ id: aCase.id, hash: fingerprint(aCase) }));
  const bundleOptions: BundleOptions = {
    manifest: {
      suite: { title: titleOf(suite), folder: suiteFolder(suite, cwd) },
      ...{ backend, flags, again },
      ...(shard && {
        shard: { index: shard.index, count: shard.count, isWhole: shard.whole.isWhole, plan: hashed(shard.whole) },
      }),
      cases: hashed(planned),
    },
    ...{ version, redact, now: () => new Date() },
  };
  const found = options.resume === undefined ? undefined : await findBundle(options.resume, bundleOptions, cwd);
  if (found && 'wrong' in found) return found;
  const measured = found ? measuredIn(found.bundle, planned, bundleOptions) : new Map<string, CaseResult>();
  let writer: BundleWriter;
  try {
    writer = found
      ? resumeBundle(found.bundle.folder, found.bundle.manifest, bundleOptions)
      : beginBundle(cwd, bundleOptions);
  } catch (error) {
    return { wrong: notWritten(error) };
  }
  if (found) err.write(redact(resumed(found.bundle, measured.size, cases.length, cwd)));
  const close = () => {
    const failure = writer.close();
    return failure === undefined ? [] : [notWritten(failure)];
  };
  const before = new Map([...(found?.bundle.results.values() ?? [])].map((stored) => [stored.id, stored]));
  const exchangesOf: RunBundle['exchangesOf'] = (record) => {
    const stored = before.get(record.id);
    return writer.exchangesOf(record) ?? (stored && found?.bundle.exchangesOf(stored));
  };
  const retold: RunBundle['retold'] = (record) => {
    const stored = before.get(record.id);
    if (stored) writer.retold(record, stored);
  };
  return { bundle: { writer, measured, retold, exchangesOf, close } };
}

function notWritten(error: unknown): Diagnostic {
  const cause = error instanceof Error ? error.message : String(error);
  return usageError('bundle-not-written', `the run cannot be kept: ${cause}`, 'run with --no-bundle to keep nothing');
}

function resumed(
  { folder, unreadable, manifest: { end } }: Bundle,
  measured: number,
  all: number,
  cwd: string,
): string {
  const cut = unreadable > 0 ? `; ${plural(unreadable, 'line')} there cannot be read` : '';
  const writer = end === undefined ? writerOf(folder) : undefined;
  const twice = writer ? `; process ${writer}, which began it, is running: while it goes on, both send the rest` : '';
  return `${relative(cwd, folder)}: ${measured} of ${plural(all, 'case')} were measured before and are not sent again${cut}${twice}\n`;
}

/** The bundle that was named, or the newest one of this suite and backend. */
async function findBundle(
  named: string | true,
  { manifest, version }: BundleOptions,
  cwd: string,
): Promise<{ readonly bundle: Bundle } | { readonly wrong: Diagnostic }> {
  const refuse = (message: string, help?: string) => ({ wrong: usageError('no-such-run', message, help) });
  if (named !== true) {
    const opened = await openBundle(named);
    if ('wrong' in opened) return refuse(`--resume=${named}: ${opened.wrong}`);
    const other = differs(opened.bundle.manifest, manifest, version);
    return other === undefined ? opened : refuse(`${named} cannot be gone on with: ${other}`);
  }
  for (const folder of listBundles(cwd)) {
    const read = await readManifest(folder);
    if ('wrong' in read || differs(read.manifest, manifest, version) !== undefined) continue;
    const opened = await openBundle(folder);
    if ('bundle' in opened) return opened;
  }
  const what = `${backends[manifest.backend]} of the suite in ${manifest.suite.folder}`;
  return refuse(`there is nothing to resume: no run ${what} is in ${runsFolder}`, 'run without --resume');
}

/** Why a bundle is none of this run. */
function differs(before: Manifest, now: BundleOptions['manifest'], version: string): string | undefined {
  if (before.suite.folder !== now.suite.folder)
    return `it holds a run of the suite in ${before.suite.folder}, this one is in ${now.suite.folder}`;
  if (before.backend !== now.backend)
    return `it holds a run ${backends[before.backend]}, this would be one ${backends[now.backend]}`;
  if (shareOf(before) !== shareOf(now)) return `it holds ${shareOf(before)}, this would be ${shareOf(now)}`;
  if (before.tool.version !== version)
    return `it was written by version ${before.tool.version}, which may judge otherwise than ${version}`;
  return undefined;
}

function shareOf({ shard }: Pick<Manifest, 'shard'>): string {
  return shard ? `shard ${shard.index} of ${shard.count}` : 'no shard';
}

const backends: { readonly [backend in Backend]: string } = {
  mock: 'on mocks',
  replay: 'on recordings',
  live: 'with --live',
};

/** What passed or failed, is planned again just as it was, and can be told as it was. */
function measuredIn(
  bundle: Bundle,
  { cases, suite, redact }: SuitePlan,
  { manifest }: BundleOptions,
): Map<string, CaseResult> {
  const measured = new Map<string, CaseResult>();
  const quirks = suite?.file.quirks ?? [];
  for (const [index, { case: aCase }] of cases.entries()) {
    const stored = bundle.results.get(manifest.cases[index]?.hash ?? '');
    if (!stored) continue;
    const last = stored.verdict === 'failed' ? bundle.exchangesOf(stored)?.at(-1) : undefined;
    const result = restoreCase(stored, aCase, quirks, redact, last && restoreExchange(last));
    if (result) measured.set(aCase.id, result);
  }
  // Two answers that are compared (`parity`) are had in one run, or neither counts.
  const planned = new Set(cases.map((each) => each.case.id));
  for (const { case: twin } of cases) {
    if (twin.twinOf === undefined || !planned.has(twin.twinOf)) continue;
    if (measured.has(twin.id) && measured.has(twin.twinOf)) continue;
    measured.delete(twin.id);
    measured.delete(twin.twinOf);
  }
  return measured;
}
