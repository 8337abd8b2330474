import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadSuite } from '../../src/scenarios/load-suite.ts';
import { type Files, oneLine, scenarioYaml, suiteYaml, writeFiles } from './a-suite.ts';

const files: Files = {
  'suite.yaml': suiteYaml,
  'top.yaml': scenarioYaml,
  'managed/one.yaml': scenarioYaml,
  'managed/two.yml': scenarioYaml,
  'managed/deep/three.yaml': scenarioYaml,
  'managed-other/four.yaml': scenarioYaml,
};

/** Ids, diagnostics and lines of what the targets mean in a suite of these files. */
async function load(targets: readonly string[], more: Files = {}, below = '') {
  const folder = writeFiles({ ...files, ...more });
  const { suite, diagnostics, picks } = await loadSuite(targets, { cwd: join(folder, below) });
  return { folder, suite, ids: suite?.scenarios.map(({ id }) => id), said: diagnostics.map(oneLine), picks };
}

const all = ['managed-other/four', 'managed/deep/three', 'managed/one', 'managed/two', 'top'];

test('without targets the whole suite is read, in the order of ids', async () => {
  expect(await load([])).toMatchObject({ ids: all, said: [] });
});

test('what begins with _ or . and what lies in recordings is no scenario', async () => {
  const more = {
    '_drafts/a.yaml': ':',
    'managed/_b.yaml': ':',
    '.git/c.yaml': ':',
    'managed/.d.yaml': ':',
    'recordings/e.yaml': ':',
    'managed/README.md': '',
    'managed/f.json': '',
  };
  expect(await load([], more)).toMatchObject({ ids: all, said: [] });
});

test('the order is that of ids, not of file names', async () => {
  const { ids } = await load(['a', 'a-b', 'a/c'], {
    'a.yaml': scenarioYaml,
    'a-b.yaml': scenarioYaml,
    'a/c.yaml': scenarioYaml,
  });
  expect(ids).toEqual(['a', 'a-b', 'a/c']);
});

test('only the recordings of the suite itself are left out', async () => {
  const { ids } = await load(['managed'], { 'managed/recordings/five.yaml': scenarioYaml });
  expect(ids).toContain('managed/recordings/five');
});

test.each([
  ['a file', ['managed/one.yaml'], ['managed/one']],
  ['an id', ['managed/one'], ['managed/one']],
  ['an id of a .yml file', ['managed/two'], ['managed/two']],
  ['a folder', ['managed/'], ['managed/deep/three', 'managed/one', 'managed/two']],
  ['a folder as the beginning of ids, at a slash', ['managed'], ['managed/deep/three', 'managed/one', 'managed/two']],
  ['several, overlapping', ['top', './managed/deep', 'managed/deep/three.yaml'], ['managed/deep/three', 'top']],
  ['the suite itself', ['.'], all],
  ['the file of the suite', ['suite.yaml'], all],
])('%s is a target', async (_, targets, ids) => {
  expect(await load(targets)).toMatchObject({ ids, said: [] });
});

test('ids are found from a folder outside of the suite, where it lies in scenarios/', async () => {
  const folder = writeFiles(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`scenarios/${path}`, text])),
  );
  const { suite } = await loadSuite(['managed/one'], { cwd: folder });
  expect(suite?.root).toBe(join(folder, 'scenarios'));
  expect(suite?.scenarios.map(({ id }) => id)).toEqual(['managed/one']);
});

test('from a folder of the suite paths are relative to that folder, and ids are not', async () => {
  expect(await load(['one.yaml', 'managed/two'], {}, 'managed')).toMatchObject({ ids: ['managed/one', 'managed/two'] });
});

test('a line belongs to its file, and a file that is asked for as a whole has none', async () => {
  const { ids, picks } = await load(['top.yaml:3', 'top.yaml:2:1', 'managed/one:7', 'managed/two:1', 'managed/two']);
  expect(ids).toEqual(['managed/one', 'managed/two', 'top']);
  expect([...picks]).toEqual([
    ['managed/one', { lines: [7], cases: [] }],
    ['top', { lines: [3, 2], cases: [] }],
  ]);
});

test('the id of a case belongs to its scenario, whose file may be named by path', async () => {
  const { ids, picks } = await load(['top[n=1,transport=sdk]', 'managed/one[transport=rest]', './top[transport=rest]']);
  expect(ids).toEqual(['managed/one', 'top']);
  expect([...picks]).toEqual([
    ['managed/one', { lines: [], cases: ['managed/one[transport=rest]'] }],
    ['top', { lines: [], cases: ['top[n=1,transport=sdk]', 'top[transport=rest]'] }],
  ]);
});

test('from outside of the suite an id behind its path is found', async () => {
  const folder = writeFiles(Object.fromEntries(Object.entries(files).map(([path, text]) => [`my/${path}`, text])));
  const { suite, diagnostics } = await loadSuite(['my/managed/one', 'my/managed/two[transport=rest]'], { cwd: folder });
  expect(diagnostics).toEqual([]);
  expect(suite?.scenarios.map(({ id }) => id)).toEqual(['managed/one', 'managed/two']);
});

test('a file with a colon and a number in its name is taken before a line', async () => {
  const { ids, picks } = await load(['odd.yaml:3', 'odd:1.yaml'], {
    'odd.yaml': scenarioYaml,
    'odd:1.yaml': scenarioYaml,
  });
  expect(ids).toEqual(['odd', 'odd:1']);
  expect([...picks]).toEqual([['odd', { lines: [3], cases: [] }]]);
});

test.each([
  [['managd/one'], ['nothing-matched: no scenario matches managd/one · did you mean managed/one?']],
  [['two'], ['nothing-matched: no scenario matches two · did you mean managed/two?']],
  [
    ['../outside'],
    ['nothing-matched: no scenario matches ../outside · list the scenarios with: vertex-scenarios list'],
  ],
  [['managed:3'], ['nothing-matched: managed:3: a line belongs to a file, and managed is a folder']],
  [['managed[n=1]'], ['nothing-matched: managed[n=1]: a case belongs to a scenario, and managed is a folder']],
  [['managed/*'], ['nothing-matched: no scenario matches managed/* · did you mean managed/one?']],
  [['empty'], ['nothing-matched: no scenario matches empty · list the scenarios with: vertex-scenarios list']],
])('%j matches nothing, and says so', async (targets, said) => {
  expect((await load(targets, { 'empty/README.md': '' })).said).toEqual(said);
});

test('one target that matches nothing is not made up for by another that does', async () => {
  const { ids, said } = await load(['top', 'nowhere-at-all']);
  expect(ids).toEqual(['top']);
  expect(said).toHaveLength(1);
});

test('a scenario has the defaults of its folders, outermost first, each read once', async () => {
  const { suite } = await load([], {
    '_defaults.yaml': 'tags: [smoke]\n',
    'managed/deep/_defaults.yaml': 'tags: [streaming]\n',
  });
  const [four, three, one] = suite?.scenarios ?? [];
  expect(three?.defaults.map(({ value }) => value)).toEqual([{ tags: ['smoke'] }, { tags: ['streaming'] }]);
  expect(one?.defaults).toEqual([four?.defaults[0]]);
  expect(one?.defaults[0]).toBe(three?.defaults[0]);
});

test('scenarios under defaults that are wrong are left out, others are not', async () => {
  const { ids, said } = await load([], { 'managed/_defaults.yaml': 'transports: 5\n' });
  expect(ids).toEqual(['managed-other/four', 'top']);
  expect(said).toEqual([
    'managed/_defaults.yaml:1:13+1 wrong-type: "transports" must be a list, but it is the number 5',
  ]);
});

test('the id of a case is found whose scenario has brackets in its name', async () => {
  const { ids, said, picks } = await load(['odd[1][transport=rest]'], { 'odd[1].yaml': scenarioYaml });
  expect({ ids, said }).toEqual({ ids: ['odd[1]'], said: [] });
  expect(picks.get('odd[1]')).toEqual({ lines: [], cases: ['odd[1][transport=rest]'] });
});

test('a mistake in a folder of defaults is said once, however many scenarios lie in it', async () => {
  const { said } = await load(['managed'], {
    'managed/_defaults.yaml': 'endpoint: mangaed\ntags: [smok]\nrequest: {}\n',
  });
  expect(said.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
    'managed/_defaults.yaml:1:11+7 unknown-endpoint:',
    'managed/_defaults.yaml:2:8+4 unregistered-tag:',
    'managed/_defaults.yaml:3:1+7 unknown-key:',
  ]);
});

test('the mistakes of all files are said at once, by file and place', async () => {
  const { said, ids } = await load([], {
    'suite.yaml': `${suiteYaml}defaults: { endpoint: mangaed, tags: [smok] }\n`,
    'b.yaml': `${scenarioYaml}tags: [smok]\nendpoint: mangaed\nmatrx: {}\n`,
    'a.yaml': 'title: [\n',
  });
  expect(said.map((line) => line.split(':').slice(0, 2).join(':'))).toEqual([
    ...['a.yaml:2', 'b.yaml:4', 'b.yaml:5', 'b.yaml:6', 'suite.yaml:5', 'suite.yaml:5'],
  ]);
  expect(ids).toEqual(all);
});

test('where suite.yaml is wrong there is no suite, and its scenarios are checked all the same', async () => {
  const { suite, said } = await load([], { 'suite.yaml': 'version: 2\n', 'a.yaml': 'title: A\n' });
  expect(suite).toBe(undefined);
  expect(said.map((line) => line.split(' ')[1])).toEqual(['missing-key:', 'missing-key:', 'wrong-value:']);
});

test('what cannot be known of an unreadable suite.yaml is not said of its scenarios', async () => {
  const { said } = await load([], {
    'suite.yaml': 'a: b: c\n',
    'a.yaml': `${scenarioYaml}tags: [smoke]\nendpoint: managed\n`,
  });
  expect(said).toHaveLength(1);
});

test('a suite inside of another is found from within, unless the outer one leaves it out', async () => {
  const inner = { 'inner/suite.yaml': suiteYaml, 'inner/a.yaml': scenarioYaml };
  expect((await load(['a'], inner, 'inner')).said).toEqual([expect.stringContaining('nested-suite')]);
  const left = { '_inner/suite.yaml': suiteYaml, '_inner/a.yaml': scenarioYaml };
  expect(await load(['a'], left, '_inner')).toMatchObject({ ids: ['a'], said: [] });
});

test('a link to another file of the suite is a scenario of its own', async () => {
  const folder = writeFiles(files);
  symlinkSync('top.yaml', join(folder, 'again.yaml'));
  const { suite, diagnostics } = await loadSuite(['again', 'top'], { cwd: folder });
  expect(suite?.scenarios.map(({ id }) => id)).toEqual(['again', 'top']);
  expect(diagnostics).toEqual([]);
});

test('a file that is asked for alone is still found to have a twin, and a link is still looked at', async () => {
  expect((await load(['top'], { 'top.yml': scenarioYaml })).said).toEqual([expect.stringContaining('duplicate-id')]);
  const folder = writeFiles(files);
  symlinkSync('nothing', join(folder, 'b.yaml'));
  const { diagnostics } = await loadSuite(['b.yaml'], { cwd: folder });
  expect(diagnostics.map(({ code }) => code)).toEqual(['dangling-link']);
});

test('names of folders that mean something to a glob are taken as they are', async () => {
  expect(await load(['[a]*'], { '[a]*/x y.yaml': scenarioYaml, 'a/y.yaml': scenarioYaml })).toMatchObject({
    ids: ['[a]*/x y'],
    said: [],
  });
});

test('files outside of the working directory are shown with their whole path', async () => {
  const folder = writeFiles({ 'suite.yaml': suiteYaml, 'a.yaml': 'title: A\n', 'elsewhere/x': '' });
  const { diagnostics } = await loadSuite([join(folder, 'a.yaml')], { cwd: join(folder, 'elsewhere') });
  expect(diagnostics[0]?.place?.file).toBe(join(folder, 'a.yaml'));
});
