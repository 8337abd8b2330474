import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readText } from '../../src/lib/read-text.ts';

function fileOf(content: string | Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'read-text-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'x.yaml'), content);
  return join(folder, 'x.yaml');
}

function codeOf(file: string): string | undefined {
  const read = readText(file, 'x.yaml');
  return 'diagnostic' in read ? read.diagnostic.code : undefined;
}

test('text in UTF-8 is read, without its byte order mark', () => {
  expect(readText(fileOf('\uFEFFgrün 😀\r\n'), 'x.yaml')).toEqual({ text: 'grün 😀\r\n' });
  expect(readText(fileOf(''), 'x.yaml')).toEqual({ text: '' });
});

test('a file of 1 MiB is read, one byte more is too much', () => {
  const file = fileOf('a'.repeat(1024 * 1024));
  expect(codeOf(file)).toBe(undefined);
  truncateSync(file, 1024 * 1024 + 1);
  expect(readText(file, 'x.yaml')).toMatchObject({
    diagnostic: { code: 'file-too-large', place: { file: 'x.yaml', line: 1, column: 1 } },
  });
});

test('a file of 100 MiB is refused without being read', () => {
  const file = fileOf('');
  truncateSync(file, 100 * 1024 * 1024);
  const started = performance.now();
  expect(codeOf(file)).toBe('file-too-large');
  expect(performance.now() - started).toBeLessThan(100);
});

test('bytes that are no UTF-8 are not text, nor is text with a NUL', () => {
  expect(codeOf(fileOf(Buffer.from([0x66, 0xff, 0xfe])))).toBe('not-text');
  expect(codeOf(fileOf('a: 1\0'))).toBe('not-text');
  expect(codeOf(fileOf(Buffer.from('\uFEFFa: 1', 'utf16le')))).toBe('not-text');
});

test('what is no file, or not there, or a link to itself, says so', () => {
  const file = fileOf('a');
  expect(readText(join(file, '..'), 'x.yaml')).toMatchObject({
    diagnostic: { code: 'not-a-file', message: 'x.yaml is a folder, not a file' },
  });
  expect(readText(`${file}.none`, 'x.yaml')).toMatchObject({
    diagnostic: { code: 'unreadable-file', message: 'x.yaml cannot be read: it does not exist' },
  });
  symlinkSync('loop', join(file, '../loop'));
  expect(readText(join(file, '../loop'), 'x.yaml')).toMatchObject({
    diagnostic: { code: 'unreadable-file', message: 'x.yaml cannot be read: its links lead back to themselves' },
  });
});
