import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFileReader } from '../../src/expressions/read-suite-file.ts';
import { writeFiles } from '../scenarios/a-suite.ts';

function reader() {
  const root = writeFiles({
    'suite/scenarios/a.yaml': '',
    'suite/text.txt': 'grüezi\n',
    'suite/value.json': '{"a/b": [1, {"c": null}], "${{ x }}": "${{ x }}"}',
    'suite/value.yaml': 'list: [1, two]\n',
    'suite/wrong.yaml': 'a: 1\nb: [\n',
    'suite/wrong.json': '{"a": }',
    'secret.txt': 'outside',
  });
  const suite = join(root, 'suite');
  const read = createFileReader(suite);
  return {
    suite,
    read: (as: 'file' | 'base64' | 'json' | 'yaml', path: string, pointer = '') =>
      read(as, path, pointer, join(suite, 'scenarios/a.yaml')),
  };
}

test('text, bytes, JSON and YAML are read, whole or by a pointer', () => {
  const { read } = reader();
  expect(read('file', '../text.txt')).toEqual({ value: 'grüezi\n' });
  expect(read('base64', '/text.txt')).toEqual({ value: Buffer.from('grüezi\n').toString('base64') });
  expect(read('json', '/value.json', '/a~1b/1/c')).toEqual({ value: null });
  expect(read('yaml', '/value.yaml', '/list')).toEqual({ value: [1, 'two'] });
  expect(read('yaml', '/value.json', '/a~1b/0')).toEqual({ value: 1 });
});

test('what is read is data: no expression in it is evaluated', () => {
  expect(reader().read('json', '/value.json', '/${{ x }}')).toEqual({ value: '${{ x }}' });
});

test.each([
  ['file', '../../secret.txt', "../../secret.txt lies outside the suite's folder"],
  ['file', '/link.txt', "/link.txt lies outside the suite's folder"],
  ['file', '/nowhere.txt', 'there is no file /nowhere.txt'],
  ['file', '/folder', '/folder is no file'],
  ['file', '/large.bin', '/large.bin is larger than 20 MiB'],
  ['file', '/bytes.bin', "/bytes.bin is not text in UTF-8; base64('/bytes.bin') reads any file"],
  ['yaml', '/wrong.yaml', '/wrong.yaml, line 3: the list is not closed'],
  ['json', '/wrong.json', '/wrong.json is no JSON: '],
] as const)('%s of %s is told: %s', (as, path, told) => {
  const { suite, read } = reader();
  symlinkSync('../secret.txt', join(suite, 'link.txt'));
  mkdirSync(join(suite, 'folder'));
  writeFileSync(join(suite, 'large.bin'), '');
  truncateSync(join(suite, 'large.bin'), 21 * 1024 * 1024);
  writeFileSync(join(suite, 'bytes.bin'), Buffer.from([0xff, 0xfe]));
  expect(read(as, path)).toEqual({ wrong: expect.stringContaining(told) });
});

test('a pointer that hits nothing is told', () => {
  expect(reader().read('yaml', '/value.yaml', '/lists')).toEqual({ wrong: '/value.yaml has nothing at /lists' });
});
