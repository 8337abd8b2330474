import { createInterface } from 'node:readline/promises';
import { checks, type InitAnswers } from './init-answers.ts';
import type { Invocation } from './invocation.ts';
import { lookOf } from './terminal.ts';

/** What needs no question, since a flag said it. */
interface Known {
  readonly given: Partial<InitAnswers>;
  readonly ciGiven: boolean;
}

/** Asks a person in a terminal. Undefined after ^C or ^D: then nothing may be written. */
export async function askForInit(
  defaults: InitAnswers,
  { given, ciGiven }: Known,
  { out, env }: Invocation,
): Promise<InitAnswers | undefined> {
  const { style } = lookOf(out, env);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const closed = new Promise<undefined>((resolve) => terminal.once('close', () => resolve(undefined)));
  try {
    out.write('A new suite. Enter takes what stands in brackets.\n');
    const ask = async (what: string, fallback: string, check: (text: string) => string | undefined) => {
      for (;;) {
        const question = terminal.question(`${style.bold(what)} ${style.dim(`[${fallback}]`)} `);
        // After ^C its promise is never kept, or broken, as Node likes.
        const said = await Promise.race([question.catch(() => undefined), closed]);
        if (said === undefined) return undefined;
        const text = said.trim();
        const reason = text === '' ? undefined : check(text);
        if (reason === undefined) return text === '' ? fallback : text;
        out.write(`  ${style.yellow(reason)}\n`);
      }
    };
    const unset = 'from GOOGLE_CLOUD_PROJECT at each run';
    const project = given.project ?? (await ask('Project of Google Cloud', unset, checks.project));
    if (project === undefined) return undefined;
    const location = given.location ?? (await ask('Location', defaults.location, checks.location));
    if (location === undefined) return undefined;
    const model = given.model ?? (await ask('Model', defaults.model, checks.model));
    if (model === undefined) return undefined;
    const isYes = (text: string) => (/^(?:y|yes|n|no)$/i.test(text) ? undefined : 'y or n?');
    const workflow = ciGiven ? 'y' : await ask('A workflow for GitHub Actions', 'n', isYes);
    if (workflow === undefined) return undefined;
    out.write('\n');
    return { ...(project !== unset && { project }), location, model, github: /^y/i.test(workflow) };
  } finally {
    terminal.close();
  }
}
