/** The adapter for vitest, in a project that has the packed package and runs a vitest of its own. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { aConsumer, type Ended, runIn, start, write } from './a-consumer.ts';

const asking = (word: string, more: string) => `version: 1
title: Ask for ${word}
transports: [rest]
request: { model: google/gemini-3.8-flash, messages: [{ role: user, content: ${word} }] }
${more}`;

const files = {
  'scenarios/suite.yaml': `version: 1
endpoints: { managed: { kind: managed, project: p, location: global } }
tags: { smoke: First of all, slow: Takes its time }
`,
  'scenarios/passes.yaml': asking('passes', 'tags: [smoke]\nmock: { content: passes }\n'),
  'scenarios/fails.yaml': asking('fails', 'tags: [slow]\nexpect:\n  content: right\nmock: { content: wrong }\n'),
  'scenarios/waits.yaml': asking('waits', 'skip: until the model is there\n'),
  'scenarios/busy.yaml': asking('busy', 'mock: { status: 503, error: { status: UNAVAILABLE, message: overloaded } }\n'),
  'scenarios/often.yaml': asking(
    'often',
    'repeat: { count: 3, pass: 2 }\nmock: { by_repeat: [{ content: a }, { status: 400 }, { content: b }] }\n',
  ),
  'scenarios/both.yaml': asking('both', 'parity: true\nmock: { content: both }\n'),
  'scenarios/warns.yaml': asking(
    'warns',
    'contract: { rules: { usage: warn } }\nmock: { content: warns, patch: { /usage: "${{ omit }}" } }\n',
  ),
  'vitest.config.ts': `import { scenariosPlugin } from 'vertex-scenarios/vitest';
import { defineConfig } from 'vitest/config';
export default defineConfig({ plugins: [scenariosPlugin('scenarios')] });
`,
  'plain.config.ts': 'export default {};\n',
  'scenarios.test.ts': `import { scenarios } from 'vertex-scenarios/vitest';
await scenarios('scenarios');
`,
};

let folder = '';
beforeAll(() => {
  folder = aConsumer(files);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));
vi.setConfig({ testTimeout: 120_000 });

const vitest = (...args: string[]): Promise<Ended> =>
  runIn(folder, [process.execPath, 'node_modules/vitest/vitest.mjs', ...args]);

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly tags?: readonly string[];
      readonly meta: { readonly scenario?: object };
    }[];
  }[];
}

/** What became of each test, by its id, and what was printed of it. */
async function results(...args: string[]) {
  const { code, out } = await vitest('run', '--reporter=verbose', '--reporter=json', '--outputFile=out.json', ...args);
  const report = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')) as Report;
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const byId = new Map(tests.map((each) => [each.fullName.split(' ').at(-1) ?? '', each]));
  return { code, out, byId, ran: tests.filter(({ status }) => status === 'passed' || status === 'failed').length };
}

test('each group is a test of its scenario, and fails with what our report says, at the line in the YAML file', async () => {
  const { code, out, byId } = await results();
  expect(code).toBe(1);
  expect(Object.fromEntries([...byId].map(([id, { status }]) => [id, status]))).toEqual({
    'both[stream=true,transport=rest]': 'passed',
    'both[transport=rest]': 'passed',
    'busy[transport=rest]': 'failed',
    'fails[transport=rest]': 'failed',
    'often[transport=rest]': 'passed',
    'passes[transport=rest]': 'passed',
    'waits[transport=rest]': 'skipped',
    'warns[transport=rest]': 'passed',
  });
  expect(byId.get('passes[transport=rest]')).toMatchObject({
    fullName: 'passes passes[transport=rest]',
    tags: ['smoke'],
    meta: { scenario: { id: 'passes', title: 'Ask for passes', file: 'scenarios/passes.yaml', line: 2 } },
  });
  expect(out).toContain(`ScenarioError: ✗ fails[transport=rest]
  Ask for fails · HTTP 200 in `);
  expect(out).toContain(`
    expected  "right"
    actual    "wrong"
    answer    completion /choices/0/message/content
    yaml      scenarios/fails.yaml:7:12
              7 │   content: right
                │            ^^^^^

  again: npx vertex-scenarios run 'fails[transport=rest]'
 ❯ scenarios/fails.yaml:7:12
`);
  expect(out).not.toMatch(/❯ .*node_modules/);
  // What could not be asked fails with its cause, and what is skipped says why.
  expect(out).toContain(
    'ScenarioError: undecided: the service answered 503: the service failed (UNAVAILABLE: overloaded)',
  );
  expect(out).toContain("again: npx vertex-scenarios run 'busy[transport=rest]'");
  expect(out).toMatch(/↓ .*waits\[transport=rest\].*\[until the model is there\]/);
  expect(out).toMatch(/warning.*\n.*usage: /);
});

test('tests are selected by id, and by tags of the suite', async () => {
  expect((await results('-t', 'passes\\[transport=rest\\]')).ran).toBe(1);
  const { ran, byId } = await results('--tags-filter', 'slow');
  expect({ ran, fails: byId.get('fails[transport=rest]')?.status }).toEqual({ ran: 1, fails: 'failed' });
});

test('annotations of a pull request stand on the YAML line', async () => {
  const args = ['node_modules/vitest/vitest.mjs', 'run', '-t', 'fails|passes'];
  const { code, out } = await runIn(folder, [process.execPath, ...args], { GITHUB_ACTIONS: 'true' });
  expect(code).toBe(1);
  expect(out.match(/^::error .*/gm)).toEqual([
    expect.stringMatching(
      /^::error file=scenarios\/fails\.yaml,line=7,col=12,title=fails\[transport=rest\]::✗ fails.*%0A/,
    ),
  ]);
});

test('without the plugin everything runs but tags; to filter by one is an error, not an empty run', async () => {
  const { byId, code } = await results('--config', 'plain.config.ts', '-t', 'passes');
  expect(code).toBe(0);
  expect(byId.get('passes[transport=rest]')?.status).toBe('passed');
  const filtered = await vitest('run', '--config', 'plain.config.ts', '--tags-filter', 'smoke');
  expect(filtered.code).not.toBe(0);
});

test('with the backend live the requests go out, and with replay recordings answer', async () => {
  write(folder, {
    'live/live.test.ts': `import { scenarios } from 'vertex-scenarios/vitest';
await scenarios('scenarios', { backend: 'live', origin: process.env.ORIGIN, tag: 'smoke', concurrent: true });
`,
    'live/replay.test.ts': `import { scenarios } from 'vertex-scenarios/vitest';
await scenarios('scenarios', { backend: 'replay', tag: 'smoke' });
`,
  });
  onTestFinished(() => rmSync(join(folder, 'live'), { recursive: true }));
  const cli = 'node_modules/vertex-scenarios/dist/cli.js';
  const served = start(folder, [process.execPath, cli, 'serve', '--port', '0'], {});
  onTestFinished(() => void served.kill());
  const origin = await new Promise<string>((resolve) => {
    let out = '';
    served.stdout?.on('data', (bytes) => {
      out += bytes;
      const [, found] = / at (http:\S+) until/.exec(out) ?? [];
      if (found !== undefined) resolve(found);
    });
  });
  const env = { ORIGIN: origin, GCE_METADATA_HOST: new URL(origin).host };
  const run = (file: string) => runIn(folder, [process.execPath, 'node_modules/vitest/vitest.mjs', 'run', file], env);
  const live = await run('live/live.test.ts');
  expect(live.out).toMatch(/Tests {2}1 passed \(1\)/);
  const replay = await run('live/replay.test.ts');
  expect(replay.out).toMatch(/ScenarioError: undecided: .*recording/);
  expect(replay.out).toContain("again: npx vertex-scenarios run --replay 'passes[transport=rest]'");
});

test('a mistake in the suite fails the file, with its place', async () => {
  write(folder, { 'scenarios/mistake.yaml': 'version: 1\ntitle: A\nrequest: {}\nexpcet: {}\n' });
  onTestFinished(() => rmSync(join(folder, 'scenarios/mistake.yaml')));
  const { code, out } = await vitest('run');
  expect(code).toBe(1);
  expect(out).toContain('did you mean "expect"?');
  expect(out).toContain('❯ scenarios/mistake.yaml:4:1');
});

test('in watch mode the tests run again when a scenario changes, and when one comes in', async () => {
  const child = start(
    folder,
    [process.execPath, 'node_modules/vitest/vitest.mjs', '--watch', '-t', 'passes|comes'],
    {},
  );
  onTestFinished(() => {
    child.kill('SIGKILL');
    write(folder, files);
    rmSync(join(folder, 'scenarios/comes.yaml'), { force: true });
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (bytes) => {
      out += bytes;
    });
  }
  const next = async (pattern: RegExp) => {
    await vi.waitFor(() => expect(out).toMatch(pattern), { timeout: 40_000, interval: 100 });
    out = '';
    // Changes that come together are one.
    await new Promise((resolve) => setTimeout(resolve, 500));
  };
  await next(/Tests {2}1 passed[\s\S]*Waiting for file changes/);
  write(folder, {
    'scenarios/passes.yaml': files['scenarios/passes.yaml'].replace('mock:', 'expect: { content: other }\nmock:'),
  });
  await next(/RERUN {2}scenarios\/passes\.yaml[\s\S]*Tests {2}1 failed[\s\S]*Watching for file changes/);
  write(folder, { 'scenarios/passes.yaml': files['scenarios/passes.yaml'] });
  await next(/RERUN {2}scenarios\/passes\.yaml[\s\S]*Tests {2}1 passed[\s\S]*Waiting for file changes/);
  write(folder, { 'scenarios/comes.yaml': asking('comes', 'mock: { content: comes }\n') });
  await next(/RERUN {2}scenarios\/comes\.yaml[\s\S]*Tests {2}2 passed/);
});
