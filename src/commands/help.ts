import { listWords } from '../lib/list-words.ts';
import type { Look } from '../lib/style.ts';
import { type CommandFact, commands } from './commands.ts';
import { groupOptions } from './option-groups.ts';
import { type OptionFact, type OptionName, options, variableOf } from './options.ts';

/** The help of the whole tool. */
export function renderHelp(version: string, look: Look): string {
  const page = createPage(look);
  return page.text([
    [`vertex-scenarios ${version}: chat-completion requests as YAML, judged by the contract they imply`],
    page.section('Usage', ['vertex-scenarios [command] [paths or ids…] [flags]']),
    page.section('Commands', page.table(Object.entries(commands).map(([name, { says }]) => [name, says]))),
    page.section('Examples', page.examples(firstCalls)),
    [
      'vertex-scenarios help COMMAND says what a command can do, with its flags and its exit codes.',
      `Each flag is also read from ${variableOf('<flag>')}; ${typedOnly()} must be typed.`,
    ],
  ]);
}

/** What a person does on the first day. */
const firstCalls: CommandFact['examples'] = [
  ['vertex-scenarios init', 'make a suite that runs at once'],
  ['vertex-scenarios', 'run the suite here, or the one in ./scenarios, on mocks'],
  ['vertex-scenarios run --live --tag smoke', 'send what a tag selects to the real endpoints'],
  ['vertex-scenarios show managed/stream-a-story --as curl', 'a scenario as a command to paste'],
];

/** The help of one command. */
export function renderCommandHelp(name: string, command: CommandFact, look: Look): string {
  const { says, more = [], operands, operandsAre } = command;
  const page = createPage(look);
  // One column for all flags, whatever heading they stand under.
  const column = Math.max(...command.options.map((option) => row(option)[0].length));
  return page.text([
    [`${says}.`],
    ...more.map((paragraph) => [paragraph]),
    page.section('Usage', [`vertex-scenarios ${name} ${operands} [flags]`, ...(operandsAre ? ['', operandsAre] : [])]),
    page.section('Examples', page.examples(command.examples)),
    ...groupOptions(command.options).map((group) =>
      page.section(group.heading, page.table(group.options.map(row), column)),
    ),
    page.section('Exit codes', page.table(Object.entries(command.exits))),
  ]);
}

function typedOnly(): string {
  const names = Object.entries(options).flatMap(([name, fact]: [string, OptionFact]) =>
    fact.typed ? [`--${name}`] : [],
  );
  return listWords(names, 'and');
}

/** A flag as it is typed, with room for the short form where there is none; and what it does. */
function row(name: OptionName): [string, string] {
  const { short, says, repeatable }: OptionFact = options[name];
  return [
    `${short === undefined ? '    ' : `-${short}, `}${longForm(name)}`,
    repeatable ? `${says}; repeatable` : says,
  ];
}

/** `--grep TEXT`. */
export function longForm(name: OptionName): string {
  const { value, optional }: OptionFact = options[name];
  return `--${name}${value === undefined ? '' : optional ? `[=${value}]` : ` ${value}`}`;
}

/** Lays text out in columns. Without a package: help is asked for by people who wait. Our texts are plain letters. */
function createPage({ style, width }: Look) {
  const columns = Math.min(Math.max(width, 40), 100);
  const indented = (line: string, by = 2) =>
    wrap(line, columns - by).map((each) => `${' '.repeat(by)}${each}`.trimEnd());
  return {
    text: (blocks: readonly (readonly string[])[]) =>
      `${blocks.map((block) => block.flatMap((line) => wrap(line, columns)).join('\n')).join('\n\n')}\n`,
    section: (heading: string, lines: readonly string[]) => [
      style.bold(heading),
      ...lines.flatMap((line) => (line.startsWith(' ') ? [line] : indented(line))),
    ],
    /** `longest`: of the left texts. Where a third of the page is not enough, the right one stands below. */
    table(rows: readonly (readonly [string, string])[], longest = Math.max(...rows.map(([text]) => text.length))) {
      const left = Math.min(longest, Math.floor(columns / 3));
      return rows.flatMap(([text, says]) => {
        const [first = '', ...rest] = indented(says, left + 4);
        const head = `  ${text.padEnd(left)}  `;
        return text.length > left ? [head.trimEnd(), first, ...rest] : [`${head}${first.trimStart()}`, ...rest];
      });
    },
    examples: (calls: CommandFact['examples']) =>
      calls.flatMap(([call, does]) => [`  ${style.cyan(call)}`, ...indented(does, 6)]),
  };
}

/** Breaks a text between words. What is laid out already has an indent, and stays. */
function wrap(text: string, columns: number): string[] {
  if (text.length <= columns || text.startsWith(' ') || text.includes('\u001b')) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
