import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

/** Who may import whom, in the words of CONTRIBUTING. A layer sees the layers before it, and nothing of its own rank. */
const layers: readonly (readonly string[])[] = [
  ['model'],
  ['lib'],
  ['wire', 'schema', 'contract'],
  ['expressions'],
  [
    ...[
      'scenarios',
      'cases',
      'requests',
      'endpoints',
      'transports',
      'mock',
      'recordings',
      'answers',
      'checks',
      'bundles',
      'imports',
    ],
    ...['reporters', 'samples', 'compare', 'docs', 'mutate'],
  ],
  ['run'],
  ['run.ts'],
  ['commands'],
  ['library'],
  ['index.ts', 'cli.ts'],
];

/** Between stages: these, and no others. */
const exceptions = [
  'mutate → answers',
  'mutate → checks',
  'compare → answers',
  'docs → samples',
  'samples → requests',
  'reporters → answers',
];

/** The places that may import a package; for those of a person's own tests, its adapter. */
const doors: { readonly [name: string]: readonly string[] } = {
  yaml: ['lib/yaml'],
  'fast-glob': ['scenarios/'],
  ajv: ['schema/'],
  'ajv-formats': ['schema/'],
  re2js: ['schema/'],
  openai: ['transports/sdk.ts'],
  'google-auth-library': ['endpoints/'],
  msw: ['mock/', 'library/msw.ts'],
  vitest: ['library/vitest.ts'],
  chokidar: ['commands/watch-files.ts'],
};

/** Loaded by every start, so that importing one of these from an ES module would double it. */
const slowBuiltins = ['node:http', 'node:https', 'node:util'];

interface Import {
  readonly from: string;
  /** A path below `src`, or the name of a package. */
  readonly to: string;
  readonly typeOnly: boolean;
}

const src = join(import.meta.dirname, '../src');
const files = globSync('**/*.ts', { cwd: src }).filter((file) => !file.includes('precompiled'));
const imports = files.flatMap(readImports);
const inside = imports.filter(({ to }) => files.includes(to));

test('every folder of src has its layer', () => {
  const known = layers.flat();
  expect(files.map(unit).filter((name) => !known.includes(name))).toEqual([]);
});

test('imports point from later layers to earlier ones', () => {
  const wrong = inside
    .filter(({ from, to }) => unit(from) !== unit(to) && rank(to) >= rank(from))
    .filter(({ from, to }) => !exceptions.includes(`${unit(from)} → ${unit(to)}`))
    .map(({ from, to }) => `${from} → ${to}`);
  expect(wrong).toEqual([]);
});

test('a package comes in by its one door', () => {
  const wrong = imports
    .filter(({ typeOnly }) => !typeOnly)
    .filter(({ from, to }) => doors[packageOf(to)]?.some((door) => from.startsWith(door)) === false);
  expect(wrong).toEqual([]);
});

test('no slow part of Node is imported statically', () => {
  expect(imports.filter(({ to, typeOnly }) => !typeOnly && slowBuiltins.includes(to))).toEqual([]);
});

test('no file imports itself in a circle', () => {
  const edges = Map.groupBy(
    inside.filter(({ typeOnly }) => !typeOnly),
    ({ from }) => from,
  );
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
    if (done.has(file) || path.includes(file)) return;
    for (const { to } of edges.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  expect(circles).toEqual([]);
});

test('the scan sees the imports that it judges', () => {
  expect(inside.length).toBeGreaterThan(files.length);
  expect(imports.map(({ to }) => packageOf(to))).toEqual(expect.arrayContaining(['yaml', 'openai', 'msw', 'ajv']));
});

/** The folder of a file, or the file itself at the top. */
function unit(file: string): string {
  return file.split('/')[0] ?? file;
}

function rank(file: string): number {
  return layers.findIndex((layer) => layer.includes(unit(file)));
}

function packageOf(specifier: string): string {
  return /^(@[^/]+\/[^/]+|[^/]+)/.exec(specifier)?.[1] ?? specifier;
}

function readImports(from: string): Import[] {
  const text = readFileSync(join(src, from), 'utf8');
  const found = text.matchAll(
    /^(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm,
  );
  return [...found].map(([, type, named, bare, dynamic]) => {
    const specifier = named ?? bare ?? dynamic ?? '';
    const to = specifier.startsWith('.') ? relative(src, join(src, dirname(from), specifier)) : specifier;
    return { from, to, typeOnly: type !== undefined };
  });
}
