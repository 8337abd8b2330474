import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { parse } from 'yaml';
import { writeNewFiles } from '../../src/commands/write-new-files.ts';
import { loadValidator } from '../../src/schema/builtin.ts';
import { type Files, writeFiles } from '../scenarios/a-suite.ts';
import { call, cli } from './a-cli.ts';

// Each test starts several processes, on a machine that has other tests to run.
vi.setConfig({ testTimeout: 30_000 });

const repository = join(import.meta.dirname, '../..');

/** Everything in a folder. */
const filesIn = (cwd: string) => readdirSync(cwd, { recursive: true }).sort();

const suiteIn = (cwd: string, folder = 'scenarios') => readFileSync(join(cwd, folder, 'suite.yaml'), 'utf8');

/** A project in which the package is installed: a link, as package managers with a store make one. */
function project(files: Files = {}): string {
  const cwd = writeFiles(files);
  mkdirSync(join(cwd, 'node_modules'));
  symlinkSync(repository, join(cwd, 'node_modules/vertex-scenarios'));
  return cwd;
}

test('a new suite runs at once, in an empty folder and in an empty environment', async () => {
  const cwd = writeFiles({});
  const made = await call(['init', '--yes'], { cwd });
  expect(made).toMatchObject({ code: 0, err: '' });
  expect(made.out).toContain('npx vertex-scenarios run\n');
  expect(await call(['validate'], { cwd })).toMatchObject({
    code: 0,
    err: '',
    out: '3 scenarios with 6 cases: nothing is wrong\n',
  });
  const { code, out } = await call(['run'], { cwd });
  expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('6 passed of 6') });
});

test('without a terminal nothing is asked, --yes or not', async () => {
  const cwd = writeFiles({});
  expect(await call(['init'], { cwd })).toMatchObject({ code: 0, err: '' });
  expect(existsSync(join(cwd, 'scenarios/suite.yaml'))).toBe(true);
});

test.each([
  { where: 'of the installed package', start: project, schemas: '../node_modules/vertex-scenarios/schemas/' },
  { where: 'copied beside the suite', start: () => writeFiles({}), schemas: '.schemas/' },
])('the first line of each file leads an editor to the schema $where', async ({ start, schemas }) => {
  const cwd = start();
  await call(['init', '--yes'], { cwd });
  const files = globSync('scenarios/*.yaml', { cwd });
  expect(files).toHaveLength(4);
  for (const file of files) {
    const [, path = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(join(cwd, file), 'utf8')) ?? [];
    const name = file.endsWith('suite.yaml') ? 'suite' : 'scenario';
    expect(path).toBe(`${schemas}${name}.schema.json`);
    const schema = join(cwd, dirname(file), path);
    // With the schemas that it names.
    for (const [, other] of readFileSync(schema, 'utf8').matchAll(/"\$ref": "([\w.-]+)#/g)) {
      expect(existsSync(join(dirname(schema), other ?? ''))).toBe(true);
    }
    expect(JSON.parse(readFileSync(schema, 'utf8')).title).toMatch(/of vertex-scenarios/);
  }
  expect((await call(['run'], { cwd })).code).toBe(0);
});

test('what --set says stands in the suite, and a number of a project stays text', async () => {
  const cwd = writeFiles({});
  const set = ['--set', 'project=123456789', '--set', 'location=us', '--model', 'google/gemini-3.5-flash'];
  expect(await call(['init', '--yes', ...set], { cwd })).toMatchObject({ code: 0, err: '' });
  expect(suiteIn(cwd)).toContain('  project: "123456789"\n');
  expect(suiteIn(cwd)).toContain('  location: us\n');
  expect(suiteIn(cwd)).toContain('  model: google/gemini-3.5-flash\n');
  expect((await call(['validate'], { cwd })).code).toBe(0);
});

test('wrong values are all told, and nothing is written', async () => {
  const cwd = writeFiles({});
  const set = ['--set', 'model=gemini-3.8-flash', '--set', 'location=my place', '--set', 'colour=red', '--ci', 'x'];
  const { code, err } = await call(['init', '--yes', ...set], { cwd });
  expect(code).toBe(2);
  expect(err.replace(/\s+/g, ' ')).toContain('does not name a publisher: google/gemini-3.8-flash');
  expect(err).toContain('"my place" is no location');
  expect(err).toContain('init does not ask for colour');
  expect(err).toContain('there is no workflow for x');
  expect(filesIn(cwd)).toEqual([]);
});

test('a workflow for CI is written where it is asked for', async () => {
  const cwd = writeFiles({});
  const { out } = await call(['init', 'contract', '--ci', 'github'], { cwd });
  expect(readFileSync(join(cwd, '.github/workflows/vertex-scenarios.yml'), 'utf8')).toContain(
    'npx vertex-scenarios run',
  );
  expect(suiteIn(cwd, 'contract')).toContain('version: 1');
  // Elsewhere than in ./scenarios a suite has to be named.
  expect(out).toContain('npx vertex-scenarios run contract\n');
});

const workflow = '.github/workflows/vertex-scenarios.yml';

test.each<{ there: Files; args: string[]; says: string }>([
  { there: { 'scenarios/suite.yaml': 'version: 1' }, args: [], says: 'it is a suite already' },
  { there: { 'suite.yaml': 'version: 1' }, args: [], says: 'lies in the suite .' },
  { there: { 'a/compose.yaml': 'x: 1' }, args: ['a'], says: 'a/compose.yaml would be read as scenarios' },
  { there: { scenarios: 'a file' }, args: [], says: 'cannot be written' },
  { there: { [workflow]: 'name: mine' }, args: ['--ci', 'github'], says: `${workflow} is there already` },
  { there: {}, args: ['a', 'b'], says: 'init makes one suite' },
])('what is in the way is named and stays: $says', async ({ there, args, says }) => {
  const cwd = writeFiles(there);
  const before = filesIn(cwd);
  const { code, out, err } = await call(['init', '--yes', ...args], { cwd });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err.replace(/\s+/g, ' ')).toContain(says);
  expect(filesIn(cwd)).toEqual(before);
  for (const [path, text] of Object.entries(there)) expect(readFileSync(join(cwd, path), 'utf8')).toBe(text);
});

test('.gitignore gets its line once, at its end', async () => {
  const cwd = writeFiles({ '.gitignore': 'node_modules' });
  await call(['init', '--yes'], { cwd });
  expect(readFileSync(join(cwd, '.gitignore'), 'utf8')).toBe('node_modules\n.vertex-scenarios/\n');
  await call(['init', 'more', '--yes'], { cwd });
  expect(readFileSync(join(cwd, '.gitignore'), 'utf8')).toBe('node_modules\n.vertex-scenarios/\n');
});

test('of files that cannot all be written, none stays, and no folder', () => {
  const cwd = writeFiles({ kept: 'as it is' });
  const files = ['deep/er/one', 'two', 'kept/three'].map((path) => ({ path: join(cwd, path), text: 'new' }));
  expect(writeNewFiles(files, cwd)).toMatchObject({
    code: 'cannot-write',
    message: expect.stringContaining('kept/three'),
  });
  expect(filesIn(cwd)).toEqual(['kept']);
});

/** A person at a terminal, which `script` makes: types each answer when it is asked for. */
async function atTerminal(args: string, said: readonly (readonly [asked: string, typed: string])[]) {
  const cwd = writeFiles({});
  const line = `${process.execPath} ${cli} ${args}; echo "code $?"`;
  const child = spawn('script', ['-qfc', line, '/dev/null'], { cwd, env: { PATH: process.env['PATH'] ?? '' } });
  onTestFinished(() => void child.kill('SIGKILL'));
  let shown = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
  });
  let from = 0;
  for (const [asked, typed] of said) {
    await vi.waitFor(() => expect(shown.indexOf(asked, from)).not.toBe(-1), { timeout: 10_000 });
    from = shown.indexOf(asked, from) + asked.length;
    child.stdin.write(typed);
  }
  await vi.waitFor(() => expect(shown).toMatch(/code \d+/), { timeout: 10_000 });
  return { cwd, shown, code: Number(/code (\d+)/.exec(shown)?.[1]) };
}

test('in a terminal it asks, and asks again where an answer cannot be right', { timeout: 30_000 }, async () => {
  const { cwd, code } = await atTerminal('init', [
    ['Project', '\r'],
    ['Location', 'us\r'],
    ['Model', 'gemini-3.5-flash\r'],
    ['does not name a publisher', 'google/gemini-3.5-flash\r'],
    ['GitHub', 'y\r'],
  ]);
  expect(code).toBe(0);
  expect(suiteIn(cwd)).toContain('  project: ${{ env.GOOGLE_CLOUD_PROJECT }}\n');
  expect(suiteIn(cwd)).toContain('  location: us\n');
  expect(suiteIn(cwd)).toContain('  model: google/gemini-3.5-flash\n');
  expect(existsSync(join(cwd, workflow))).toBe(true);
});

test.each(['\u0003', '\u0004'])(
  '%j at a question ends with 130, and nothing is written',
  { timeout: 30_000 },
  async (key) => {
    const { cwd, code } = await atTerminal('init', [
      ['Project', 'my-project\r'],
      ['Location', key],
    ]);
    expect(code).toBe(130);
    expect(filesIn(cwd)).toEqual([]);
  },
);

test('--yes asks nothing in a terminal either', { timeout: 30_000 }, async () => {
  const { cwd, code, shown } = await atTerminal('init --yes', []);
  expect(code).toBe(0);
  expect(shown).not.toContain('Location');
  expect(suiteIn(cwd)).toContain('  location: global\n');
});

test('an editor, which knows nothing of expressions, finds no fault in the files', async () => {
  const cwd = writeFiles({});
  await call(['init', '--yes'], { cwd });
  for (const file of globSync('scenarios/*.yaml', { cwd })) {
    const validate = await loadValidator(file.endsWith('suite.yaml') ? 'suite' : 'scenario');
    expect(validate(parse(readFileSync(join(cwd, file), 'utf8'))), file).toEqual([]);
  }
  const validate = await loadValidator('suite');
  const wrong = validate({ version: 1, endpoints: { a: { kind: 'managed', project: 'a b', location: 'x' } } });
  expect(wrong.map(({ instancePath }) => instancePath)).toContain('/endpoints/a/project');
});
