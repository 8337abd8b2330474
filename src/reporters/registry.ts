import { closest } from '../lib/closest.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Reporter } from '../model/run-event.ts';
import type { ReporterOptions } from './reporter-options.ts';

/** All reporters, each loaded when it is asked for. */
export const reporters = {
  pretty: async (options) => (await import('./pretty.ts')).createPretty(options),
  json: async (options) => (await import('./json.ts')).createJson(options),
  jsonl: async (options) => (await import('./jsonl.ts')).createJsonl(options),
  junit: async (options) => (await import('./junit.ts')).createJunit(options),
  tap: async (options) => (await import('./tap.ts')).createTap(options),
  markdown: async (options) => (await import('./markdown.ts')).createMarkdown(options),
  github: async (options) => (await import('./github.ts')).createGithub(options),
  html: async (options) => (await import('./html.ts')).createHtml(options),
} as const satisfies { readonly [name: string]: (options: ReporterOptions) => Promise<Reporter> };

export type ReporterName = keyof typeof reporters;

/** One `--reporter`, read. */
export interface ReporterChoice {
  readonly name: ReporterName;
  /** Absent: the report goes to standard output. */
  readonly file?: string;
}

/** Reads `name` or `name=file`; a diagnostic says what is wrong with it. */
export function parseReporter(text: string): { choice: ReporterChoice } | { diagnostic: Diagnostic } {
  const [, name = '', file] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
  const wrong = (message: string, help: string) => ({
    diagnostic: { severity: 'error', code: 'unknown-reporter', message, help } as const,
  });
  if (!isReporterName(name)) {
    const names = Object.keys(reporters);
    const near = closest(name, names);
    return wrong(
      `there is no reporter "${name}"`,
      near === undefined ? `the reporters are ${names.join(', ')}` : `did you mean "${near}"?`,
    );
  }
  if (file === undefined) return { choice: { name } };
  if (file === '') return wrong(`--reporter ${text} names no file`, `write ${name}=FILE, or ${name} alone`);
  return { choice: { name, file } };
}

function isReporterName(name: string): name is ReporterName {
  return Object.hasOwn(reporters, name);
}
