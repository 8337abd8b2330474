import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStyle } from '../../src/lib/style.ts';
import type { CaseRecord } from '../../src/model/record.ts';
import type { RunEvent } from '../../src/model/run-event.ts';
import { fenced } from '../../src/reporters/markdown-text.ts';
import { type ReporterName, reporters } from '../../src/reporters/registry.ts';
import { plan, run } from '../../src/run.ts';
import { block } from './markdown.ts';
import { type Example, examplesOf, type Part } from './read-source.ts';
import { suiteFiles } from './run-examples.ts';

/** In which language a report is shown; HTML is to be looked at. */
const languages: { readonly [name in Exclude<ReporterName, 'html'>]: string } = {
  pretty: 'text',
  json: 'json',
  jsonl: 'json',
  junit: 'xml',
  tap: 'text',
  markdown: 'markdown',
  github: 'text',
};

/** The page of the reporters: its examples are one run, and where it has `<!-- report: NAME -->` stands what NAME writes. */
export async function reportersPage(parts: readonly Part[]): Promise<string> {
  const events = await runTogether(examplesOf(parts));
  let page = parts.map((part) => ('text' in part ? part.text : block('yaml', part.example.yaml))).join('');
  for (const [name, language] of Object.entries(languages) as [ReporterName, string][]) {
    const comment = `<!-- report: ${name} -->`;
    if (!page.includes(comment)) throw new Error(`docs/source/reporters.md does not show ${name}`);
    const text = fenced(language, (await written(name, events)).trim());
    page = page.replace(comment, () => text);
  }
  return page;
}

async function written(name: ReporterName, events: readonly RunEvent[]): Promise<string> {
  const pieces: string[] = [];
  const write = (text: string) => void pieces.push(text);
  const reporter = await reporters[name]({ write, style: createStyle(false), width: 96, tty: false });
  for (const event of events) reporter.on(event);
  return pieces.join('');
}

/** What a run of these scenarios tells, with times that are always the same. */
async function runTogether(examples: readonly Example[]): Promise<readonly RunEvent[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'reference-')));
  const cwd = join(folder, 'scenarios');
  try {
    mkdirSync(cwd);
    cpSync(suiteFiles, cwd, { recursive: true });
    for (const { name, yaml } of examples) {
      writeFileSync(join(cwd, `${name}.yaml`), `${yaml}version: 1\ntitle: An example of the reference\n`);
    }
    const planned = await plan([], { backend: 'mock', cwd, env: {}, unset: (each) => each, set: {} });
    const events: RunEvent[] = [];
    await run(planned, {
      ...{ concurrency: 1, retries: 0, assertRetries: 0, signal: new AbortController().signal },
      reporters: [{ on: (event) => void (event.kind !== 'case-start' && events.push(timeless(event))) }],
      facts: {
        ...{ version: '0.1.0', startedAt: '2026-11-25T09:00:00.000Z', flags: {} },
        again: { command: 'npx vertex-scenarios run', idPrefix: '' },
      },
      redact: (text) => text,
    });
    return events.flatMap((event) => (event.kind === 'case-end' ? [...startOf(event.case), event] : [event]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** In a run, when a case starts is a matter of luck. */
function startOf({ id, verdict }: CaseRecord): readonly RunEvent[] {
  return verdict === 'skipped' ? [] : [{ kind: 'case-start', id }];
}

function timeless(event: RunEvent): RunEvent {
  return JSON.parse(JSON.stringify(event), (key, value) => (key === 'durationMs' && value !== 0 ? 12 : value));
}
