import { relative } from 'node:path';
import { listBundles, runsFolder } from '../bundles/folders.ts';
import { type Bundle, openBundle } from '../bundles/open-bundle.ts';
import { plural } from '../lib/plural.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { tellBundle } from '../run/tell-bundle.ts';
import { exitCodeOfBundle } from './exit-code.ts';
import { exitCodes, type Invocation, usageError } from './invocation.ts';
import { CannotWrite, openReports, readReporters, sayUnwritten } from './reports.ts';

/** `report [DIR]`: the reports of a run that is kept, from its bundle alone. */
export async function reportCommand(invocation: Invocation): Promise<number> {
  const { options, err } = invocation;
  const wrong: Diagnostic[] = [];
  const choices = readReporters(invocation, wrong);
  const found = await findBundle(invocation);
  if ('wrong' in found) wrong.push(found.wrong);
  if (wrong.length > 0 || 'wrong' in found) {
    sayUnwritten(invocation, wrong);
    return exitCodes.usage;
  }
  try {
    const reports = await openReports(choices, invocation);
    const { totals } = tellBundle(found.bundle, reports.reporters);
    const unwritten = reports.close();
    sayUnwritten(invocation, unwritten);
    err.write(renderMissing(found.bundle));
    return unwritten.length > 0 ? exitCodes.usage : exitCodeOfBundle(found.bundle, totals, options['fail-on-flaky']);
  } catch (error) {
    if (!(error instanceof CannotWrite)) throw error;
    sayUnwritten(invocation, [error.diagnostic]);
    return exitCodes.usage;
  }
}

/** The bundle that was named, or the newest one. */
async function findBundle({
  operands,
  cwd,
}: Invocation): Promise<{ readonly bundle: Bundle } | { readonly wrong: Diagnostic }> {
  const refuse = (message: string, help?: string) => ({ wrong: usageError('no-such-run', message, help) });
  const [named, ...more] = operands;
  if (more.length > 0) return refuse('report takes the folder of one run', 'call it once for each');
  const folder = named ?? listBundles(cwd)[0];
  if (folder === undefined) return refuse(`no run is kept in ${runsFolder}`, 'name the folder of one');
  const opened = await openBundle(folder);
  return 'wrong' in opened ? refuse(opened.wrong.replace(folder, relative(cwd, folder) || '.')) : opened;
}

const idsShown = 20;

/** What is not known, and why. */
function renderMissing({ missing, unreadable, manifest }: Bundle): string {
  const cut = unreadable > 0 ? `${plural(unreadable, 'line')} of the run cannot be read\n` : '';
  if (missing.length === 0) return cut;
  const why = manifest.end ? 'are not in what is kept' : 'have no result: the run was killed, or still goes on';
  const ids = missing.slice(0, idsShown).map((id) => `  ${id}\n`);
  const more = missing.length > idsShown ? `  and ${missing.length - idsShown} more\n` : '';
  return `${cut}${missing.length} of ${plural(manifest.cases.length, 'case')} ${why}\n${ids.join('')}${more}`;
}
