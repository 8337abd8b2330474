import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Invocation } from '../commands/invocation.ts';
import type { OptionValues } from '../commands/options.ts';
import { packageRoot } from '../lib/package-root.ts';
import type { Backend, TransportName } from '../model/names.ts';

/** How a suite is selected and filled in; each is a flag of the command line of the same name. */
export interface SuiteOptions {
  /** Who answers: the mocks where not set; `live` sends the requests to real services. */
  readonly backend?: Backend;
  /** Over every `vars` of the suite, as `--set`. */
  readonly vars?: { readonly [name: string]: string | number | boolean | null };
  /** Short for `vars: { model }`. */
  readonly model?: string;
  /** Sends to this endpoint of the suite instead of the one a scenario names. */
  readonly endpoint?: string;
  /** Replaces scheme, host and port of every endpoint: `http://127.0.0.1:8080`. */
  readonly origin?: string;
  /** Only this one. */
  readonly transport?: TransportName;
  /** Only scenarios whose tags match: `smoke and not (slow or media)`. */
  readonly tag?: string;
  /** Only cases whose id or title contains the text, in any case. */
  readonly grep?: string;
  /** Runs each case so often. */
  readonly repeat?: number;
  /** Total time of one request, such as `90s`, whatever the scenario says. */
  readonly timeout?: string;
  /** Paths are relative to it; the working directory of the process where not set. */
  readonly cwd?: string;
  /** The environment that `env` and `secrets` of expressions read; that of the process where not set. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** A path, a `file:` URL, or an id; of a scenario, a folder or a whole suite. */
export type Target = string | URL;

/** A call of a command that no person typed: what it has to say is kept in `said`. */
export function call(
  targets: readonly Target[],
  options: SuiteOptions,
  signal: AbortSignal = new AbortController().signal,
): { readonly invocation: Invocation; readonly said: () => string } {
  const { backend, vars = {}, transport, repeat, cwd = process.cwd(), env = process.env, ...same } = options;
  const said: string[] = [];
  const flags: OptionValues = {
    ...same,
    set: Object.entries(vars).map(([name, value]) => `${name}=${JSON.stringify(value)}`),
    ...(transport !== undefined && { transport: [transport] }),
    ...(repeat !== undefined && { repeat: String(repeat) }),
    ...(backend === 'live' && { live: true }),
    ...(backend === 'replay' && { replay: true }),
  };
  const invocation: Invocation = {
    operands: targets.map((target) => (target instanceof URL ? fileURLToPath(target) : target)),
    options: flags,
    ...{ cwd, env, signal, version: version(), commands: [] },
    out: { write: () => {}, tty: false, width },
    err: { write: (text) => void said.push(text), tty: false, width },
  };
  return { invocation, said: () => said.join('') };
}

/** Columns for text that ends up in messages. */
export const width = 100;

function version(): string {
  return JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')).version;
}
