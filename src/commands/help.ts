import { type CommandFact, commands } from './commands.ts';
import { type OptionFact, options } from './options.ts';

/** The help of the whole tool. */
export function renderHelp(version: string): string {
  return `vertex-scenarios ${version}: chat-completion requests as YAML, judged by the contract they imply

Usage: vertex-scenarios [command] [paths or ids…] [flags]

Commands:
${table(Object.entries(commands).map(([name, { operands, says }]) => [`${name} ${operands}`, says]))}

Flags of run:
${flags(commands['run'] as CommandFact)}

Examples:
${examples(commands['run'] as CommandFact)}

Exit codes: 0 everything holds · 1 the contract is broken · 2 a file or the command line is wrong ·
3 undecided: the service could not be asked · 70 a crash of this tool · 130 interrupted
Each flag is also read from VERTEX_SCENARIOS_<FLAG>. Help of one command: vertex-scenarios <command> --help
`;
}

/** The help of one command. */
export function renderCommandHelp(name: string, command: CommandFact): string {
  return `${command.says}

Usage: vertex-scenarios ${name} ${command.operands} [flags]

Flags:
${flags(command)}

Examples:
${examples(command)}
`;
}

function flags(command: CommandFact): string {
  return table(
    command.options.map((name) => {
      const { short, value, optional, says }: OptionFact = options[name];
      const shown = value === undefined ? '' : optional ? `[=${value}]` : ` ${value}`;
      return [`${short ? `-${short}, ` : ''}--${name}${shown}`, says];
    }),
  );
}

function examples(command: CommandFact): string {
  return command.examples.map(([call, does]) => `  ${call}\n      ${does}`).join('\n');
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}
