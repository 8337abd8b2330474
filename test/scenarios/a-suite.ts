import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Diagnostic } from '../../src/model/diagnostic.ts';

/** Path → text. */
export type Files = { readonly [path: string]: string };

/** Writes files into a folder of their own, which is removed after the test; gives its path. */
export function writeFiles(files: Files): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'scenarios-')));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** A suite with one endpoint, and two tags. */
export const suiteYaml = `version: 1
endpoints:
  managed: { kind: managed, project: p, location: global }
tags: { smoke: First of all, streaming: Events }
`;

/** A scenario without anything that can be left out. */
export const scenarioYaml = `version: 1
title: A question
request: { messages: [{ role: user, content: Why }] }
`;

/** A diagnostic in one line: `file:line:column+length code: message · help`. */
export function oneLine({ severity, code, message, help, place }: Diagnostic): string {
  const at = place === undefined ? '' : `${place.file}:${place.line}:${place.column}+${place.length} `;
  return `${at}${severity === 'warning' ? 'warning ' : ''}${code}: ${message}${help === undefined ? '' : ` · ${help}`}`;
}
