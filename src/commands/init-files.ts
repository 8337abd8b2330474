import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { packageRoot } from '../lib/package-root.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { InitAnswers } from './init-answers.ts';
import { usageError } from './invocation.ts';
import { cannotWrite, type NewFile } from './write-new-files.ts';

/** What each file of `templates/suite` is for. */
const scenarios = {
  'suite.yaml': 'where requests go, and what all have in common',
  'say-hello.yaml': 'a plain answer',
  'stream-a-story.yaml': 'an answer that comes in pieces',
  'call-a-tool.yaml': 'a call of a function',
} as const satisfies { readonly [file: string]: string };

/** All files of a new suite. `root` is its folder, `cwd` that of the project. */
export function initFiles(root: string, cwd: string, answers: InitAnswers): NewFile[] {
  const installed = installedSchemas(root);
  const schemas = installed === undefined ? '.schemas' : relative(root, installed).split(sep).join('/');
  return [
    ...Object.entries(scenarios).map(([file, says]) => {
      const text = readTemplate(join('suite', file)).replace('../../schemas', () => schemas);
      return { path: join(root, file), says, text: file === 'suite.yaml' ? fillIn(text, answers) : text };
    }),
    ...(installed === undefined ? copiedSchemas(join(root, '.schemas')) : []),
    ...(answers.github
      ? [
          {
            path: join(cwd, '.github/workflows/vertex-scenarios.yml'),
            says: 'runs them on every pull request',
            text: readTemplate('github-actions.yml'),
          },
        ]
      : []),
  ];
}

function readTemplate(file: string): string {
  return readFileSync(join(packageRoot(), 'templates', file), 'utf8');
}

/** The template has the defaults: what was answered takes their places. Answers are letters, digits and a few marks. */
function fillIn(text: string, { project, location, model }: InitAnswers): string {
  return text
    .replace(/^( {2}project: )\$.*$/m, (line, key) => (project === undefined ? line : `${key}${quoted(project)}`))
    .replace(/^( {2}location: ).*$/m, (_, key) => `${key}${location}`)
    .replace(/^( {2}model: ).*$/m, (_, key) => `${key}${model}`);
}

/** The number of a project must stay text. */
function quoted(project: string): string {
  return /^[\d.e-]+$/.test(project) ? `"${project}"` : project;
}

/**
 * The schemas of the installed package, where editors find them without a network: a path in `node_modules`, which is
 * the same on all machines and has the schemas of the version that runs.
 */
export function installedSchemas(root: string): string | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    const schemas = join(folder, 'node_modules/vertex-scenarios/schemas');
    if (existsSync(join(schemas, 'scenario.schema.json'))) return schemas;
    if (folder === dirname(folder)) return undefined;
  }
}

/** Where there is no `node_modules` (a global installation, Yarn's Plug'n'Play), the schemas lie beside the suite. */
function copiedSchemas(folder: string): NewFile[] {
  const from = join(packageRoot(), 'schemas');
  const wanted = ['scenario', 'suite', 'defaults', 'value-schema'].map((name) => `${name}.schema.json`);
  return readdirSync(from)
    .filter((file) => wanted.includes(file))
    .map((file) => ({ path: join(folder, file), text: readFileSync(join(from, file), 'utf8') }));
}

/** Keeps what runs leave behind out of commits: a line at the end of `.gitignore`, where none says it yet. */
export function gitIgnored(cwd: string): Diagnostic | undefined {
  const path = join(cwd, '.gitignore');
  try {
    const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
    if (/^\/?\.vertex-scenarios\/?\s*$/m.test(before)) return undefined;
    const gap = before === '' || before.endsWith('\n') ? '' : '\n';
    writeFileSync(path, `${before}${gap}.vertex-scenarios/\n`);
    return undefined;
  } catch (error) {
    return usageError(
      'cannot-write',
      cannotWrite('.gitignore', error),
      'add the line .vertex-scenarios/ to it yourself',
    );
  }
}
