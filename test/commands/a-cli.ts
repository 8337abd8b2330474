import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Files, suiteYaml, writeFiles } from '../scenarios/a-suite.ts';

/** The command as people have it: built and bundled. `npm test` builds it. */
export const cli = join(import.meta.dirname, '../../dist/cli.js');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly ms: number;
}

export interface Around {
  /** The suite the command is called in; `suite.yaml` is there unless it is among them. */
  readonly files?: Files;
  readonly cwd?: string;
  readonly env?: { readonly [name: string]: string };
  /** Options of Node itself. */
  readonly node?: readonly string[];
  readonly script?: string;
  /** Sends ^C as soon as standard output has this text. */
  readonly interruptAt?: string;
}

/** Runs the built command to its end, in an environment that holds nothing but what is given. */
export function call(args: readonly string[], around: Around = {}): Promise<Ended> {
  const { files = {}, cwd = writeFiles({ 'suite.yaml': suiteYaml, ...files }), node = [], interruptAt } = around;
  const start = performance.now();
  const child = spawn(process.execPath, [...node, around.script ?? cli, ...args], {
    cwd,
    env: { NODE_DISABLE_COMPILE_CACHE: '1', ...around.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const before = out;
    out += text;
    if (interruptAt && out.includes(interruptAt) && !before.includes(interruptAt)) child.kill('SIGINT');
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err, ms: performance.now() - start }));
  });
}

/** A scenario that is asked over REST alone; `more` are further lines of its file. */
export const scenario = (more = ''): string => `version: 1
title: A question
transports: [rest]
request: { model: google/gemini-3.8-flash, messages: [{ role: user, content: Why }] }
${more}`;
