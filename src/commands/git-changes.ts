import type { Diagnostic } from '../model/diagnostic.ts';
import { type Invocation, usageError } from './invocation.ts';

/** What git sees changed below a folder: absolute paths, of files that are gone too. */
export type GitChanges = { readonly files: readonly string[]; readonly since: string } | { readonly wrong: Diagnostic };

/**
 * Files that differ from the last commit, or, with `ref`, from where this branch left it; and files that git does not
 * know yet. What `.gitignore` leaves out is not seen.
 */
export async function gitChanges(folder: string, ref: string | undefined, env: Invocation['env']): Promise<GitChanges> {
  const [{ join }, git] = await Promise.all([import('node:path'), gitIn(folder, env)]);
  const inside = await git('rev-parse', '--is-inside-work-tree');
  if (inside.code !== 0 || inside.out.trim() !== 'true') return { wrong: notAsked(inside) };
  const named = ref ?? 'HEAD';
  // `--end-of-options`: nothing that is given as a name is taken for an option.
  const commit = await git('rev-parse', '--verify', '--quiet', '--end-of-options', `${named}^{commit}`);
  if (commit.code !== 0) return { wrong: unknown(ref) };
  let base = commit.out.trim();
  if (ref !== undefined) {
    const left = await git('merge-base', base, 'HEAD');
    if (left.code !== 0) return { wrong: noBase(ref) };
    base = left.out.trim();
  }
  const differing = await git(
    ...['diff', '--name-only', '-z', '--relative', '--no-renames', '--no-ext-diff', '--ignore-submodules', base, '--'],
  );
  const untracked = await git('ls-files', '--others', '--exclude-standard', '-z');
  const failed = [differing, untracked].find(({ code }) => code !== 0);
  if (failed) return { wrong: notAsked(failed) };
  const paths = `${differing.out}\0${untracked.out}`.split('\0').filter((path) => path !== '');
  return { files: paths.map((path) => join(folder, path)), since: ref === undefined ? 'the last commit' : ref };
}

interface Answer {
  /** `ENOENT` and the like where git could not be started. */
  readonly code: number | string;
  readonly out: string;
  readonly err: string;
}

/** In a hook git has set these for the folder it was called in; here it looks for its repository from the suite on. */
const ofHooks = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR', 'GIT_OBJECT_DIRECTORY'];

/** Runs git without a shell. */
async function gitIn(cwd: string, env: Invocation['env']): Promise<(...args: string[]) => Promise<Answer>> {
  const { execFile } = await import('node:child_process');
  const left = Object.fromEntries(Object.entries(env).filter(([name]) => !ofHooks.includes(name)));
  return (...args) =>
    new Promise((resolve) => {
      // Paths of very large repositories; more is an error, and not a part of the answer.
      const options = { cwd, env: { ...left, GIT_OPTIONAL_LOCKS: '0' }, maxBuffer: 256 * 1024 * 1024 };
      execFile('git', args, options, (error, out, err) => {
        resolve({ code: error ? (error.code ?? 'killed') : 0, out, err });
      });
    });
}

function notAsked({ code, err }: Answer): Diagnostic {
  const message =
    code === 'ENOENT'
      ? '--changed asks git, which is not installed'
      : `--changed asks git, which says: ${firstLine(err)}`;
  return usageError('not-asked', message, 'leave --changed out, and run everything');
}

function unknown(ref: string | undefined): Diagnostic {
  if (ref === undefined) {
    return usageError('unknown-ref', '--changed: there is no commit yet to differ from', 'leave --changed out');
  }
  const help = 'fetch it first; in CI: fetch-depth: 0, or git fetch origin main';
  return usageError('unknown-ref', `--changed=${ref}: git knows no such commit, branch or tag`, help);
}

function noBase(ref: string): Diagnostic {
  const message = `--changed=${ref}: git finds no commit that ${ref} and HEAD have in common`;
  return usageError(
    'unknown-ref',
    message,
    'a shallow clone has too few of them: git fetch --unshallow, or fetch-depth: 0',
  );
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] || 'nothing';
}
