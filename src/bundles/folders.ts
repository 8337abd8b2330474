import { existsSync, readdirSync, readFileSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isObject } from '../lib/is-object.ts';
import { parseJson } from '../lib/parse-json.ts';

/** What the tool keeps beside a suite, and the bundles in it; below the working directory. */
export const ownFolder = '.vertex-scenarios';
export const runsFolder = `${ownFolder}/runs`;

/** The files of a bundle. Exchanges are in `exchanges/<n>.jsonl`, one file for each time it was written to. */
export const manifestFile = 'run.json';
/** Renamed to `run.json` when it is whole. */
export const manifestDraft = 'run.json.new';
export const casesFile = 'cases.jsonl';
export const exchangesFolder = 'exchanges';

/**
 * `2026-11-24T12-59-11-123Z-4711`: in the order of their names bundles are in the order of time. Shards have theirs in it
 * (`…-4711-2of7`): in containers that begin together all processes may have one id.
 */
export function bundleName(
  start: Date,
  pid: number,
  shard?: { readonly index: number; readonly count: number },
): string {
  const share = shard ? `-${shard.index}of${shard.count}` : '';
  return `${start.toISOString().replace(/[:.]/g, '-')}-${pid}${share}`;
}

/** What the tool keeps is nothing to commit. */
export function ignoreFolder(folder: string): void {
  const file = join(folder, '.gitignore');
  if (!existsSync(file)) writeFileSync(file, '*\n');
}

/** Paths of all bundles in a working directory, the newest first. */
export function listBundles(cwd: string): string[] {
  const folder = join(cwd, runsFolder);
  let names: string[];
  try {
    names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
  } catch {
    return [];
  }
  return names
    .filter((name) => /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z-\d+(?:-\d+of\d+)?$/.test(name))
    .sort()
    .reverse()
    .map((name) => join(folder, name));
}

/**
 * Removes all bundles but the newest `keep`, of each the files that we wrote: a folder in which something else lies
 * stays. One that is still written to stays as well.
 */
export function removeOldBundles(cwd: string, keep: number): void {
  for (const folder of listBundles(cwd).slice(keep)) {
    if (!isOurs(folder)) continue;
    for (const file of exchangeFiles(folder)) remove(unlinkSync, join(folder, file));
    remove(rmdirSync, join(folder, exchangesFolder));
    for (const file of [casesFile, manifestDraft, manifestFile]) remove(unlinkSync, join(folder, file));
    remove(rmdirSync, folder);
  }
}

/** What is not there, or what has something of others in it, is no reason not to run. */
function remove(way: (path: string) => void, path: string): void {
  try {
    way(path);
  } catch {
    // It stays.
  }
}

/** `exchanges/1.jsonl` and so on, in order. */
export function exchangeFiles(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(join(folder, exchangesFolder));
  } catch {
    return [];
  }
  return names
    .filter((name) => /^[1-9]\d*\.jsonl$/.test(name))
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
    .map((name) => `${exchangesFolder}/${name}`);
}

/** Did we write it, and is it finished, or its process gone? Many runs may go on side by side. */
function isOurs(folder: string): boolean {
  try {
    const parsed = parseJson(readFileSync(join(folder, manifestFile), 'utf8'));
    if (!('value' in parsed) || !isObject(parsed.value)) return false;
    const { tool, end } = parsed.value;
    return isObject(tool) && tool['name'] === 'vertex-scenarios' && (end !== undefined || !writerOf(folder));
  } catch {
    return false;
  }
}

/** The process that began a bundle, where it is running. After a restart another one may have its id. */
export function writerOf(folder: string): number | undefined {
  const pid = Number(/Z-(\d+)/.exec(basename(folder))?.[1]);
  return isRunning(pid) ? pid : undefined;
}

/** Another process: in a container every run may have had the id of this one. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
