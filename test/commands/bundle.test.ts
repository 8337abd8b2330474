import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aService, asking, suiteOf } from '../bundles/a-service.ts';
import { suiteYaml, writeFiles } from '../scenarios/a-suite.ts';
import { call, scenario } from './a-cli.ts';

const aSuite = (more = '') => writeFiles({ 'suite.yaml': suiteYaml, 'a.yaml': scenario(more) });

test('a run keeps a bundle that nobody commits, and says nothing about it', async () => {
  const cwd = aSuite();
  const { code, err } = await call(['run'], { cwd });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(readFileSync(join(cwd, '.vertex-scenarios/.gitignore'), 'utf8')).toBe('*\n');
  expect(readdirSync(join(cwd, '.vertex-scenarios/runs'))).toHaveLength(1);
});

test('--no-bundle, a dry run and files that are wrong keep none', async () => {
  const cwd = aSuite();
  expect((await call(['run', '--no-bundle'], { cwd })).code).toBe(0);
  expect((await call(['run'], { cwd, env: { VERTEX_SCENARIOS_NO_BUNDLE: '1' } })).code).toBe(0);
  expect((await call(['run', '--dry-run'], { cwd })).code).toBe(0);
  expect((await call(['run', 'nowhere'], { cwd })).code).toBe(2);
  expect(existsSync(join(cwd, '.vertex-scenarios'))).toBe(false);
});

test('where nothing can be kept nothing is sent', async () => {
  const service = await aService(0);
  const cwd = writeFiles({ 'suite.yaml': suiteOf(service), 'a.yaml': asking(['x']), '.vertex-scenarios': 'a file' });
  const { code, out, err } = await call(['run', '--live'], { cwd });
  expect({ code, out, asked: service.asked.size }).toEqual({ code: 2, out: '', asked: 0 });
  expect(err).toContain('the run cannot be kept');
  expect(err).toContain('--no-bundle');
  expect((await call(['run', '--live', '--no-bundle'], { cwd })).code).toBe(0);
});

test('what cannot be kept in the middle of a run is told at its end, and the run is not green', async () => {
  const cwd = aSuite();
  await call(['run'], { cwd });
  const runs = join(cwd, '.vertex-scenarios/runs');
  writeFileSync(join(runs, readdirSync(runs)[0] ?? '', 'exchanges'), 'no folder');
  writeFileSync(join(cwd, 'a.yaml'), scenario('expect: { content: { const: Bye } }\nmock: { content: Hello }\n'));
  const { code, out, err } = await call(['run', '--resume'], { cwd });
  expect(code).toBe(2);
  expect(out).toContain('1 failed');
  expect(err).toContain('the run cannot be kept: ');
});

test('--resume takes its folder behind =, and from the environment', async () => {
  const cwd = aSuite();
  await call(['run'], { cwd });
  const runs = join('.vertex-scenarios/runs');
  const folder = join(runs, readdirSync(join(cwd, runs))[0] ?? '');
  for (const [args, env] of [
    [['run', `--resume=${folder}`], {}],
    [['run', '--resume', 'a'], {}],
    [['run'], { VERTEX_SCENARIOS_RESUME: folder }],
    [['run'], { VERTEX_SCENARIOS_RESUME: '1' }],
  ] as const) {
    const { code, err } = await call(args, { cwd, env });
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('1 of 1 case') });
  }
  const off = await call(['run'], { cwd, env: { VERTEX_SCENARIOS_RESUME: '0' } });
  expect({ code: off.code, err: off.err }).toEqual({ code: 0, err: '' });
});

const env = {
  GOOGLE_CLOUD_PROJECT: 'quiet-otter-4711',
  PROJECT_NUMBER: '987654321012',
  ENDPOINT_ID: '5550123456789',
  API_KEY: 'AIza/not+a key-but=long-enough',
};

test('no token, project or number is in any file of a bundle, however it is written', async () => {
  const echo = `no: ${env.API_KEY}\n${env.API_KEY} ${encodeURIComponent(env.API_KEY)} of projects/${env.GOOGLE_CLOUD_PROJECT}/endpoints/${env.ENDPOINT_ID} ${Buffer.from(env.API_KEY).toString('base64')}`;
  const service = await aService(0, (text) =>
    text === 'refused' ? { status: 400, content: echo } : { content: echo },
  );
  const suite = `version: 1
endpoints:
  managed:
    kind: dedicated
    project: "\${{ env.GOOGLE_CLOUD_PROJECT }}"
    project_number: "\${{ env.PROJECT_NUMBER }}"
    location: us-central1
    endpoint_id: "\${{ env.ENDPOINT_ID }}"
    auth: { token: "\${{ secrets.API_KEY }}" }
`;
  const cwd = writeFiles({
    'suite.yaml': suite,
    'a.yaml': asking(['refused', 'good'], 'expect: { content: { const: Other } }\n'),
    'own.yaml': asking(['mine'], 'headers: { x-mine: "${{ secrets.API_KEY }}" }\n').replace(
      'role: user',
      'role: user, name: "${{ secrets.API_KEY }}"',
    ),
  });
  const { code } = await call(['run', '--live', '--origin', new URL(service.baseUrl).origin], { cwd, env });
  expect(code).toBe(1);
  const runs = join(cwd, '.vertex-scenarios/runs');
  const files = readdirSync(runs, { recursive: true, encoding: 'utf8' }).filter((file) => /\.jsonl?$/.test(file));
  expect(files.map((file) => file.split('/').slice(1).join('/')).sort()).toEqual([
    ...['cases.jsonl', 'exchanges/1.jsonl', 'run.json'],
  ]);
  for (const file of files) {
    const text = readFileSync(join(runs, file), 'utf8');
    for (const hidden of Object.values(env)) {
      for (const form of [
        hidden,
        encodeURIComponent(hidden),
        Buffer.from(hidden).toString('base64').replace(/=+$/, ''),
      ]) {
        expect(text.includes(form), `${form} in ${file}`).toBe(false);
      }
    }
  }
  expect(readFileSync(join(runs, files.find((file) => file.endsWith('1.jsonl')) ?? ''), 'utf8')).toContain(
    '[secrets.API_KEY]',
  );
});
