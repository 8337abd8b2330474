import { join } from 'node:path';
import { expect, test } from 'vitest';
import { walkFolder } from '../../src/scenarios/walk-folder.ts';
import { writeFiles } from './a-suite.ts';

test('a folder that cannot be listed is said', async () => {
  // Nobody's permissions are needed for this: a file cannot be listed either.
  const root = join(writeFiles({ a: '' }), 'a');
  const { paths, diagnostics } = await walkFolder(root, '', (path) => `shown/${path}`);
  expect(paths).toEqual([]);
  expect(diagnostics).toMatchObject([{ code: 'unreadable-folder', message: expect.stringContaining('ENOTDIR') }]);
});

test('a folder without anything is silent', async () => {
  const root = writeFiles({ 'empty/README.md': '' });
  expect(await walkFolder(root, 'empty', String)).toEqual({ paths: [], diagnostics: [] });
});

test('a file is found whatever its name is, line breaks of it and of its folder included', async () => {
  const names = ['a.yaml', 'b\nc.yaml', 'fo\nld/x/d.yaml', "e f/<g>&'*.yaml"];
  const root = writeFiles(Object.fromEntries(names.map((name) => [name, ''])));
  expect(await walkFolder(root, '', (path) => path)).toEqual({ paths: names.toSorted(), diagnostics: [] });
  expect((await walkFolder(root, 'fo\nld', (path) => path)).paths).toEqual(['fo\nld/x/d.yaml']);
});
