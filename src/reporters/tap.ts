import { escapeControls } from '../lib/escape.ts';
import type { Finding } from '../model/finding.ts';
import type { GroupRecord } from '../model/record.ts';
import type { Again, Reporter, RunEvent } from '../model/run-event.ts';
import { notRun } from './not-run.ts';
import { reasonOf } from './reason-of.ts';
import { renderAgain } from './render-again.ts';
import type { ReporterOptions } from './reporter-options.ts';
import { plainScreen } from './screen.ts';

/**
 * TAP 14 (https://testanything.org/tap-version-14-specification.html): a test point for each group, written when it
 * ends, with diagnostics in YAML. What is undecided is not ok; what its author skipped is `# SKIP`.
 */
export function createTap({ write }: ReporterOptions): Reporter {
  let count = 0;
  let again: Again = { command: '', idPrefix: '' };

  const point = (isOk: boolean, description: string, directive = '') => {
    count += 1;
    write(`${isOk ? 'ok' : 'not ok'} ${count} - ${escaped(description)}${directive}\n`);
  };

  const on = (event: RunEvent): void => {
    switch (event.kind) {
      case 'start':
        again = event.again;
        write(`TAP version 14\n# ${escaped(event.suite)} · ${event.backend}\n`);
        break;
      case 'group-end': {
        const { id, verdict, durationMs } = event.group;
        const isOk = verdict !== 'failed' && verdict !== 'undecided';
        const skip = verdict === 'skipped' ? ` # SKIP ${escaped(reasonOf(event.group) ?? '')}` : '';
        point(isOk, id, skip || ` # time=${durationMs}ms`);
        if (verdict !== 'skipped') write(diagnostics(event.group, again));
        break;
      }
      case 'end': {
        const wrong = notRun(event);
        if (wrong !== undefined) {
          point(false, 'every selected case has run');
          write(yaml([`message: ${JSON.stringify(wrong)}`, ...list('missing', event.missing.map(quoted))]));
        }
        write(`1..${count}\n`);
        break;
      }
      default:
    }
  };

  return { on };
}

/** Nothing where there is nothing to say. */
function diagnostics(group: GroupRecord, again: Again): string {
  const { verdict, cases, passed, pass } = group;
  const [first] = cases;
  const reason = reasonOf(group);
  const findings = cases.flatMap((ran) => ran.findings).filter(({ severity, known }) => severity !== 'info' || known);
  if (!first || (reason === undefined && findings.length === 0)) return '';
  const repeat = renderAgain(again, [escapeControls(group.id)], plainScreen).join(' ');
  return yaml([
    `verdict: ${verdict}`,
    ...(reason === undefined ? [] : [`message: ${quoted(reason)}`]),
    `file: ${quoted(first.file)}`,
    `line: ${first.line}`,
    ...(cases.length > 1 ? [`repeats: { all: ${cases.length}, passed: ${passed}, must: ${pass} }`] : []),
    ...(verdict === 'failed' || verdict === 'undecided' ? [`again: ${quoted(repeat.replace(/^again: /, ''))}`] : []),
    ...list('findings', [...new Set(findings.map(findingOf))].slice(0, findingsShown)),
  ]);
}

// The JSON report has them all.
const findingsShown = 20;

/** A map in the flow style of YAML, which is JSON. */
function findingOf({ check, severity, message, expected, actual, at, place, known }: Finding): string {
  const yamlPlace = `${place.file}:${place.line}:${place.column}`;
  return escapeControls(JSON.stringify({ check, severity, message, expected, actual, at, yaml: yamlPlace, known }));
}

function list(key: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`${key}:`, ...items.map((item) => `  - ${item}`)];
}

function yaml(lines: readonly string[]): string {
  return ['---', ...lines, '...'].map((line) => `  ${line}\n`).join('');
}

/** YAML reads text of JSON as what it is. */
function quoted(text: string): string {
  return escapeControls(JSON.stringify(text));
}

/** On one line, and no directive. */
function escaped(text: string): string {
  return escapeControls(text).replace(/[\\#]/g, '\\$&');
}
