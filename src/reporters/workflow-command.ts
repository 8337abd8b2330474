import { escapeControls } from '../lib/escape.ts';

/** Where an annotation is shown, and what stands above it. */
export interface AnnotationPlace {
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  readonly col?: number;
  readonly endColumn?: number;
  readonly title: string;
}

/**
 * A line that GitHub's runner reads as an annotation. Line breaks of the message stay; nothing in it ends the command
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions, escaped as `@actions/core` does).
 */
export function workflowCommand(level: 'error' | 'warning', place: AnnotationPlace, lines: readonly string[]): string {
  const properties = Object.entries(place).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${level} ${properties.join(',')}::${lines.map(data).join('%0A')}\n`;
}

function data(text: string): string {
  return escapeControls(text).replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/**
 * Text that a step prints without any line of it being read as a command: an answer may have `::stop-commands::` in it.
 * The runner looks for `::` behind blanks, and for `##[` anywhere.
 */
export function withoutCommands(text: string): string {
  return text.replace(/^(\s*):(?=:)/gm, '$1:\u2060').replaceAll('##[', '#\u2060#[');
}
