import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { casesFile, manifestFile } from './folders.ts';

/** Artifacts of a CI keep the folders that their files lay in. */
const mostDeep = 8;

/** Folders of bundles: this one, or those in the folders below it. */
export function findBundles(folder: string, depth = 0): string[] {
  if (existsSync(join(folder, manifestFile)) && (depth === 0 || existsSync(join(folder, casesFile)))) return [folder];
  if (depth === mostDeep) return [];
  let names: string[];
  try {
    names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
  } catch {
    return [];
  }
  return (
    names
      // One that is being written, or was when its process was killed, is none.
      .filter((name) => name !== 'node_modules' && name !== '.git' && !name.endsWith('.new'))
      .sort()
      .flatMap((name) => findBundles(join(folder, name), depth + 1))
  );
}
