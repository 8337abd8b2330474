import { renderPlace } from '../lib/render-place.ts';
import { wrapText } from '../lib/wrap.ts';
import type { AnswerPlace, Finding } from '../model/finding.ts';
import type { Screen } from './screen.ts';

const indent = '    ';
const labelWidth = 10;

/**
 * A finding with its two places: in the answer and in the YAML, with the line and a caret there. The short form has no
 * excerpt and no line: for warnings.
 */
export function renderFinding(finding: Finding, screen: Screen, form: 'full' | 'short'): string[] {
  const { say } = screen;
  const { message, expected, actual, at, place } = finding;
  return [
    ...(form === 'full'
      ? renderHead(finding, screen)
      : wrapText(say(message), screen.width - 2).map((line) => `  ${line}`)),
    ...(expected === undefined ? [] : labelled('expected', wrapped(say(expected), screen), screen)),
    ...(actual === undefined ? [] : labelled('actual', wrapped(say(actual), screen), screen)),
    ...(at === undefined ? [] : labelled('answer', renderAnswerPlace(at, screen, form), screen)),
    ...labelled('yaml', renderYamlPlace(finding, screen).slice(0, form === 'full' ? undefined : 1), screen),
  ].map((line) => line.trimEnd());

  function renderYamlPlace({ severity }: Finding, { style, width, redact }: Screen): string[] {
    const mark = severity === 'error' ? style.red : style.yellow;
    const shown = { ...place, file: redact(place.file), lineText: redact(place.lineText) };
    return renderPlace(shown, { style, width: width - indent.length - labelWidth }, mark);
  }
}

function renderHead({ check, message }: Finding, { style, width, say }: Screen): string[] {
  const [first = '', ...rest] = wrapText(`${say(check)}: ${say(message)}`, width - 2);
  const name = `${say(check)}:`;
  return [
    `  ${style.red(name)}${style.bold(first.slice(name.length))}`,
    ...rest.map((line) => `  ${style.bold(line)}`),
  ];
}

function renderAnswerPlace(at: AnswerPlace, screen: Screen, form: 'full' | 'short'): string[] {
  const { say } = screen;
  const where = [
    ...(at.event === undefined ? [] : [`${at.in === 'chunk' ? 'chunk' : 'event'} ${at.event}`]),
    ...(at.in === undefined || at.in === 'chunk' ? [] : [at.in]),
    ...(at.pointer === undefined ? [] : [say(at.pointer)]),
  ].join(' ');
  const excerpt = form === 'full' && at.excerpt !== undefined ? wrapped(say(at.excerpt), screen) : [];
  return [...(where === '' ? [] : [screen.style.cyan(where)]), ...excerpt];
}

/** Lines behind a label of one width, so that expected and actual stand under each other. */
function labelled(label: string, lines: readonly string[], { style }: Screen): string[] {
  return lines.map(
    (line, index) =>
      indent +
      (index === 0 ? style.dim(label) : '').concat(' '.repeat(labelWidth - (index === 0 ? label.length : 0))) +
      line,
  );
}

function wrapped(text: string, { width }: Screen): string[] {
  return wrapText(text, width - indent.length - labelWidth);
}
