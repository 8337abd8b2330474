/** Everything in the README has been run as printed. */
import { spawn } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { facetNames } from '../src/contract/facets.ts';
import { ruleIds } from '../src/contract/rules.ts';
import { call, cli } from './commands/a-cli.ts';
import { writeFiles } from './scenarios/a-suite.ts';

const root = join(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

function blocks(language: string): string[] {
  return [...readme.matchAll(/^```(\w*)\n(.*?)^```$/gms)].flatMap(([, name, text]) =>
    name === language && text !== undefined ? [text] : [],
  );
}

const printed = blocks('yaml').map((text, index) => [
  /^# (my-suite\/\S+)/.exec(text)?.[1] ?? `my-suite/example-${index}.yaml`,
  text,
]);
const files: Readonly<Record<string, string>> = Object.fromEntries(printed);
const commands = blocks('sh')
  .flatMap((text) => text.split('\n'))
  .filter((line) => line.startsWith('npx vertex-scenarios') && !/ serve| --live| --replay/.test(line));

/** A request that somebody has, as the README imports it. */
const request = `curl -H "Authorization: Bearer $(gcloud auth print-access-token)" \\
  "https://aiplatform.googleapis.com/v1/projects/$GOOGLE_CLOUD_PROJECT/locations/global/endpoints/openapi/chat/completions" \\
  -d '{"model": "google/gemini-3.8-flash", "messages": [{"role": "user", "content": "Say hello"}]}'
`;

/** The suite of the README beside the one that is shipped. */
function folder(changed: Readonly<Record<string, string>> = {}): string {
  const cwd = writeFiles({ 'request.sh': request, ...files, ...changed });
  cpSync(join(root, 'scenarios'), join(cwd, 'scenarios'), { recursive: true });
  return cwd;
}

test('there are files and commands', () => {
  expect(Object.keys(files)).toContain('my-suite/weather.yaml');
  expect(commands.length).toBeGreaterThan(8);
});

// The whole suite among them, on a machine that has other tests to run.
test.each(commands)('%s', { timeout: 30_000 }, async (line) => {
  const words = line.replace(/\s+#.*$/, '').match(/'[^']*'|\S+/g) ?? [];
  const args = words.slice(2).map((word) => word.replaceAll("'", ''));
  const { code, out, err } = await call(args, { cwd: folder() });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).not.toBe('');
});

test('all scenarios of the README pass', async () => {
  const { code, out } = await call(['run', 'my-suite'], { cwd: folder() });
  expect(code).toBe(0);
  expect(out).toContain('passed');
});

/** The output that the README shows, without times, which differ. */
const shown = (start: string) => timeless(blocks('').find((text) => text.startsWith(start)) ?? '');
const timeless = (text: string) => text.replace(/ +\d+(?:\.\d+)?m?s\b/g, ' 0ms').trim();
const weather = files['my-suite/weather.yaml'] ?? '';

test('the failure is what is printed', async () => {
  const wrong = weather.replace('arguments: { location: Paris }', 'arguments: { city: Paris }');
  expect(wrong).not.toBe(weather);
  const { out } = await call(['run', 'my-suite/weather.yaml'], { cwd: folder({ 'my-suite/weather.yaml': wrong }) });
  expect(shown('✗ weather')).not.toBe('');
  expect(timeless(out)).toContain(shown('✗ weather'));
});

test('the mistake is what is printed', async () => {
  const wrong = weather.replace('finish_reason:', 'finish_raeson:');
  const { code, err } = await call(['validate', 'my-suite'], { cwd: folder({ 'my-suite/weather.yaml': wrong }) });
  expect(code).toBe(2);
  expect(shown('error: ')).not.toBe('');
  expect(err).toContain(shown('error: '));
});

test('it counts the rules and facets that there are', () => {
  expect(readme).toContain(`${ruleIds.length} rules are asked`);
  expect(readme).toContain(`in ${facetNames.length} facets`);
});

test('what is served is what a live run asks, is recorded, and answers again', { timeout: 60_000 }, async () => {
  const lines = blocks('sh').flatMap((text) => text.split('\n'));
  const argsOf = (start: string, ...more: string[]) => {
    const line = lines.find((each) => each.startsWith(`npx vertex-scenarios ${start}`)) ?? '';
    expect(line).not.toBe('');
    return [
      ...line
        .replace(/\s+#.*$/, '')
        .split(' ')
        .slice(2),
      ...more,
    ];
  };
  const cwd = folder();
  const server = spawn(process.execPath, [cli, ...argsOf('serve')], { cwd, env: {} });
  onTestFinished(() => void server.kill());
  let printed = '';
  server.stdout.on('data', (piece: Buffer) => {
    printed += piece.toString();
  });
  await vi.waitFor(() => expect(printed).toContain('until ^C'), { timeout: 20_000 });
  const exported = lines.find((line) => line.startsWith('export GCE_METADATA_HOST')) ?? '';
  expect(printed).toContain(exported);
  const env = Object.fromEntries([...exported.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]));
  const origin = ['--origin', 'http://127.0.0.1:8484', '--tag', 'smoke'];
  const green = { code: 0, out: expect.stringContaining('10 passed of 10') };
  expect(await call(argsOf('run --live --origin'), { cwd, env })).toMatchObject(green);
  expect(await call(argsOf('run --live --record', ...origin), { cwd, env })).toMatchObject(green);
  expect(await call(argsOf('run --live --resume', ...origin), { cwd, env })).toMatchObject(green);
  expect(await call(argsOf('run --live --dry-run', '--tag', 'smoke'), { cwd, env })).toMatchObject({
    code: 0,
    out: expect.stringContaining('nothing was sent'),
  });
  expect(await call(argsOf('run --replay', '--tag', 'smoke'), { cwd })).toMatchObject(green);
});
