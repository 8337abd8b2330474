import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { load, openBundle, run, SuiteError } from '../../src/index.ts';
import { call } from '../commands/a-cli.ts';
import { suiteYaml, writeFiles } from '../scenarios/a-suite.ts';

const hello = `version: 1
title: Say hello
tags: [smoke]
request: { model: "\${{ vars.model }}", messages: [{ role: user, content: "\${{ vars.word }}" }] }
vars: { model: google/gemini-3.8-flash, word: hello }
expect: { content: hello }
mock: { content: "\${{ vars.word }}" }
`;
const files = { 'scenarios/suite.yaml': suiteYaml, 'scenarios/hello.yaml': hello };

test('a suite is loaded with its cases and run on its mocks, and nothing is kept on disk', async () => {
  const cwd = writeFiles(files);
  const suite = await load('scenarios', { cwd });
  expect(suite.cases.map(({ id }) => id)).toEqual(['hello[transport=rest]', 'hello[transport=sdk]']);
  expect(suite.cases[0]).toMatchObject({ file: 'scenarios/hello.yaml', line: 2, tags: ['smoke'], title: 'Say hello' });
  const told: string[] = [];
  const { verdict, totals, groups, text } = await run(suite, { onGroup: ({ id }) => told.push(id) });
  expect(verdict).toBe('passed');
  expect(totals).toMatchObject({ groups: 2, passed: 2 });
  expect(told).toEqual(groups.map(({ id }) => id));
  expect(text).toContain('2 passed');
  expect(existsSync(join(cwd, '.vertex-scenarios'))).toBe(false);
});

test('flags of the command line are options, and the command that repeats a failure has them', async () => {
  const cwd = writeFiles(files);
  const options = { cwd, vars: { word: 'good bye' }, transport: 'rest', repeat: 2 } as const;
  const suite = await load(pathToFileURL(join(cwd, 'scenarios')), options);
  expect(suite.cases.map(({ id }) => id)).toEqual(['hello[transport=rest]#1', 'hello[transport=rest]#2']);
  const { verdict, groups, text } = await run(suite);
  expect(verdict).toBe('failed');
  expect(groups[0]?.cases[0]?.findings[0]).toMatchObject({ check: 'expect.content', actual: '"good bye"' });
  expect(text).toContain('again: npx vertex-scenarios run --set \'word="good bye"\' --transport rest --repeat 2 hello');
});

test('every mistake of a suite is told at once, and nothing runs', async () => {
  const cwd = writeFiles({
    ...files,
    'scenarios/a.yaml': 'version: 1\ntitel: A\n',
    'scenarios/b.yaml': 'version: 2\n',
  });
  const failed = await load('scenarios', { cwd }).catch((error: unknown) => error);
  if (!(failed instanceof SuiteError)) throw failed;
  expect(failed.message).toContain('scenarios/a.yaml:2:1');
  expect(failed.message).toContain('did you mean "title"?');
  expect(new Set(failed.diagnostics.map(({ place }) => place?.file))).toEqual(
    new Set(['scenarios/a.yaml', 'scenarios/b.yaml']),
  );
});

test('a selection that selects nothing is a mistake', async () => {
  const cwd = writeFiles(files);
  await expect(load('scenarios', { cwd, tag: 'streaming' })).rejects.toThrow(SuiteError);
  await expect(load('nowhere', { cwd })).rejects.toThrow(/nowhere/);
});

test('a service that cannot be asked, and a suite that is skipped, are undecided', async () => {
  const busy = hello.replace(/mock: .*/, 'mock: { status: 503, error: { status: UNAVAILABLE } }');
  const cwd = writeFiles({ 'scenarios/suite.yaml': suiteYaml, 'scenarios/busy.yaml': busy });
  expect(await run(await load('scenarios', { cwd }))).toMatchObject({ verdict: 'undecided', totals: { undecided: 2 } });
  const skipping = writeFiles({ 'scenarios/suite.yaml': suiteYaml, 'scenarios/a.yaml': `${hello}skip: not yet\n` });
  expect((await run(await load('scenarios', { cwd: skipping }))).verdict).toBe('undecided');
  const stopped = await run(await load('scenarios', { cwd: writeFiles(files) }), { signal: AbortSignal.abort() });
  expect(stopped).toMatchObject({ verdict: 'undecided', totals: { skipped: 2 } });
});

test('replay answers from recordings, of which there are none', async () => {
  const suite = await load('scenarios', { cwd: writeFiles(files), backend: 'replay' });
  const { verdict, groups } = await run(suite);
  expect(verdict).toBe('undecided');
  expect(groups[0]?.cases[0]?.cause).toMatch(/recording/);
});

test('recordings that nobody asks for are named after a whole run, not after a part of one', async () => {
  const recorded = { ...files, 'scenarios/other.yaml': hello, 'scenarios/recordings/gone/_.json': '{}' };
  const cwd = writeFiles(recorded);
  const whole = await load('scenarios', { cwd, backend: 'replay' });
  expect((await run(whole)).warnings).toMatchObject([{ code: 'unused-recording' }]);
  expect((await run(whole, { signal: AbortSignal.abort() })).warnings).toEqual([]);
  const part = await load('scenarios/other.yaml', { cwd, backend: 'replay' });
  expect((await run(part)).warnings).toEqual([]);
});

test('a run that the command kept is read back with its exchanges', { timeout: 30_000 }, async () => {
  const cwd = writeFiles({
    ...files,
    'scenarios/bad.yaml': hello.replace('expect: { content: hello }', 'expect: { content: bye }'),
  });
  const { code } = await call(['run', '--reporter', 'json=run.json'], { cwd });
  expect(code).toBe(1);
  const { listBundles } = await import('../../src/bundles/folders.ts');
  const [folder = ''] = listBundles(cwd);
  const { manifest, cases, missing, unreadable } = await openBundle(folder);
  expect(manifest).toMatchObject({ backend: 'mock', suite: { folder: 'scenarios' } });
  expect({ missing, unreadable }).toEqual({ missing: [], unreadable: 0 });
  const bad = cases.find(({ scenario, transport }) => scenario === 'bad' && transport === 'rest');
  expect(bad).toMatchObject({ verdict: 'failed', findings: [{ check: 'expect.content' }] });
  expect(bad?.exchanges()?.[0]).toMatchObject({ time: 1, outcome: { status: 200 } });
  await expect(openBundle(join(cwd, 'scenarios'))).rejects.toThrow(/there is no run.json/);
});
