/** The files in `examples/ci`: read by who will read them, as far as that goes here, and their commands run. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test, vi } from 'vitest';
import { readYaml } from '../../src/lib/yaml.ts';
import { cli, scenario } from '../commands/a-cli.ts';
import { suiteYaml, writeFiles } from '../scenarios/a-suite.ts';

// Processes, on a machine that has other tests to run.
vi.setConfig({ testTimeout: 120_000 });

const folder = join(import.meta.dirname, '../../examples/ci');
const text = (name: string) => readFileSync(join(folder, name), 'utf8');

/** The value of a YAML file. Each test says what it expects to be where. */
// biome-ignore lint/suspicious/noExplicitAny: files of others, whose shape the assertions say.
function parsed(name: string): any {
  const { source, diagnostics } = readYaml(name, name, text(name));
  expect(diagnostics).toEqual([]);
  return source?.value;
}

const suite = {
  'suite.yaml': suiteYaml,
  ...Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [`${name}.yaml`, scenario()])),
};

/** A machine with the suite, on which `npx` finds this tool and `npm ci` is done. */
function machine(): string {
  const cwd = writeFiles({ ...suite, 'bin/npx': `#!/bin/sh\nshift\nexec "${process.execPath}" "${cli}" "$@"\n` });
  writeFileSync(join(cwd, 'bin/npm'), '#!/bin/sh\n[ "$*" = ci ]\n');
  for (const name of ['npx', 'npm']) chmodSync(join(cwd, 'bin', name), 0o755);
  return cwd;
}

/** Runs lines as a CI does: in a shell that ends at the first that fails. */
function sh(cwd: string, script: string, env: { readonly [name: string]: string } = {}) {
  const { status, stdout, stderr } = spawnSync('sh', ['-ec', script], {
    cwd,
    env: { PATH: `${join(cwd, 'bin')}:${process.env['PATH']}`, ...env },
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

const runsOf = (cwd: string) => join(cwd, '.vertex-scenarios/runs');

/** What the report of the whole suite has to say. */
function expectWhole(cwd: string, report: string) {
  const { totals, ended, missing } = JSON.parse(readFileSync(join(cwd, report), 'utf8'));
  expect({ totals, ended }).toMatchObject({ totals: { cases: 6, passed: 6 }, ended: 'complete' });
  expect(missing ?? []).toEqual([]);
}

test('every file is among those that are tried here', () => {
  expect(readdirSync(folder).sort()).toEqual([
    ...['cloud-run-job.yaml', 'github-actions.yml', 'gitlab-ci.yml', 'kubernetes-job.yaml', 'kubernetes-merge.yaml'],
  ]);
});

test("GitHub's own parser finds nothing wrong with the workflow, and does where something is", async () => {
  // It is made to be bundled.
  const outfile = join(writeFiles({}), 'parser.cjs');
  const stdin = {
    contents: "export { parseWorkflow } from '@actions/workflow-parser';",
    resolveDir: import.meta.dirname,
  };
  await build({ stdin, bundle: true, format: 'cjs', platform: 'node', outfile, logLevel: 'silent' });
  const { parseWorkflow } = createRequire(import.meta.url)(outfile);
  const silent = { error: () => {}, info: () => {}, verbose: () => {} };
  const errors = (content: string): string[] =>
    parseWorkflow({ name: 'contract.yml', content }, silent)
      .context.errors.getErrors()
      .map(({ message }: Error) => message);
  const workflow = text('github-actions.yml');
  expect(errors(workflow)).toEqual([]);
  expect(errors(workflow.replace('strategy.job-total', 'strategi.job-total'))).toHaveLength(1);
  expect(errors(workflow.replace('runs-on:', 'run-on:'))).not.toEqual([]);
});

test('GitHub Actions: each job of the matrix, its artifact, and the report', () => {
  const { scenarios, report } = parsed('github-actions.yml').jobs;
  const { matrix } = scenarios.strategy;
  const last = machine();
  const [, , , run, upload] = scenarios.steps;
  expect(upload.with).toMatchObject({ path: '.vertex-scenarios/runs', 'include-hidden-files': true });
  for (const shard of matrix.shard) {
    const cwd = machine();
    const line = run.run
      .replace('${{ matrix.shard }}', String(shard))
      .replace('${{ strategy.job-total }}', String(matrix.shard.length));
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(cwd, 'summary.md') };
    expect(sh(cwd, line, env)).toMatchObject({ code: 0 });
    cpSync(join(cwd, upload.with.path), join(last, 'shards', `scenarios-${shard}`), { recursive: true });
  }
  const [download, merge] = report.steps.slice(-3);
  expect(download.with).toEqual({ pattern: 'scenarios-*', path: 'shards' });
  const summary = join(last, 'summary.md');
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
  expect(sh(last, merge.run, env)).toMatchObject({ code: 0 });
  expect(readFileSync(summary, 'utf8')).toContain('| 0 | 0 | 0 | 6 | 0 | 6 | 6 |');
  expectWhole(last, report.steps.at(-1).with.path);
});

test('GitLab: each parallel job, and the report of all their artifacts', () => {
  const { scenarios, report } = parsed('gitlab-ci.yml');
  const last = machine();
  for (let index = 1; index <= scenarios.parallel; index++) {
    const cwd = machine();
    const env = { CI_NODE_INDEX: String(index), CI_NODE_TOTAL: String(scenarios.parallel), GITLAB_CI: 'true' };
    expect(sh(cwd, scenarios.script.join('\n'), env)).toMatchObject({ code: 0 });
    // Artifacts of all jobs are laid over one another.
    for (const path of scenarios.artifacts.paths) cpSync(join(cwd, path), join(last, path), { recursive: true });
  }
  expect(report.needs).toEqual(['scenarios']);
  expect(sh(last, report.script.join('\n'))).toMatchObject({ code: 0 });
  expectWhole(last, report.artifacts.paths[0]);
  expect(readFileSync(join(last, report.artifacts.reports.junit), 'utf8')).toContain('tests="6"');
});

/** What a container runs, with its volume in a folder of this machine. */
function command({ command, args }: { command: string[]; args: string[] }, volume: string): string {
  expect(command).toEqual(['sh', '-c']);
  expect(args).toHaveLength(1);
  return (args[0] ?? '').replaceAll('/results', volume);
}

const variables = (env: readonly { name: string; value?: string }[]) =>
  Object.fromEntries(env.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));

test('Kubernetes: each index of the Job, and the report from the volume they share', () => {
  const { spec, metadata } = parsed('kubernetes-job.yaml');
  expect(spec).toMatchObject({
    completionMode: 'Indexed',
    backoffLimitPerIndex: 0,
    maxFailedIndexes: spec.completions,
  });
  const [container] = spec.template.spec.containers;
  const env = variables(container.env);
  expect(env['VERTEX_SCENARIOS_SHARD_COUNT']).toBe(String(spec.completions));
  const volume = writeFiles({});
  for (let index = 0; index < spec.completions; index++) {
    const around = { ...env, JOB_COMPLETION_INDEX: String(index), RUN: metadata.name };
    expect(sh(machine(), command(container, volume), around)).toMatchObject({ code: 0 });
  }
  const merge = parsed('kubernetes-merge.yaml');
  const [report] = merge.spec.template.spec.containers;
  const { RUN = '' } = variables(report.env);
  expect(RUN).toBe(metadata.name);
  expect(sh(machine(), command(report, volume), { RUN })).toMatchObject({ code: 0 });
  expectWhole(volume, `${RUN}.json`);
});

test('Kubernetes: a shard that fails keeps what it found, and its exit code', () => {
  const { spec, metadata } = parsed('kubernetes-job.yaml');
  const [container] = spec.template.spec.containers;
  const volume = writeFiles({});
  const cwd = machine();
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
    writeFileSync(join(cwd, `${name}.yaml`), scenario('mock: { content: No }\nexpect: { content: { const: Yes } }\n'));
  }
  const around = {
    ...variables(container.env),
    JOB_COMPLETION_INDEX: '0',
    RUN: metadata.name,
    VERTEX_SCENARIOS_SHARD_COUNT: '1',
  };
  // Kubernetes has no shell that ends at the first line that fails.
  const ended = spawnSync('sh', ['-c', command(container, volume)], {
    cwd,
    env: { PATH: `${join(cwd, 'bin')}:${process.env['PATH']}`, ...around },
  });
  expect(ended.status).toBe(1);
  expect(readdirSync(join(volume, metadata.name))).toHaveLength(1);
});

test('Cloud Run Jobs: each task, and the report from the bucket', () => {
  const { spec } = parsed('cloud-run-job.yaml');
  const { taskCount, template } = spec.template.spec;
  expect(template.spec.maxRetries).toBe(0);
  const [container] = template.spec.containers;
  const volume = writeFiles({});
  for (let index = 0; index < taskCount; index++) {
    const cwd = machine();
    const env = {
      ...variables(container.env),
      ...{ CLOUD_RUN_TASK_INDEX: String(index), CLOUD_RUN_TASK_COUNT: String(taskCount) },
      CLOUD_RUN_EXECUTION: 'scenarios-x7k2p',
    };
    // There is no service here: on mocks the same flags mean the same share.
    const line = command(container, volume).replace(' --live', '');
    expect(sh(cwd, line, env)).toMatchObject({ code: 0 });
  }
  const [, merge = ''] = /^# +(npx vertex-scenarios merge .*)$/m.exec(text('cloud-run-job.yaml')) ?? [];
  const cwd = machine();
  cpSync(join(volume, 'scenarios-x7k2p'), join(cwd, 'shards'), { recursive: true });
  expect(sh(cwd, `${merge} --reporter json=report.json`)).toMatchObject({ code: 0 });
  expectWhole(cwd, 'report.json');
  expect(existsSync(runsOf(cwd))).toBe(true);
});
