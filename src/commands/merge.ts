import { relative, resolve } from 'node:path';
import { findBundles } from '../bundles/find-bundles.ts';
import { type Bundle, openBundle } from '../bundles/open-bundle.ts';
import { writeJoined } from '../bundles/write-joined.ts';
import { scenarioOf } from '../cases/case-id.ts';
import { listWords } from '../lib/list-words.ts';
import { plural } from '../lib/plural.ts';
import { renderDiagnostics } from '../lib/render-diagnostics.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { type Joined, joinBundles } from '../run/join-bundles.ts';
import { tellBundle } from '../run/tell-bundle.ts';
import { exitCodeOfBundle } from './exit-code.ts';
import { exitCodes, type Invocation, usageError } from './invocation.ts';
import { CannotWrite, openReports, readReporters, sayUnwritten } from './reports.ts';
import { staleRecordings } from './stale-recordings.ts';
import { lookOf } from './terminal.ts';

/** `merge DIRS…`: the bundles of shards become the one of an unsharded run, and its reports. */
export async function mergeCommand(invocation: Invocation): Promise<number> {
  const { options, operands, cwd, err, env } = invocation;
  const wrong: Diagnostic[] = [];
  const choices = readReporters(invocation, wrong);
  const shown = (folder: string) => relative(cwd, folder) || '.';
  if (operands.length === 0) {
    wrong.push(
      usageError(
        'no-such-run',
        'merge takes the folders of the shards',
        'merge shard-1 shard-2, or the folder they lie in',
      ),
    );
  }
  const found = await Promise.all(operands.map((operand) => bundlesIn(operand, wrong)));
  const bundles = [...new Map(found.flat().map((bundle) => [resolve(bundle.folder), bundle])).values()];
  const joined = wrong.length === 0 ? joinBundles(bundles, shown) : { wrong: '' };
  if ('wrong' in joined) {
    if (joined.wrong !== '')
      wrong.push(usageError('not-one-run', joined.wrong, 'name the bundles of the shards of one run'));
    sayUnwritten(invocation, wrong);
    return exitCodes.usage;
  }
  try {
    const reports = await openReports(choices, invocation);
    const folder = written(cwd, joined);
    const opened = typeof folder === 'string' ? await openBundle(folder) : folder;
    if ('wrong' in opened) {
      sayUnwritten(invocation, [...reports.close(), usageError('bundle-not-written', opened.wrong)]);
      return exitCodes.usage;
    }
    const { totals } = tellBundle(opened.bundle, reports.reporters);
    const unwritten = reports.close();
    err.write(renderJoined(joined, bundles.length, shown(opened.bundle.folder), shown));
    const stale = joined.recordings ? staleRecordings(joined.recordings) : [];
    err.write(renderDiagnostics(stale, lookOf(err, env)));
    sayUnwritten(invocation, unwritten);
    if (unwritten.length > 0) return exitCodes.usage;
    return exitCodeOfBundle(opened.bundle, totals, options['fail-on-flaky']);
  } catch (error) {
    if (!(error instanceof CannotWrite)) throw error;
    sayUnwritten(invocation, [error.diagnostic]);
    return exitCodes.usage;
  }
}

/** The bundle in a folder, or those in the folders below it: if there are shards among them, no others. */
async function bundlesIn(operand: string, wrong: Diagnostic[]): Promise<Bundle[]> {
  const folders = findBundles(operand);
  const bundles: Bundle[] = [];
  for (const folder of folders) {
    const opened = await openBundle(folder);
    if ('bundle' in opened) bundles.push(opened.bundle);
    else wrong.push(usageError('no-such-run', opened.wrong));
  }
  if (folders.length === 0) {
    const help = 'name a folder with a run.json, or one above it';
    wrong.push(usageError('no-such-run', `no run is kept in ${operand}`, help));
  }
  // What was joined before, and other runs of this machine, lie beside them.
  const shards = bundles.filter(({ manifest }) => manifest.shard !== undefined);
  return shards.length > 0 ? shards : bundles;
}

function written(cwd: string, joined: Joined): string | { readonly wrong: string } {
  try {
    return writeJoined(cwd, joined, new Date());
  } catch (error) {
    return { wrong: `what was joined cannot be kept: ${error instanceof Error ? error.message : String(error)}` };
  }
}

const scenariosShown = 20;

/** What was made of what, what counts where a shard ran twice, and what is not there. */
function renderJoined(
  { missing: { scenarios, shards }, repeated, manifest }: Joined,
  bundles: number,
  folder: string,
  shown: (folder: string) => string,
): string {
  const twice = repeated.map(
    ([newest, ...older]) =>
      `${shown(newest?.folder ?? '')} counts before ${listWords(
        older.map((each) => shown(each.folder)),
        'and',
      )}: the same shard ran again\n`,
  );
  const lines = [`${plural(bundles, 'bundle')} joined in ${folder}\n`, ...twice];
  if (shards.length > 0) {
    lines.push(`missing: ${shards.length === 1 ? 'shard' : 'shards'} ${listWords(shards.map(String), 'and', 20)}\n`);
  }
  if (scenarios.length > 0) {
    const all = new Set(manifest.cases.map(({ id }) => scenarioOf(id))).size;
    lines.push(`without a result: ${scenarios.length} of ${plural(all, 'scenario')}\n`);
    lines.push(...scenarios.slice(0, scenariosShown).map((id) => `  ${id}\n`));
    if (scenarios.length > scenariosShown) lines.push(`  and ${scenarios.length - scenariosShown} more\n`);
  }
  return lines.join('');
}
