/** Every request of the shipped suite, printed as curl and imported again, is the same request. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSuiteEndpoints } from '../../src/commands/import-suite.ts';
import { readYaml } from '../../src/lib/yaml.ts';
import { writeYaml } from '../../src/lib/yaml-write.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { buildRequest } from '../../src/requests/build-request.ts';
import { plan } from '../../src/run.ts';
import { renderSample } from '../../src/samples/render-sample.ts';
import { placeholder } from '../../src/samples/sample-text.ts';
import { importText } from './import.ts';

const shipped = join(import.meta.dirname, '../../scenarios');

/** The first request of each row, as curl; by the id of its case. */
async function curlsOf(cwd: string): Promise<Map<string, string>> {
  const { cases, diagnostics } = await plan([], { backend: 'mock', cwd, env: {}, unset: placeholder, set: {} });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const curls = new Map<string, string>();
  for (const { case: aCase } of cases) {
    const [step] = aCase.steps;
    if (!step || aCase.transport !== 'rest') continue;
    curls.set(aCase.id, renderSample(buildRequest(aCase, step), 'curl', aCase.auth));
  }
  return curls;
}

/** A body that is no JSON is refused; a token and a project that are written out are not imported. */
const otherwise = { raw: 'errors/bad-json[', written: /^errors\/(?:expired-token|permission-denied)\[/ };

test('what show --as curl prints is imported as the request that it was', { timeout: 60_000 }, async () => {
  const before = await curlsOf(shipped);
  expect(before.size).toBeGreaterThan(200);
  const suite = readSuiteEndpoints(shipped);
  const folder = mkdtempSync(join(tmpdir(), 'round-trip-'));
  const expected: string[] = [];
  const lines: string[] = [];
  try {
    let { endpoints } = suite as { readonly endpoints: JsonObject };
    for (const [id, curl] of before) {
      const { scenarios, diagnostics } = importText(curl, { ...suite, endpoints });
      if (id.startsWith(otherwise.raw)) {
        expect(diagnostics.join()).toContain('body-not-json');
        continue;
      }
      expect({ id, diagnostics }).toEqual({ id, diagnostics: [] });
      // What is printed for suite.yaml is put there.
      const missing = scenarios[0]?.endpoint;
      if (missing) endpoints = { ...endpoints, [missing.name]: missing.fields };
      const file = { ...scenarios[0]?.file, transports: ['rest'] };
      const yaml = writeYaml(file as Json);
      expect(readYaml(id, id, yaml).source?.value).toEqual(file);
      writeFileSync(join(folder, `${String(expected.length).padStart(4, '0')}.yaml`), yaml);
      expected.push(curl);
      lines.push(id);
    }
    const { source } = readYaml('suite.yaml', 'suite.yaml', readFileSync(join(shipped, 'suite.yaml'), 'utf8'));
    writeFileSync(join(folder, 'suite.yaml'), writeYaml({ ...(source?.value as JsonObject), endpoints }));
    const after = [...(await curlsOf(folder)).values()];
    expect(after).toHaveLength(expected.length);
    const differ = lines.filter((_, index) => after[index] !== expected[index]);
    expect(differ).toHaveLength(2);
    expect(differ).toEqual(lines.filter((id) => otherwise.written.test(id)));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('as a page prints it, with a backslash at the end of each line of the body, it is the same request', {
  timeout: 60_000,
}, async () => {
  const suite = readSuiteEndpoints(shipped);
  let printed = 0;
  for (const [id, curl] of await curlsOf(shipped)) {
    const [before = '', body] = curl.split(/(?<= -d )(?=['"]\{\n)/);
    if (body === undefined) continue;
    const { scenarios, diagnostics } = importText(before + body.replaceAll('\n', ' \\\n'), suite);
    expect({ id, file: scenarios[0]?.file }).toEqual({ id, file: importText(curl, suite).scenarios[0]?.file });
    expect(diagnostics).toEqual([expect.stringContaining('warning backslash-in-body')]);
    printed += 1;
  }
  expect(printed).toBeGreaterThan(200);
});
