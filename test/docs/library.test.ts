/** Every program on the page about the library is run, with what is packed, and prints what is printed under it. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aConsumer, runIn } from '../packed/a-consumer.ts';

const text = readFileSync(join(import.meta.dirname, '../../docs/library.md'), 'utf8');

/** Blocks whose first line is a comment with the path of their file, and the text that stands behind one. */
const blocks = [...text.matchAll(/^```(?:ts|yaml)\n(?:\/\/|#) (\S+)\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?/gms)].map(
  ([, path = '', code = '', printed]) => ({ path, code, printed }),
);
const programs = blocks.filter(({ path, printed }) => path.endsWith('.ts') && printed !== undefined);
const tests = blocks.filter(({ path }) => path.endsWith('.test.ts'));

let folder = '';
beforeAll(async () => {
  folder = aConsumer(Object.fromEntries(blocks.map(({ path, code }) => [path, code])));
  const cli = join('node_modules', 'vertex-scenarios', 'dist', 'cli.js');
  expect(await runIn(folder, [process.execPath, cli, 'run'])).toMatchObject({ code: 0 });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

test('every block of code is a file that is run', () => {
  expect(blocks).toHaveLength([...text.matchAll(/^```(?:ts|yaml)$/gm)].length);
  expect([programs.length, tests.length]).toEqual([4, 2]);
});

test.each(programs)('$path prints what stands under it', async ({ path, printed = '' }) => {
  const { code, out } = await runIn(folder, [process.execPath, path]);
  expect(out).toBe(printed);
  expect(code).toBe(0);
});

test('the tests on it pass, and are what it says', async () => {
  const { code, out } = await runIn(folder, [
    process.execPath,
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=verbose',
  ]);
  expect(out).toContain('✓ test/scenarios.test.ts > hello > hello[transport=sdk]');
  expect(out).toContain('✓ test/hello.test.ts > my code says hello');
  expect(code, out).toBe(0);
  const selected = [process.execPath, 'node_modules/vitest/vitest.mjs', 'run', '-t', 'hello\\[transport=sdk\\]'];
  expect((await runIn(folder, selected)).out).toContain('1 passed');
});
