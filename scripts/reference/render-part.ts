import { renderDiagnostics } from '../../src/lib/render-diagnostics.ts';
import { createStyle } from '../../src/lib/style.ts';
import { wrapText } from '../../src/lib/wrap.ts';
import type { Finding } from '../../src/model/finding.ts';
import { renderFinding } from '../../src/reporters/render-finding.ts';
import { block, code } from './markdown.ts';
import type { Example, Part } from './read-source.ts';
import { renderLayout } from './render-layout.ts';
import type { Shown, ShownCase } from './run-examples.ts';
import { showJson } from './show-json.ts';

const look = { style: createStyle(false), width: 96 };
const screen = { ...look, say: (text: string) => text };

/** A part of a page as readers see it: text, or an example with what the tool says of it. `check`: of this page. */
export function renderPart(part: Part, shown: ReadonlyMap<string, Shown>, check: string): string {
  if ('text' in part) return part.text;
  const { example } = part;
  const result = shown.get(example.name);
  if (!result) throw new Error(`${example.name} was not run`);
  const lead = example.word === 'holds' ? 'Nothing is found here:\n\n' : '';
  return `${lead}${block('yaml', example.yaml)}\n\n${renderResult(example, result, check)}`.trimEnd();
}

function renderResult({ word, also, patterns }: Example, { cases, diagnostics }: Shown, check: string): string {
  // Cases that differ in nothing but the transport find the same.
  const findings =
    cases.map((each) => each.findings.filter((finding) => finding.check === check)).find(({ length }) => length > 0) ??
    [];
  switch (word) {
    case 'holds':
    case 'reported':
      return '';
    case 'finds':
    case 'notes': {
      const others = also.map((id) => (id.startsWith('expect.') ? code(id) : `[${code(id)}](rules.md#${id})`));
      const more = others.length === 0 ? '' : `\n\nOn this answer fires besides: ${others.join(', ')}.`;
      return `${lead(findings)}\n\n${renderFindings(findings)}${more}`;
    }
    case 'refused':
    case 'warned':
      return block('text', renderDiagnostics(diagnostics, look));
    case 'sends':
      return cases.map((each) => renderBody(each, cases.length > 1)).join('\n\n');
    case 'layout':
      return cases.map((each) => renderLayout(each, patterns)).join('\n\n');
    case 'verdict':
      return block('text', cases.map(renderVerdict).join('\n'));
  }
}

function lead(findings: readonly Finding[]): string {
  const [severity] = findings.map((each) => each.severity);
  if (severity === 'info') return 'Said as information, which changes no verdict:';
  return severity === 'warn' ? 'Found, as a warning:' : 'Found, as an error:';
}

function renderFindings(findings: readonly Finding[]): string {
  return block(
    'text',
    findings.map((each) => renderFinding(each, screen, { form: 'full', more: 0 }).join('\n')).join('\n\n'),
  ).replace(/^ {2}/gm, '');
}

function renderBody({ id, bodies }: ShownCase, named: boolean): string {
  const json = bodies.map((body) => block('json', showJson(body))).join('\n\n');
  return named ? `${code(id)}\n\n${json}` : json;
}

function renderVerdict({ id, verdict, why, findings }: ShownCase): string {
  const shown = findings.filter(({ severity }) => severity !== 'info');
  return [
    ...wrapText(`${id}: ${verdict}${why === undefined ? '' : `, ${why}`}`, look.width),
    ...shown.flatMap(({ check, severity, message }) =>
      wrapText(`${severity === 'warn' ? 'warning, ' : ''}${check}: ${message}`, look.width - 2).map(
        (line) => `  ${line}`,
      ),
    ),
  ].join('\n');
}
