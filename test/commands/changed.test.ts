/** `--changed` against real repositories of git. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { suiteYaml, writeFiles } from '../scenarios/a-suite.ts';
import { call, cli, scenario } from './a-cli.ts';

// Processes, on a machine that has other tests to run.
vi.setConfig({ testTimeout: 60_000 });

const identity = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@x', GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@x' };
/** Nothing of the machine's own configuration counts. */
const alone = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };

const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', args, { cwd, env: { ...process.env, ...identity, ...alone }, stdio: 'pipe' });

const files = {
  'suite.yaml': suiteYaml,
  'plain.yaml': scenario(),
  'folder/_defaults.yaml': 'tags: [smoke]\n',
  'folder/inner.yaml': scenario(),
  'fragment.yaml': scenario(
    'vars: { who: "${{ yaml(\'_parts/who.yaml#/name\') }}" }\nheaders: { x-who: "${{ vars.who }}" }\n',
  ),
  'schema.yaml': scenario('expect: { body: { $ref: _parts/body.json } }\n'),
  'steps.yaml': `version: 1
title: Two questions
transports: [rest]
steps:
  - { id: one, request: { model: m, messages: [{ role: user, content: Why }] } }
  - id: two
    request: { model: m, messages: ["\${{ ...steps.one.request.messages }}", "\${{ steps.one.message }}", { role: user, content: "\${{ file('_parts/text.txt') }}" }] }
`,
  '_parts/who.yaml': 'name: Ada\n',
  '_parts/body.json': '{ "type": "object", "properties": { "id": { "$ref": "id.json" } } }',
  '_parts/id.json': '{ "type": "string" }',
  '_parts/text.txt': 'And then?',
};
const all = ['folder/inner', 'fragment', 'plain', 'schema', 'steps'];

/** A suite in a repository, committed. */
function repository(more: { readonly [path: string]: string } = {}): string {
  const cwd = writeFiles({ ...files, '.gitignore': '.vertex-scenarios\n', ...more });
  git(cwd, 'init', '-q', '-b', 'main');
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'first');
  return cwd;
}

async function run(cwd: string, ...args: string[]) {
  const around = { cwd, env: { PATH: process.env['PATH'] ?? '', ...alone } };
  const { code, err, out } = await call(['run', '--no-bundle', '--reporter', 'json', ...args], around);
  const cases: { scenario: string }[] = out === '' ? [] : JSON.parse(out).cases;
  return { code, err, ids: [...new Set(cases.map((each) => each.scenario))] };
}

const edit = (cwd: string, path: string, text: string) => {
  mkdirSync(join(cwd, dirname(path)), { recursive: true });
  writeFileSync(join(cwd, path), text);
};

test('no change: nothing runs, which is well and is said, and the report is a whole one', async () => {
  expect(await run(repository(), '--changed')).toEqual({
    ...{ code: 0, ids: [] },
    err: '--changed: nothing of 5 scenarios is made of files that differ from the last commit\n',
  });
});

test.each([
  ['plain.yaml', scenario('tags: [smoke]\n'), ['plain']],
  ['new.yaml', scenario(), ['new']],
  ['folder/_defaults.yaml', 'tags: [streaming]\n', ['folder/inner']],
  ['_parts/who.yaml', 'name: Bob\n', ['fragment']],
  ['_parts/body.json', '{ "type": "object" }', ['schema']],
  ['_parts/id.json', '{ "type": "string", "minLength": 1 }', ['schema']],
  ['_parts/text.txt', 'What else?', ['steps']],
  ['suite.yaml', `${suiteYaml}title: Other\n`, all],
  ['README.md', 'hello', []],
])('a change of %s', async (path, text, ids) => {
  const cwd = repository();
  edit(cwd, path, text);
  expect(await run(cwd, '--changed')).toMatchObject({ code: 0, ids });
  git(cwd, 'add', '-A');
  expect(await run(cwd, '--changed')).toMatchObject({ code: 0, ids });
});

test('defaults that were removed were part of what lies below them', async () => {
  const cwd = repository();
  rmSync(join(cwd, 'folder/_defaults.yaml'));
  expect(await run(cwd, '--changed')).toMatchObject({ code: 0, ids: ['folder/inner'] });
});

test('a renamed scenario is a new one; a removed one leaves nothing to run', async () => {
  const cwd = repository();
  renameSync(join(cwd, 'plain.yaml'), join(cwd, 'simple.yaml'));
  git(cwd, 'add', '-A');
  expect(await run(cwd, '--changed')).toMatchObject({ code: 0, ids: ['simple'] });
  rmSync(join(cwd, 'simple.yaml'));
  expect(await run(cwd, '--changed')).toMatchObject({ code: 0, ids: [] });
});

test('a fragment that is gone is a mistake of whoever names it', async () => {
  const cwd = repository();
  rmSync(join(cwd, '_parts/who.yaml'));
  const { code, err } = await run(cwd, '--changed');
  expect(code).toBe(2);
  expect(err).toContain('there is no file _parts/who.yaml');
});

test('recordings are part of a scenario where they answer', async () => {
  const recorded = { 'recorded.yaml': scenario('mock: { recording: true }\n'), 'recordings/recorded/_.json': '{}' };
  const cwd = repository({ ...recorded, 'recordings/plain/_.json': '{}' });
  edit(cwd, 'recordings/recorded/_.json', '{ }');
  edit(cwd, 'recordings/plain/_.json', '{ }');
  expect((await run(cwd, '--changed')).ids).toEqual(['recorded']);
  expect((await run(cwd, '--changed', '--replay')).ids).toEqual(['plain', 'recorded']);
});

test('a link stands for the file that it leads to', async () => {
  const cwd = writeFiles({ ...files, '_parts/real.yaml': scenario() });
  symlinkSync('_parts/real.yaml', join(cwd, 'linked.yaml'));
  git(cwd, 'init', '-q', '-b', 'main');
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'first');
  edit(cwd, '_parts/real.yaml', scenario('tags: [smoke]\n'));
  expect((await run(cwd, '--changed')).ids).toEqual(['linked']);
});

test('a ref: what this branch changed since it left it, committed or not, and not what came there since', async () => {
  const cwd = repository();
  git(cwd, 'checkout', '-qb', 'mine');
  edit(cwd, 'plain.yaml', scenario('tags: [smoke]\n'));
  git(cwd, 'commit', '-qam', 'mine');
  git(cwd, 'checkout', '-q', 'main');
  edit(cwd, 'schema.yaml', scenario());
  git(cwd, 'commit', '-qam', 'theirs');
  git(cwd, 'checkout', '-q', 'mine');
  edit(cwd, '_parts/text.txt', 'What else?');
  const { code, ids, err } = await run(cwd, '--changed=main');
  expect({ code, ids }).toEqual({ code: 0, ids: ['plain', 'steps'] });
  expect(err).toContain('2 of 5 scenarios are made of files that differ from main');
  expect((await run(cwd, '--changed')).ids).toEqual(['steps']);
});

test('it narrows what is selected, from any folder, for a suite below the root of its repository', async () => {
  const cwd = writeFiles({
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`tests/api/${path}`, text])),
    'tests/other.txt': 'x',
  });
  git(cwd, 'init', '-q', '-b', 'main');
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'first');
  edit(cwd, 'tests/api/plain.yaml', scenario('tags: [smoke]\n'));
  edit(cwd, 'tests/api/ünï "quoted".yaml', scenario());
  edit(cwd, 'tests/other.txt', 'y');
  expect((await run(cwd, 'tests/api', '--changed')).ids).toEqual(['plain', 'ünï "quoted"']);
  expect((await run(join(cwd, 'tests/api/folder'), '--changed')).ids).toEqual(['plain', 'ünï "quoted"']);
  expect(await run(cwd, 'tests/api/folder', '--changed')).toMatchObject({ code: 0, ids: [] });
});

test.each([
  ['nowhere', 'git knows no such commit, branch or tag'],
  ['--output=pwned', 'git knows no such commit, branch or tag'],
  ['-h', 'git knows no such commit, branch or tag'],
  ['$(touch pwned)', 'git knows no such commit, branch or tag'],
  ['HEAD:plain.yaml', 'git knows no such commit, branch or tag'],
])('a ref that is none, %s, is refused, and is never an option or a command', async (ref, says) => {
  const cwd = repository();
  const { code, err, ids } = await run(cwd, `--changed=${ref}`);
  expect({ code, ids }).toEqual({ code: 2, ids: [] });
  expect(err.replace(/\s+/g, ' ')).toContain(says);
  expect(existsSync(join(cwd, 'pwned'))).toBe(false);
});

test('a word behind it is a path, and where it names none the way out is told', async () => {
  const { code, err } = await run(repository(), '--changed', 'main');
  expect(code).toBe(2);
  expect(err).toContain('write --changed=main');
});

test('no common commit, as in a shallow clone, says how to get one', async () => {
  const cwd = repository();
  git(cwd, 'checkout', '-q', '--orphan', 'other');
  git(cwd, 'commit', '-qm', 'other');
  const { code, err } = await run(cwd, '--changed=main');
  expect(code).toBe(2);
  expect(err).toContain('fetch-depth: 0');
});

test('no repository, no commit, no git: refused with a way out', async () => {
  const outside = await run(writeFiles(files), '--changed');
  expect(outside.code).toBe(2);
  expect(outside.err).toContain('--changed asks git, which says: fatal: not a git repository');
  expect(outside.err).toContain('leave --changed out');
  const cwd = writeFiles(files);
  git(cwd, 'init', '-q');
  const empty = await run(cwd, '--changed');
  expect(empty).toMatchObject({ code: 2, err: expect.stringContaining('there is no commit yet') });
  const none = await call(['run', '--changed'], { cwd, env: { PATH: '/nowhere' } });
  expect(none).toMatchObject({ code: 2, err: expect.stringContaining('git, which is not installed') });
});

test('in a hook of git, which has its own variables, it finds the same', async () => {
  const cwd = writeFiles({ ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`api/${path}`, text])) });
  git(cwd, 'init', '-q', '-b', 'main');
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'first');
  const hook = `#!/bin/sh\n"${process.execPath}" "${cli}" run api --no-bundle --changed --reporter json=changed.json\n`;
  writeFileSync(join(cwd, '.git/hooks/pre-commit'), hook, { mode: 0o755 });
  edit(cwd, 'api/plain.yaml', scenario('tags: [smoke]\n'));
  git(cwd, 'commit', '-qam', 'second');
  const { cases } = JSON.parse(readFileSync(join(cwd, 'changed.json'), 'utf8'));
  expect(cases.map((each: { scenario: string }) => each.scenario)).toEqual(['plain']);
});

test('files that are wrong are told first, changed or not', async () => {
  const cwd = repository();
  edit(cwd, 'plain.yaml', `${scenario()}mesages: []\n`);
  git(cwd, 'commit', '-qam', 'wrong');
  expect((await run(cwd, '--changed')).code).toBe(2);
});
