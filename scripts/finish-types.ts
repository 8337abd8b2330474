/** The compiler writes a declaration for each source; a user's compiler reads those that the public faces lead to. */
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const relativeImport = /(from |import\()'(\.[^']+)\.ts'/g;

/**
 * Removes every declaration below `folder` that no entry leads to, so that none names a package which is not installed;
 * and names those that stay by the endings of what is shipped, as any setting of a user's compiler reads them.
 */
export function finishTypes(folder: string, entries: readonly string[]): void {
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, , specifier] of text.matchAll(relativeImport)) visit(join(file, '..', `${specifier}.d.ts`));
    writeFileSync(file, text.replace(relativeImport, "$1'$2.js'"));
  };
  for (const entry of entries) visit(join(folder, entry));
  for (const file of globSync('**/*.d.ts', { cwd: folder }).map((each) => join(folder, each))) {
    if (!reached.has(file)) rmSync(file);
  }
}
