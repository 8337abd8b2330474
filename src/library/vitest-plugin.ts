import { existsSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isObject } from '../lib/is-object.ts';
import { readYaml } from '../lib/yaml.ts';
import { createAnnotations } from './vitest-annotations.ts';

/** As much of a plugin of vitest as this is. */
interface VitestPlugin {
  readonly name: string;
  config(): { readonly test: object };
  configureVitest(context: {
    readonly vitest: {
      readonly state: { getFilepaths(): readonly string[] };
      readonly config: { readonly reporters: unknown[] };
    };
  }): void;
}

/**
 * For `plugins` of a vitest configuration. Defines the tags of `suite.yaml` as tags of vitest; runs the test files that
 * register scenarios again, in watch mode, when a file below the suite changes or comes in; and annotates YAML lines in
 * GitHub Actions. `folder`: of the suite.
 */
export function scenariosPlugin(folder: string | URL = 'scenarios'): VitestPlugin {
  const root = resolve(folder instanceof URL ? fileURLToPath(folder) : folder);
  let testFiles: () => readonly string[] = () => [];
  const testsToRun = () => testFiles().filter(registersScenarios);
  return {
    name: 'vertex-scenarios',
    config: () => ({ test: { tags: tagsOf(root), watchTriggerPatterns: [{ pattern: below(root), testsToRun }] } }),
    configureVitest({ vitest }) {
      testFiles = () => vitest.state.getFilepaths();
      if (process.env['GITHUB_ACTIONS'] === 'true') {
        vitest.config.reporters.push(createAnnotations((text) => process.stdout.write(text), process.cwd()));
      }
    },
  };
}

/** Read from the disk: what vitest has of it may come from a cache that no plugin sees. */
function registersScenarios(file: string): boolean {
  return existsSync(file) && readFileSync(file, 'utf8').includes('vertex-scenarios/vitest');
}

/** A suite that cannot be read is told by the tests, with the place of the mistake. */
function tagsOf(root: string): { readonly name: string; readonly description: string }[] {
  const file = join(root, 'suite.yaml');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  const value = readYaml(file, file, text).source?.value;
  const tags = isObject(value) && isObject(value['tags']) ? value['tags'] : {};
  return Object.entries(tags).map(([name, description]) => ({ name, description: String(description) }));
}

/** Vite writes paths with slashes on every machine. */
function below(root: string): RegExp {
  return new RegExp(`^${root.replaceAll(sep, '/').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}/`);
}
