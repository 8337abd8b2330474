import type { Surroundings } from '../cases/scope.ts';
import { parseDuration } from '../lib/duration.ts';
import { type Concealed, createRedactor, type Redactor } from '../lib/redact.ts';
import { renderDiagnostics } from '../lib/render-diagnostics.ts';
import { readYaml } from '../lib/yaml.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Backend, TransportName } from '../model/names.ts';
import { type Plan, plan } from '../run.ts';
import { concealedIn } from './concealed-in.ts';
import { type Invocation, usageError } from './invocation.ts';
import { lookOf } from './terminal.ts';

/** A plan, and what keeps values that nobody may see out of everything that is written about it. */
export interface SuitePlan extends Plan {
  readonly redact: Redactor;
  /** Adds a token, or the id of a project, that must not be written. */
  readonly conceal: (value: string, kind?: 'secret' | 'project') => void;
  /** Variables of the environment that are not set and that a case asked for. */
  readonly unset: ReadonlySet<string>;
}

export interface PlanSuiteOptions {
  /** What stands for a variable of the environment that is not set: its name where not said. */
  readonly unset?: Surroundings['unset'];
  readonly repeat?: number;
  /** The mocks where not said. */
  readonly backend?: Backend;
  /** Is told of every diagnostic, also of those that are no errors. */
  readonly heard?: (diagnostics: readonly Diagnostic[]) => void;
}

/**
 * Reads the suite as the flags select it, and shows every diagnostic on standard error. Undefined where one of them is
 * an error: then nothing may be sent. An unset variable of the environment stands for its name, or for what `unset`
 * says.
 */
export async function planSuite(
  invocation: Invocation,
  { unset = (name) => name, repeat, backend = 'mock', heard }: PlanSuiteOptions = {},
): Promise<SuitePlan | undefined> {
  const { operands, options, cwd, env, err } = invocation;
  const diagnostics: Diagnostic[] = [];
  const secrets: Concealed[] = [];
  const missing = new Set<string>();
  const set = readSet(options.set ?? [], diagnostics);
  const transports = readTransports(options.transport ?? [], diagnostics);
  const total = readTimeout(options.timeout, diagnostics);
  const { endpoint, origin, model, tag, grep } = options;
  const planned = await plan(operands, {
    backend,
    onSecret: (name, value) => secrets.push({ kind: 'secret', value, label: `[secrets.${name}]` }),
    cwd,
    env,
    unset(name) {
      missing.add(name);
      return unset(name);
    },
    set,
    ...(endpoint !== undefined && { endpoint }),
    ...(origin !== undefined && { origin }),
    ...(model !== undefined && { model }),
    ...(transports.length > 0 && { transports }),
    ...(tag !== undefined && { tags: tag }),
    ...(grep !== undefined && { grep }),
    ...(total !== undefined && { timeout: total }),
    ...(repeat !== undefined && { repeat }),
  });
  const concealed = [...secrets, ...concealedIn(planned, env)];
  let redactor = createRedactor(concealed);
  const redact: Redactor = (text) => redactor(text);
  const conceal: SuitePlan['conceal'] = (value, kind = 'secret') => {
    if (concealed.some((each) => each.value === value)) return;
    concealed.push({ kind, value, label: kind === 'secret' ? '[token]' : '[project]' });
    redactor = createRedactor(concealed);
  };
  const all = [...diagnostics, ...planned.diagnostics, ...(await mistypedCommand(invocation, planned))];
  heard?.(all);
  if (all.length > 0) err.write(redact(renderDiagnostics(all, lookOf(err, env))));
  return all.some(({ severity }) => severity === 'error') ? undefined : { ...planned, redact, conceal, unset: missing };
}

/**
 * `vlidate` is no path and no id: a word that names nothing may have been meant as a command, and that behind a flag
 * whose value may be left out as its value.
 */
async function mistypedCommand(
  { operands: [word], options, commands }: Invocation,
  { diagnostics }: Plan,
): Promise<Diagnostic[]> {
  if (word === undefined || !diagnostics.some(({ code }) => code === 'nothing-matched')) return [];
  const flag = (['bail', 'changed', 'resume'] as const).find((name) => options[name] === true);
  if (flag) return [usageError('flag-value', `--${flag} takes a value behind =`, `write --${flag}=${word}`)];
  const { closest } = await import('../lib/closest.ts');
  const meant = closest(word, commands);
  return meant === undefined
    ? []
    : [usageError('unknown-command', `there is no command ${word}`, `did you mean ${meant}?`)];
}

/** `--set k=v`: the value is read as a YAML scalar, so that `n=3` is a number and `n="3"` is text. */
function readSet(pairs: readonly string[], diagnostics: Diagnostic[]): JsonObject {
  const set: [string, Json][] = [];
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 1) {
      diagnostics.push(usageError('flag-value', `--set ${pair} is not of the form K=V`, 'write --set name=value'));
      continue;
    }
    set.push([pair.slice(0, at), scalarOf(pair.slice(at + 1))]);
  }
  return Object.fromEntries(set);
}

/** What is no scalar, such as `Note: hi` or `[a`, is text: a shell has no better way to write it. */
function scalarOf(text: string): Json {
  const { source, diagnostics } = readYaml('--set', '--set', text);
  if (!source || diagnostics.length > 0) return text;
  return typeof source.value === 'object' && source.value !== null ? text : source.value;
}

function readTransports(names: readonly string[], diagnostics: Diagnostic[]): TransportName[] {
  const transports: TransportName[] = [];
  for (const name of names) {
    if (name === 'rest' || name === 'sdk') transports.push(name);
    else
      diagnostics.push(usageError('flag-value', `there is no transport "${name}"`, 'the transports are rest and sdk'));
  }
  return transports;
}

function readTimeout(text: string | undefined, diagnostics: Diagnostic[]): number | undefined {
  if (text === undefined) return undefined;
  const ms = parseDuration(text);
  if (ms === undefined || ms < 1 || ms > 2 ** 31 - 1) {
    diagnostics.push(
      usageError('flag-value', `--timeout ${text} is no duration`, 'write a number with ms, s, m or h: 90s'),
    );
  }
  return ms;
}
