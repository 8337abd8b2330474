import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInEndpoint } from '../cases/layers.ts';
import type { ImportSuite } from '../imports/make-scenario.ts';
import { isObject } from '../lib/is-object.ts';
import { readYaml } from '../lib/yaml.ts';
import type { Json, JsonObject } from '../model/json.ts';

/** Where the requests of a suite go, as its file says. What is wrong with that file is told by `validate`. */
export function readSuiteEndpoints(root: string | undefined): ImportSuite {
  if (root === undefined) return {};
  const file = join(root, 'suite.yaml');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return {};
  }
  const value = readYaml(file, file, text).source?.value;
  if (!isObject(value)) return {};
  const { endpoints, vars, defaults } = value as { readonly [key: string]: Json };
  const endpoint = isObject(defaults) ? (defaults as JsonObject)['endpoint'] : undefined;
  return {
    ...(endpoints !== undefined && { endpoints }),
    ...(vars !== undefined && { vars }),
    // Without a word of the suite's, scenarios go to the endpoint of this name.
    endpoint: typeof endpoint === 'string' ? endpoint : builtInEndpoint,
  };
}
