import { renderPlace } from '../lib/render-place.ts';
import { wrapText } from '../lib/wrap.ts';
import type { Finding } from '../model/finding.ts';
import type { Screen } from './screen.ts';

/** How much of a finding is shown. */
export interface FindingForm {
  /** `short` leaves out the check's name, the excerpt and the YAML line: for warnings, under a head of their own. */
  readonly form: 'full' | 'short';
  /** How many more findings differ from this one in the place in the answer alone. */
  readonly more: number;
}

const indent = '    ';
const labelWidth = 10;

/** A finding with its two places: in the answer, and in the YAML with the line and a caret. */
export function renderFinding(finding: Finding, screen: Screen, { form, more }: FindingForm): string[] {
  const { say } = screen;
  const { expected, actual } = finding;
  const yaml = renderYamlPlace(finding, screen);
  return [
    ...(form === 'full' ? renderHead(finding, screen) : renderMessage(finding, screen)),
    ...(expected === undefined ? [] : labelled('expected', wrapped(say(expected), screen), screen)),
    ...(actual === undefined ? [] : labelled('actual', wrapped(say(actual), screen), screen)),
    ...labelled('answer', renderAnswerPlace(finding, screen, { form, more }), screen),
    ...labelled('yaml', form === 'full' ? yaml : yaml.slice(0, 1), screen),
  ];
}

function renderHead({ check, message }: Finding, { style, width, say }: Screen): string[] {
  const name = `${say(check)}:`;
  const [first = '', ...rest] = wrapText(`${name} ${say(message)}`, width - 2);
  return [
    `  ${style.red(name)}${style.bold(first.slice(name.length))}`,
    ...rest.map((line) => `  ${style.bold(line)}`),
  ];
}

function renderMessage({ message }: Finding, { width, say }: Screen): string[] {
  return wrapText(say(message), width - 2).map((line) => `  ${line}`);
}

function renderAnswerPlace(finding: Finding, screen: Screen, { form, more }: FindingForm): string[] {
  const { say, style } = screen;
  const where = say(answerPlace(finding));
  const { excerpt } = finding.at ?? {};
  const others = more === 0 ? '' : ` and ${more} more like it`;
  // Written as \n, a line break would look like the escape that JSON wants in its place.
  const shown = form === 'full' && excerpt ? wrapped(say(excerpt.replaceAll('\n', '↵')), screen) : [];
  return [...(where + others === '' ? [] : [style.cyan(where) + others]), ...shown];
}

/** Where in the answer, in a few words: `step ask chunk 7 /choices/0`; nothing where that is not known. Not escaped. */
export function answerPlace({ step, at = {} }: Finding): string {
  return [
    ...(step === undefined ? [] : [`step ${step}`]),
    ...(at.in === undefined || at.in === 'chunk' ? [] : [at.in]),
    ...(at.event === undefined ? [] : [`${at.in === 'chunk' ? 'chunk' : 'event'} ${at.event}`]),
    ...(at.pointer ? [at.pointer] : []),
  ].join(' ');
}

function renderYamlPlace({ severity, place }: Finding, { style, width }: Screen): string[] {
  const mark = severity === 'error' ? style.red : style.yellow;
  return renderPlace(place, { style, width: width - indent.length - labelWidth }, mark);
}

/** Lines behind a label of one width, so that expected and actual stand under each other. */
function labelled(label: string, lines: readonly string[], { style }: Screen): string[] {
  const blank = ' '.repeat(labelWidth);
  const first = style.dim(label) + blank.slice(label.length);
  return lines.map((line, index) => indent + (index === 0 ? first : blank) + line);
}

function wrapped(text: string, { width }: Screen): string[] {
  return wrapText(text, width - indent.length - labelWidth);
}
