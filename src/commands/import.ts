import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type FoundRequest, type ImportedScenario, makeScenario } from '../imports/make-scenario.ts';
import { maskSecrets } from '../imports/mask-secrets.ts';
import { readCalls } from '../imports/read-calls.ts';
import type { CurlAround } from '../imports/read-curl.ts';
import { readHar } from '../imports/read-har.ts';
import { escapeControls } from '../lib/escape.ts';
import { maxFileBytes } from '../lib/read-text.ts';
import { renderDiagnostics } from '../lib/render-diagnostics.ts';
import { shellQuote } from '../lib/shell-quote.ts';
import { type PlaceAt, textPlaces } from '../lib/text-places.ts';
import { wrapText } from '../lib/wrap.ts';
import { writeYaml } from '../lib/yaml-write.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { defaultSuite, nearestSuite } from '../scenarios/find-suite.ts';
import { shownPath } from '../scenarios/shown-path.ts';
import { readSuiteEndpoints } from './import-suite.ts';
import { installedSchemas } from './init-files.ts';
import { exitCodes, type Invocation, usageError } from './invocation.ts';
import { lookOf } from './terminal.ts';
import { writeNewFiles } from './write-new-files.ts';

/** A network log with large images in it; what is larger was not meant. */
const largest = 64 * 2 ** 20;

/** `import [FILE|-]`: a curl command or a HAR file as scenarios. Nothing of it is run, and no secret of it is written. */
export async function importCommand(invocation: Invocation): Promise<number> {
  const { operands, options, cwd, out, err, env } = invocation;
  const say = (diagnostics: readonly Diagnostic[]) =>
    err.write(maskSecrets(renderDiagnostics(diagnostics, lookOf(err, env))));
  if (operands.length > 1) {
    say([usageError('import-one', 'import reads one file', 'name one, or - for what is pasted')]);
    return exitCodes.usage;
  }
  const source = await readSource(operands[0] ?? '-', invocation);
  if ('wrong' in source) {
    say([source.wrong]);
    return exitCodes.usage;
  }
  // In places as in messages: the line that is shown may hold a token.
  const placeAt = textPlaces(source.shown, maskSecrets(source.text));
  const read = /^\s*\{/.test(source.text)
    ? readHar(source.text, placeAt)
    : { notes: [], ...readCalls(source.text, placeAt, fileReader(source.folder)) };
  const target = readTarget(options.out, cwd);
  const root = target ? nearestSuite(target.folder) : defaultSuite(cwd);
  const suite = readSuiteEndpoints(root);
  const diagnostics = [...read.diagnostics];
  const scenarios: ImportedScenario[] = [];
  for (const request of read.requests) {
    const made = makeScenario(request, suite);
    if ('scenario' in made) scenarios.push(made.scenario);
    else diagnostics.push(noRequest(request, made.wrong, placeAt));
  }
  if (scenarios.length > 1 && (!target || target.file !== undefined)) {
    const message = `there are ${scenarios.length} requests, and a scenario file has one`;
    diagnostics.push(usageError('import-many', message, 'name a folder: --out scenarios'));
  }
  for (const { title, file } of scenarios) {
    if (Buffer.byteLength(writeYaml(file)) > maxFileBytes) diagnostics.push(longScenario(title));
  }
  if (diagnostics.length > 0) say(diagnostics);
  if (diagnostics.some(({ severity }) => severity === 'error')) return exitCodes.usage;

  if (!target) {
    const [only] = scenarios;
    out.write(only ? renderFile(only, root ?? cwd) : '');
    // On one screen the scenario and what is said about it stand apart.
    if (out.tty && err.tty) err.write('\n');
  } else {
    const files = name(scenarios, target).map(({ path, scenario }) => ({
      path,
      text: renderFile(scenario, dirname(path)),
      says: scenario.title,
    }));
    const unwritten = writeNewFiles(files, cwd);
    if (unwritten) {
      say([unwritten]);
      return exitCodes.usage;
    }
    for (const { path, says } of files) out.write(`${shownPath(path, cwd)}  ${escapeControls(says)}\n`);
    const [first] = files;
    if (first) err.write(`\nnext: npx vertex-scenarios run ${shellQuote(shownPath(first.path, cwd))}\n`);
  }
  err.write(maskSecrets(renderNotes(read.notes, scenarios, { lacksSuite: root === undefined, width: err.width })));
  return exitCodes.holds;
}

interface Source {
  readonly text: string;
  readonly shown: string;
  /** Where `@file` is looked for. */
  readonly folder: string;
}

async function readSource(operand: string, { cwd, err }: Invocation): Promise<Source | { readonly wrong: Diagnostic }> {
  const shown = operand === '-' ? 'standard input' : shownPath(resolve(cwd, operand), cwd);
  try {
    if (operand !== '-') {
      const path = resolve(cwd, operand);
      if (statSync(path).size > largest) return { wrong: tooLarge(shown) };
      return { text: decode(readFileSync(path)), shown, folder: dirname(path) };
    }
    if (process.stdin.isTTY) err.write('Paste a curl command, then press ^D on a line of its own:\n');
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of process.stdin) {
      size += (chunk as Buffer).length;
      if (size > largest) return { wrong: tooLarge(shown) };
      chunks.push(chunk as Buffer);
    }
    return {
      text: Buffer.concat(chunks)
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
      shown,
      folder: cwd,
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/, [a-z]+ '[^']*'$/, '') : String(error);
    return { wrong: usageError('unreadable-file', `${shown} cannot be read: ${reason}`, 'is the path right?') };
  }
}

/** Throws where it is no text in UTF-8. A byte order mark is left out. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

function tooLarge(shown: string): Diagnostic {
  return usageError('file-too-large', `${shown} is larger than 64 MiB`, 'save the network log of fewer requests');
}

/** `@file` of a pasted command: only what lies in the folder it is called in, so that nothing else gets into a scenario. */
function fileReader(folder: string): CurlAround['readFile'] {
  return (name) => {
    const path = resolve(folder, name);
    try {
      const inside = relative(realpathSync(folder), realpathSync(path));
      if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
        return { wrong: `${name} lies outside of this folder and is not read` };
      }
      if (statSync(path).size > largest) return { wrong: `${name} is larger than 64 MiB` };
      return [{ kind: 'literal', text: readFileSync(path, 'utf8'), at: 0, quote: 'single' }];
    } catch {
      return { wrong: `${name} is not there, or cannot be read` };
    }
  };
}

function noRequest({ start }: FoundRequest, reason: string, placeAt: PlaceAt): Diagnostic {
  const message = `this is no chat-completions request: ${reason}`;
  const help = 'its URL ends in /chat/completions, as those of the OpenAI API do';
  return {
    severity: 'error',
    code: 'other-request',
    message,
    help,
    ...(start !== undefined && { place: placeAt(start) }),
  };
}

function longScenario(title: string): Diagnostic {
  const message = `the scenario would be larger than 1 MiB: ${title}`;
  const help =
    "put the image or the text into a file of the suite, and ${{ base64('file') }} or ${{ file('file') }} in its place";
  return usageError('file-too-large', message, help);
}

interface Target {
  readonly folder: string;
  /** Where it was named; otherwise each scenario is named for its title. */
  readonly file?: string;
}

function readTarget(text: string | undefined, cwd: string): Target | undefined {
  if (text === undefined) return undefined;
  const path = resolve(cwd, text);
  return /\.ya?ml$/.test(text) ? { folder: dirname(path), file: path } : { folder: path };
}

/** Letters and digits of the title; a second scenario of that name gets a number. */
function name(scenarios: readonly ImportedScenario[], { folder, file }: Target) {
  const taken = new Set<string>();
  return scenarios.map((scenario) => {
    if (file !== undefined) return { path: file, scenario };
    const words = scenario.title
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '');
    const slug =
      words
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '')
        .slice(0, 48)
        .replace(/-$/, '') || 'imported';
    let free = slug;
    for (let number = 2; taken.has(free); number++) free = `${slug}-${number}`;
    taken.add(free);
    return { path: join(folder, `${free}.yaml`), scenario };
  });
}

function renderFile({ file }: ImportedScenario, folder: string): string {
  const installed = installedSchemas(folder);
  const path = installed && relative(folder, join(installed, 'scenario.schema.json')).split(sep).join('/');
  return `${path === undefined ? '' : `# yaml-language-server: $schema=${path}\n`}${writeYaml(file)}`;
}

/** What is not in the files, and what is to be done about it. */
function renderNotes(
  notes: readonly string[],
  scenarios: readonly ImportedScenario[],
  { lacksSuite, width }: { readonly lacksSuite: boolean; readonly width: number },
): string {
  const all = new Set([...notes, ...scenarios.flatMap((scenario) => scenario.notes)]);
  const missing = new Map(scenarios.flatMap(({ endpoint }) => (endpoint ? [[endpoint.name, endpoint.fields]] : [])));
  const lines = [...all].map((note) => `${wrapText(`note: ${escapeControls(note)}`, width).join('\n')}\n`).join('');
  if (missing.size === 0) return lines;
  const entries = writeYaml({ endpoints: Object.fromEntries(missing) });
  const what = lacksSuite
    ? 'there is no suite here: vertex-scenarios init makes one. Its suite.yaml needs'
    : 'suite.yaml lacks this endpoint: add it';
  return `${lines}${what}\n\n${entries}`;
}
