import type { Diagnostic } from '../model/diagnostic.ts';
import { type CommandFact, commands, laterCommands } from './commands.ts';
import { usageError } from './invocation.ts';
import {
  countVariable,
  type OptionFact,
  type OptionName,
  type OptionValues,
  options,
  variableOf,
  variablePrefix,
} from './options.ts';

/** A command line that was understood as far as it could be; with a diagnostic of severity error it must not be run. */
export interface ParsedArgs {
  readonly name: string;
  /** Was the name typed? `run` need not be. */
  readonly named: boolean;
  readonly command: CommandFact;
  readonly operands: readonly string[];
  readonly options: OptionValues;
  readonly diagnostics: readonly Diagnostic[];
}

const known: ReadonlyMap<string, OptionFact> = new Map(Object.entries(options));

/** Reads `argv` and, for flags that are not in it, their variables. All that is wrong is told at once. */
export async function parseArgs(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<ParsedArgs> {
  const diagnostics: Diagnostic[] = [];
  const operands: string[] = [];
  const values = new Map<string, string | boolean | string[]>();

  const { tokens } = process.getBuiltinModule('node:util').parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      [...known].map(([name, { short, value, optional }]) => [
        name,
        {
          type: value === undefined || optional ? ('boolean' as const) : ('string' as const),
          ...(short !== undefined && { short }),
        },
      ]),
    ),
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    // `--model --json`: the next flag was not meant as a value. Who means it writes --model=--json.
    if (token.kind === 'option') await take(token.name, token.rawName, isFlag(token) ? undefined : token.value);
  }

  if (operands[0] === 'help') await askForHelp();
  const named = operands[0] !== undefined && isCommand(operands[0]);
  const name = named ? (operands.shift() ?? 'run') : 'run';
  if (operands.includes('')) {
    const help = 'it would mean the whole suite; is a variable of the shell unset?';
    diagnostics.push(usageError('empty-operand', 'a path or id is empty', help));
  }
  if (laterCommands.includes(name)) diagnostics.push(notYet(`the command ${name}`));
  const command = (Object.hasOwn(commands, name) ? commands[name] : undefined) ?? (commands['run'] as CommandFact);
  for (const option of values.keys()) {
    if (!command.options.includes(option as OptionName)) {
      const where = Object.keys(commands).filter((other) => commands[other]?.options.includes(option as OptionName));
      const help = `it belongs to ${where.join(', ')}`;
      diagnostics.push(usageError('unknown-flag', `--${option} means nothing to ${name}`, help));
    }
  }
  for (const option of command.options) fromEnvironment(option);
  for (const variable of Object.keys(env)) await checkVariable(variable);
  return { name, named, command, operands, options: Object.fromEntries(values) as OptionValues, diagnostics };

  /** `help run` is `run --help`, and `help` alone `--help`. */
  async function askForHelp(): Promise<void> {
    operands.shift();
    values.set('help', true);
    const [about] = operands;
    if (about === undefined || isCommand(about)) return;
    const { closest } = await import('../lib/closest.ts');
    const meant = closest(about, Object.keys(commands));
    const help = meant ? `did you mean ${meant}?` : 'vertex-scenarios help lists them';
    diagnostics.push(usageError('unknown-command', `there is no command ${about}`, help));
  }

  async function take(option: string, raw: string, value: string | undefined): Promise<void> {
    const fact = known.get(option);
    if (!fact) diagnostics.push(await unknownFlag(option, raw));
    else if (fact.value === undefined && value !== undefined) {
      diagnostics.push(usageError('flag-value', `${raw} is a switch and takes no value`, `write ${raw} alone`));
    } else if (fact.value !== undefined && (value === '' || (value === undefined && !fact.optional))) {
      diagnostics.push(usageError('flag-value', `${raw} needs a value`, `write ${raw} ${fact.value}`));
    } else set(option, fact, value ?? true);
  }

  function set(option: string, fact: OptionFact, value: string | boolean): void {
    const before = values.get(option);
    const isList = fact.repeatable && typeof value === 'string';
    values.set(option, isList ? [...(Array.isArray(before) ? before : []), value] : value);
  }

  /** What nobody reads must not look as if it were obeyed. */
  async function checkVariable(variable: string): Promise<void> {
    if (!variable.startsWith(variablePrefix) || env[variable] === '' || variable === countVariable) return;
    const option = variable.slice(variablePrefix.length).toLowerCase().replaceAll('_', '-');
    if (known.get(option)?.typed) {
      diagnostics.push(usageError('typed-only', `${variable} is set, but --${option} must be typed`, 'unset it'));
    } else if (!known.has(option)) {
      const { closest } = await import('../lib/closest.ts');
      const meant = closest(option, known.keys());
      const help = meant ? `did you mean ${variableOf(meant)}?` : 'see --help';
      diagnostics.push(usageError('unknown-flag', `${variable} stands for no flag`, help));
    }
  }

  function fromEnvironment(option: OptionName): void {
    const variable = variableOf(option);
    const value = env[variable];
    if (value === undefined || value === '' || values.has(option) || option === 'help' || option === 'version') return;
    const fact = options[option] as OptionFact;
    const isSwitch = fact.value === undefined || (fact.optional && ['1', 'true', '0', 'false'].includes(value));
    if (!isSwitch) set(option, fact, value);
    else if (value === '1' || value === 'true') values.set(option, true);
    else if (value !== '0' && value !== 'false') {
      diagnostics.push(usageError('flag-value', `${variable} is ${JSON.stringify(value)}`, 'write 1 or 0'));
    }
  }
}

function isFlag({ value, inlineValue }: { value?: string | undefined; inlineValue?: boolean | undefined }): boolean {
  return inlineValue === false && value?.startsWith('-') === true;
}

/** A word that is a command, today or later; everything else is a path or an id. */
function isCommand(word: string): boolean {
  return Object.hasOwn(commands, word) || laterCommands.includes(word);
}

async function unknownFlag(option: string, raw: string): Promise<Diagnostic> {
  // Loaded for a mistake alone: start-up is part of every run.
  const { closest } = await import('../lib/closest.ts');
  const meant = closest(option, known.keys());
  return usageError('unknown-flag', `there is no flag ${raw}`, meant ? `did you mean --${meant}?` : 'see --help');
}

function notYet(what: string): Diagnostic {
  return usageError('not-supported-yet', `${what} is part of version 1 but is not supported yet`);
}
