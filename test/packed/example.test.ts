/** `examples/app`, with the packed package installed into it as a person would. */
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { valueAt } from '../../src/lib/json-pointer.ts';
import { readYaml } from '../../src/lib/yaml.ts';
import { aFolder, pack, runIn, write } from './a-consumer.ts';

const root = join(import.meta.dirname, '../..');
const example = join(root, 'examples/app');
vi.setConfig({ testTimeout: 120_000 });

let folder = '';
beforeAll(async () => {
  folder = aFolder();
  cpSync(example, folder, { recursive: true, filter: (path) => !path.includes('node_modules') });
  const npm = ['npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', '--save-dev', pack(folder)];
  const { code, out } = await runIn(folder, npm);
  expect(code, out).toBe(0);
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true }));

const vitest = (...args: string[]) =>
  runIn(folder, [process.execPath, 'node_modules/vitest/vitest.mjs', 'run', ...args]);

test('its tests pass, its scenarios among them', async () => {
  const { code, out } = await vitest('--reporter=verbose');
  expect(out).toContain('✓ test/scenarios.test.ts > weather > weather[transport=sdk]');
  expect(out).toContain('✓ test/app.test.ts > a question about the weather');
  expect(out).toMatch(/Tests {2}9 passed \(9\)/);
  expect(code).toBe(0);
});

test('they fail where an answer breaks the contract, though the code would not notice', async () => {
  const file = join(folder, 'scenarios/weather.yaml');
  const text = readFileSync(file, 'utf8');
  const broken = text.replace(
    'arguments: { location: Paris } }',
    'arguments: { location: Paris } }\n      finish_reason: stop',
  );
  expect(broken).not.toBe(text);
  write(folder, { 'scenarios/weather.yaml': broken });
  const { code, out } = await vitest('test/app.test.ts');
  write(folder, { 'scenarios/weather.yaml': text });
  expect(code).toBe(1);
  expect(out).toContain('finish-tool-calls');
});

test('it is typed', async () => {
  const tsc = [process.execPath, join(root, 'node_modules/typescript/bin/tsc')];
  expect(await runIn(folder, tsc)).toEqual({ code: 0, out: '' });
});

test('what its workflow runs is what the command knows, and the shards are all of its matrix', async () => {
  const { source, diagnostics } = readYaml(
    'test.yml',
    'test.yml',
    readFileSync(join(example, '.github/workflows/test.yml'), 'utf8'),
  );
  expect(diagnostics).toEqual([]);
  const jobs = source?.value;
  expect(valueAt(jobs, ['jobs', 'contract', 'strategy', 'matrix'])).toEqual({ index: [1, 2, 3], count: [3] });
  const cli = join('node_modules', 'vertex-scenarios', 'dist', 'cli.js');
  const ran: string[] = [];
  for (const index of [1, 2, 3]) {
    const { code, out } = await runIn(folder, [process.execPath, cli, 'run', '--shard', `${index}/3`]);
    expect(code, out).toBe(0);
    ran.push(...(out.match(/^✓ \S+/gm) ?? []));
  }
  expect(ran.sort()).toEqual(['✓ busy', '✓ story', '✓ weather']);
  const merged = await runIn(folder, [process.execPath, cli, 'merge', '.vertex-scenarios/runs']);
  expect(merged, merged.out).toMatchObject({ code: 0 });
  expect(merged.out).toContain('6 passed of 6');
});
