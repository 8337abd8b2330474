import { relative, resolve } from 'node:path';
import { escapeControls } from '../lib/escape.ts';
import { renderDiagnostics } from '../lib/render-diagnostics.ts';
import { shellQuote } from '../lib/shell-quote.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { defaultSuite, nearestSuite } from '../scenarios/find-suite.ts';
import { shownPath } from '../scenarios/shown-path.ts';
import { walkFolder } from '../scenarios/walk-folder.ts';
import { checks, defaultAnswers, type InitAnswers } from './init-answers.ts';
import { gitIgnored, initFiles, installedSchemas } from './init-files.ts';
import { exitCodes, type Invocation, usageError } from './invocation.ts';
import { lookOf } from './terminal.ts';
import { type NewFile, writeNewFiles } from './write-new-files.ts';

/** `init [DIR]`: a suite that runs at once. All of its files or none: nothing that is there is written over. */
export async function initCommand(invocation: Invocation): Promise<number> {
  const { operands, options, cwd, out } = invocation;
  const fail = (wrong: readonly Diagnostic[]) => {
    invocation.err.write(renderDiagnostics(wrong, lookOf(invocation.err, invocation.env)));
    return exitCodes.usage;
  };
  const wrong: Diagnostic[] = [];
  if (operands.length > 1) wrong.push(usageError('init-one', 'init makes one suite', 'name one folder'));
  if (options.ci !== undefined && options.ci !== 'github') {
    wrong.push(usageError('flag-value', `there is no workflow for ${options.ci}`, 'write --ci github'));
  }
  const given = readGiven(options, wrong);
  const root = resolve(cwd, operands[0] ?? 'scenarios');
  wrong.push(...(await inTheWay(root, cwd)));
  if (wrong.length > 0) return fail(wrong);

  let answers: InitAnswers = { ...defaultAnswers, ...given, github: options.ci === 'github' };
  if (!options.yes && out.tty && process.stdin.isTTY) {
    const { askForInit } = await import('./ask-for-init.ts');
    const said = await askForInit(answers, { given, ciGiven: options.ci !== undefined }, invocation);
    if (!said) return exitCodes.interrupted;
    answers = said;
  }
  const files = initFiles(root, cwd, answers);
  const unwritten = writeNewFiles(files, cwd);
  if (unwritten) return fail([unwritten]);
  const open = gitIgnored(cwd);
  if (open) fail([open]);
  out.write(renderNext(files, root, answers, invocation));
  return exitCodes.holds;
}

/** `--set location=us`, `--model …`: what would be asked. */
function readGiven({ set = [], model }: Invocation['options'], wrong: Diagnostic[]): Partial<InitAnswers> {
  const pairs = [...set, ...(model === undefined ? [] : [`model=${model}`])];
  const given = new Map<string, string>();
  for (const pair of pairs) {
    const [, key = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(pair) ?? [];
    if (key !== 'project' && key !== 'location' && key !== 'model') {
      wrong.push(usageError('flag-value', `init does not ask for ${key}`, 'it takes project, location and model'));
      continue;
    }
    const reason = checks[key](value);
    if (reason === undefined) given.set(key, value);
    else wrong.push(usageError('flag-value', `${key}: ${reason}`));
  }
  return Object.fromEntries(given);
}

/** What keeps a folder from being made a suite. */
async function inTheWay(root: string, cwd: string): Promise<Diagnostic[]> {
  const shown = shownPath(root, cwd);
  const suite = nearestSuite(root);
  if (suite === root) {
    const help = 'write a scenario beside it, or name another folder: vertex-scenarios init other';
    return [usageError('suite-exists', `${shown} has a suite.yaml: it is a suite already`, help)];
  }
  if (suite !== undefined) {
    const help = 'a suite inside of another one cannot be; write a scenario there, or name a folder beside it';
    return [usageError('nested-suite', `${shown} lies in the suite ${shownPath(suite, cwd)}`, help)];
  }
  const { paths } = await walkFolder(root, '', (path) => shownPath(resolve(root, path), cwd));
  if (paths.length === 0) return [];
  const [first = '', ...more] = paths.map((path) => shownPath(resolve(root, path), cwd));
  const all = more.length === 0 ? first : `${first} and ${more.length} more`;
  const help = 'name a folder of its own: vertex-scenarios init scenarios';
  return [usageError('yaml-in-the-way', `in a suite, ${all} would be read as scenarios`, help)];
}

/** What was made, and what to do with it. */
function renderNext(files: readonly NewFile[], root: string, { project }: InitAnswers, invocation: Invocation): string {
  const { cwd, env, out } = invocation;
  const { style } = lookOf(out, env);
  const folder = shownPath(root, cwd);
  // Only where it would not be found by itself is the folder named.
  const at = defaultSuite(cwd) === root ? '' : ` ${shellQuote(relative(cwd, root) || '.')}`;
  const quote = (file: string) => shellQuote(`${folder}/${file}`);
  const made = files
    .filter(({ says }) => says !== undefined)
    .map(({ path, says = '' }) => [shownPath(path, cwd), says]);
  const account = 'real requests: credentials of gcloud auth application-default login';
  const steps: readonly (readonly [string, string])[] = [
    ...(installedSchemas(root) ? [] : [['npm install --save-dev vertex-scenarios', 'into this project'] as const]),
    [`npx vertex-scenarios run${at}`, 'send all of it to the mocks: no account, no network'],
    [`npx vertex-scenarios show ${quote('say-hello')}`, 'the request, and where each value comes from'],
    [`cp ${quote('say-hello.yaml')} ${quote('mine.yaml')}`, 'a scenario of your own: change it, and run again'],
    [`npx vertex-scenarios import --out ${shellQuote(folder)}`, 'or one of a curl command that you paste'],
    ...(project === undefined ? [['export GOOGLE_CLOUD_PROJECT=my-project', account] as const] : []),
    [`npx vertex-scenarios doctor${at}`, 'are credentials, project, location and model right?'],
    [`npx vertex-scenarios run --live${at}`, 'the same requests, to the real service'],
  ];
  return `${style.bold('Made')}\n${columns(made)}\n\n${style.bold('Next')}\n${steps
    .map(([call, does]) => `  ${style.cyan(escapeControls(call))}\n      ${does}\n`)
    .join('')}`;
}

function columns(rows: readonly (readonly string[])[]): string {
  const width = Math.max(...rows.map(([left = '']) => left.length));
  return rows.map(([left = '', right = '']) => `  ${escapeControls(left).padEnd(width)}  ${right}`).join('\n');
}
