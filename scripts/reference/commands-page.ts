import { type CommandFact, commands } from '../../src/commands/commands.ts';
import { longForm } from '../../src/commands/help.ts';
import { groupOptions } from '../../src/commands/option-groups.ts';
import { type OptionFact, type OptionName, options, variableOf } from '../../src/commands/options.ts';
import { block, code, table } from './markdown.ts';

/** The page of the commands: `intro` has a comment where they are to stand. All of it comes from their definitions. */
export function commandsPage(intro: string): string {
  const all = Object.entries(commands);
  const index = table(
    ['command', 'does'],
    all.map(([name, { says }]) => [`[${code(name)}](#${name})`, says]),
  );
  return intro.replace('<!-- commands -->', () =>
    [index, ...all.map(([name, command]) => section(name, command))].join('\n\n'),
  );
}

function section(
  name: string,
  { says, more = [], operands, operandsAre, examples, options: names, exits }: CommandFact,
) {
  return [
    `## ${name}`,
    `${says}.`,
    ...more,
    block('sh', `vertex-scenarios ${name} ${operands} [flags]`),
    ...(operandsAre === undefined ? [] : [operandsAre]),
    `### Examples of ${name}`,
    block('sh', examples.map(([call, does]) => `# ${does}\n${call}`).join('\n')),
    `### Flags of ${name}`,
    ...groupOptions(names).flatMap(({ heading, options: group }) => [
      `**${heading}**`,
      table(['flag', 'does', 'variable'], group.map(row)),
    ]),
    `### Exit codes of ${name}`,
    table(
      ['code', 'says'],
      Object.entries(exits).map(([exit, meaning]) => [exit, meaning]),
    ),
  ].join('\n\n');
}

function row(name: OptionName): string[] {
  const { short, says, repeatable, typed }: OptionFact = options[name];
  const forms = [...(short === undefined ? [] : [code(`-${short}`)]), code(longForm(name))].join(', ');
  // What asks for help or a version is never in an environment.
  const isAsked = name === 'help' || name === 'version';
  const variable = typed ? 'none: it must be typed' : isAsked ? 'none' : code(variableOf(name));
  return [forms, `${says}${repeatable ? '. May be given several times' : ''}`, variable];
}
