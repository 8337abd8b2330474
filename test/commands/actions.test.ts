/** What a job of GitHub Actions gets without being asked. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { suiteYaml, writeFiles } from '../scenarios/a-suite.ts';
import { call, scenario } from './a-cli.ts';

const no = (content: string) => scenario(`expect: { content: { const: Bye } }\nmock: { content: "${content}" }\n`);

/** A suite in a folder of a repository. */
function aRepository(content = 'Hello') {
  const root = writeFiles({ 'packages/api/suite.yaml': suiteYaml, 'packages/api/a.yaml': no(content) });
  const summary = join(root, 'summary.md');
  const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: root, GITHUB_STEP_SUMMARY: summary };
  return { cwd: join(root, 'packages/api'), summary, env };
}

const annotation = '::error file=packages/api/a.yaml,line=5,';

test('annotations stand on standard error, whatever the reports are, and the summary of the job gets the Markdown', async () => {
  const { cwd, env, summary } = aRepository();
  writeFileSync(summary, 'before\n');
  for (const reporter of ['pretty', 'json']) {
    const { code, out, err } = await call(['run', '--reporter', reporter], { cwd, env });
    expect(code).toBe(1);
    expect(out).not.toContain('::');
    expect(err.split('\n')[0]).toContain(annotation);
    if (reporter === 'json') expect(JSON.parse(out).totals.failed).toBe(1);
  }
  const text = readFileSync(summary, 'utf8');
  expect(text).toMatch(/^before\n### ✗ The contract is broken: 1 of 1 group failed\n/);
  expect(text.match(/^### /gm)).toHaveLength(2);
});

test('elsewhere, and of a run that is told again, there are none unless they are asked for', async () => {
  const { cwd, env } = aRepository();
  const { GITHUB_ACTIONS: _, ...elsewhere } = env;
  expect((await call(['run'], { cwd, env: elsewhere })).err).toBe('');
  expect((await call(['report'], { cwd, env })).err).toBe('');
  expect((await call(['report', '--reporter', 'pretty', '--reporter', 'github'], { cwd, env })).err).toContain(
    annotation,
  );
});

test('a file that is named for them gets them instead', async () => {
  const { cwd, env } = aRepository();
  const { err } = await call(['run', '--reporter', 'pretty', '--reporter', 'github=notes.txt'], { cwd, env });
  expect(err).toBe('');
  expect(readFileSync(join(cwd, 'notes.txt'), 'utf8')).toContain(annotation);
});

test('a summary that cannot be written fails the run before anything is sent', async () => {
  const { cwd, env, summary } = aRepository();
  mkdirSync(summary);
  const { code, out, err } = await call(['run'], { cwd, env });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(`the report ${summary} cannot be written: EISDIR`);
});

test('whoever writes the summary with a reporter of his own has it once', async () => {
  const { cwd, env, summary } = aRepository();
  expect((await call(['run', '--reporter', 'markdown=../../summary.md'], { cwd, env })).code).toBe(1);
  expect(readFileSync(summary, 'utf8').match(/^### /gm)).toHaveLength(1);
});

test('a summary that is nearly full gets as much as it can hold', async () => {
  const { cwd, env, summary } = aRepository();
  writeFileSync(summary, 'x'.repeat(2 ** 20 - 1000));
  expect((await call(['run'], { cwd, env })).code).toBe(1);
  const text = readFileSync(summary, 'utf8').slice(2 ** 20 - 1000);
  expect(text).toContain('**1 more failure left out: there is room for 1000 characters.**');
  expect(text.length).toBeLessThanOrEqual(1000);
});

test('an answer cannot give commands to the runner', async () => {
  const { cwd, env } = aRepository(`${'long '.repeat(12)} ::stop-commands::x ##[error]y`);
  const { out, err } = await call(['run'], { cwd, env });
  expect(out).toContain('stop-commands');
  expect(`${out}${err.replaceAll(/^::(error|warning) /gm, '')}`).not.toMatch(/^\s*::/m);
  expect(out).not.toContain('##[');
});
