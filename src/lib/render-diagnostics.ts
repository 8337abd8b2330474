import type { Diagnostic } from '../model/diagnostic.ts';
import { escapeControls } from './escape.ts';
import { plural } from './plural.ts';
import { renderPlace } from './render-place.ts';
import type { Look } from './style.ts';
import { wrapText } from './wrap.ts';

/**
 * All diagnostics as text for a terminal: what is wrong, the place with its line and a caret, what would be right; at
 * the end how many there are. An empty text where there are none.
 */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], look: Look): string {
  if (diagnostics.length === 0) return '';
  const shown = diagnostics.slice(0, most).map((diagnostic) => renderDiagnostic(diagnostic, look).join('\n'));
  const left = diagnostics.length - shown.length;
  const rest = left > 0 ? [`and ${left} more: mend these first`] : [];
  return `${[...shown, ...rest, renderCount(diagnostics, look)].join('\n\n')}\n`;
}

/** More than a person reads: a file that went wrong as a whole has one for each of its lines. */
const most = 100;

const indent = '  ';

function renderDiagnostic({ severity, message, help, place }: Diagnostic, { style, width }: Look): string[] {
  const color = severity === 'error' ? style.red : style.yellow;
  const inner = width - indent.length;
  // Wrapped as plain text: the styles are laid over the finished lines.
  const [head = '', ...rest] = wrapText(`${severity}: ${escapeControls(message)}`, width);
  const lines = [`${color(`${severity}:`)}${style.bold(head.slice(severity.length + 1))}`, ...rest.map(style.bold)];
  if (place !== undefined) {
    lines.push(...renderPlace(place, { style, width: inner }, color).map((line) => indent + line));
  }
  if (help !== undefined) {
    const [first = '', ...more] = wrapText(escapeControls(help), inner - 'help: '.length);
    lines.push(`${indent}${style.green('help:')} ${first}`, ...more.map((line) => `${indent}      ${line}`));
  }
  return lines;
}

function renderCount(diagnostics: readonly Diagnostic[], { style }: Look): string {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const counts = [
    ...(errors > 0 ? [style.red(plural(errors, 'error'))] : []),
    ...(warnings > 0 ? [style.yellow(plural(warnings, 'warning'))] : []),
  ];
  const files = new Set(diagnostics.flatMap((diagnostic) => diagnostic.place?.file ?? []));
  return counts.join(', ') + (files.size > 0 ? ` in ${plural(files.size, 'file')}` : '');
}
