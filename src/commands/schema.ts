import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { closest } from '../lib/closest.ts';
import { packageRoot } from '../lib/package-root.ts';
import { renderDiagnostics } from '../lib/render-diagnostics.ts';
import { exitCodes, type Invocation, usageError } from './invocation.ts';
import { lookOf } from './terminal.ts';

const ending = '.schema.json';

/** `schema`: the names of the JSON Schemas of this version; `schema NAME`: one of them, for editors and other tools. */
export async function schemaCommand({ operands, out, err, env }: Invocation): Promise<number> {
  const folder = join(packageRoot(), 'schemas');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(ending));
  const named = new Map(files.sort().map((file) => [basename(file, ending), file]));
  const [name, ...more] = operands;
  if (more.length > 0) {
    err.write(
      renderDiagnostics([usageError('schema-one', 'schema takes one name', 'write it alone')], lookOf(err, env)),
    );
    return exitCodes.usage;
  }
  if (name === undefined) {
    out.write(`${[...named.keys()].join('\n')}\n`);
    return exitCodes.holds;
  }
  const file = named.get(name);
  if (file === undefined) {
    const meant = closest(name, named.keys());
    const help = meant ? `did you mean ${meant}?` : 'vertex-scenarios schema lists them';
    err.write(
      renderDiagnostics([usageError('unknown-schema', `there is no schema "${name}"`, help)], lookOf(err, env)),
    );
    return exitCodes.usage;
  }
  out.write(readFileSync(join(folder, file), 'utf8'));
  return exitCodes.holds;
}
