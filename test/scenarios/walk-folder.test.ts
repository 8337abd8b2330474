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
