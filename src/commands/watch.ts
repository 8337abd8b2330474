import { relative } from 'node:path';
import { listWords } from '../lib/list-words.ts';
import { plural } from '../lib/plural.ts';
import { renderDiagnostics } from '../lib/render-diagnostics.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Reporter } from '../model/run-event.ts';
import { suiteRoot } from '../scenarios/load-suite.ts';
import { exitCodes, type Invocation, usageError } from './invocation.ts';
import type { SuitePlan } from './plan-suite.ts';
import { lookOf } from './terminal.ts';
import { watchFiles } from './watch-files.ts';
import { readKeys, type Wish } from './watch-keys.ts';

/** How the suite is planned and run each time. */
export interface Watched {
  /** Undefined where a file is wrong, which has been shown. */
  plan(): Promise<SuitePlan | undefined>;
  /** What runs first; undefined where that cannot be found out, which has been shown. */
  first(planned: SuitePlan): Promise<SuitePlan | undefined>;
  /** `also` is told of it, too. */
  run(planned: SuitePlan, signal: AbortSignal, also: Reporter): Promise<unknown>;
}

/** `run --watch`: runs the scenarios that a change touches, until somebody ends it. */
export async function watchSuite(invocation: Invocation, watched: Watched): Promise<number> {
  const { operands, cwd, signal, err, env } = invocation;
  const root = suiteRoot(operands, cwd);
  if (root === undefined) {
    await watched.plan();
    return exitCodes.usage;
  }
  const failing = createFailing();
  /** Files that changed since the suite was last read, and those that changed since it was last well. */
  const [news, owed] = [new Set<string>(), new Set<string>()];
  let wish: Wish | undefined;
  let unwatched: Error | undefined;
  let wake = () => {};
  let running = new AbortController();
  const onStop = () => wake();
  signal.addEventListener('abort', onStop);
  const files = await watchFiles(
    root,
    (paths) => {
      for (const path of paths) news.add(path);
      wake();
    },
    (error) => {
      unwatched = error;
      wake();
    },
  );
  const keys = readKeys((wanted) => {
    wish = wanted;
    // Whoever wants something else does not wait for what is running.
    running.abort();
    wake();
  });
  const hasNews = () => news.size > 0 || wish !== undefined || unwatched !== undefined || signal.aborted;
  let last: SuitePlan | undefined;
  const wait = (text: string) => {
    if (!hasNews())
      err.write(
        `\n${last?.redact(text) ?? text}; ${keys ? 'Enter: again, a: all, f: failed, q: quit' : '^C ends it'}\n`,
      );
  };

  let ran: ReadonlySet<string> = new Set();
  try {
    for (;;) {
      for (const path of news) owed.add(path);
      news.clear();
      const wanted = wish;
      wish = undefined;
      const planned = await watched.plan();
      if (planned) {
        const ids = last && chosen(planned, last, wanted);
        const next = ids ? only(planned, ids) : await watched.first(planned);
        if (!next) return exitCodes.usage;
        if (ids && (next.cases.length > 0 || wanted)) err.write(planned.redact(`\n${headline(ids.size, wanted)}\n\n`));
        last = planned;
        owed.clear();
        if (next.cases.length > 0) {
          ran = scenariosOf(next);
          running = new AbortController();
          await watched.run(next, AbortSignal.any([signal, running.signal]), failing.follow(ran, planned.redact));
        }
        if (!ids || next.cases.length > 0 || wanted)
          wait(`Waiting for a change in ${relative(cwd, root) || 'this folder'}`);
      } else wait('Waiting for that to be mended');
      if (!hasNews()) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (signal.aborted) return exitCodes.interrupted;
      if (wish === 'quit') return exitCodes.holds;
      if (unwatched) {
        err.write(renderDiagnostics([cannotWatch(unwatched)], lookOf(err, env)));
        return exitCodes.usage;
      }
    }
  } finally {
    signal.removeEventListener('abort', onStop);
    keys?.close();
    await files.close();
  }

  function chosen(planned: SuitePlan, before: SuitePlan, wanted: Wish | undefined): ReadonlySet<string> {
    if (wanted === 'all') return scenariosOf(planned);
    if (wanted === 'again') return ran;
    if (wanted === 'failed') return failing.among(scenariosOf(planned), planned.redact);
    // A file that a scenario no longer names was part of it.
    const touched = [planned, before].flatMap(({ files: made }) => [...(made?.touchedBy(owed) ?? [])]);
    const there = scenariosOf(planned);
    return new Set(touched.filter((id) => there.has(id)));
  }

  function headline(count: number, wanted: Wish | undefined): string {
    if (wanted === 'failed' && count === 0) return 'Nothing failed';
    const paths = listWords([...owed].map((path) => relative(root ?? cwd, path)).sort(), 'and', 3);
    return `${wanted === undefined ? `${paths} changed: ` : ''}${plural(count, 'scenario')}`;
  }
}

function only(planned: SuitePlan, ids: ReadonlySet<string>): SuitePlan {
  const cases = planned.cases.filter((each) => ids.has(each.case.scenario.id));
  return { ...planned, cases, isWhole: planned.isWhole && cases.length === planned.cases.length };
}

function scenariosOf({ cases }: SuitePlan): Set<string> {
  return new Set(cases.map((each) => each.case.scenario.id));
}

/** Remembers which scenarios have a group that failed or was undecided the last time it ran. */
function createFailing() {
  /** Group → scenario, as reporters are told them. */
  const groups = new Map<string, string>();
  return {
    /** `ids`: the scenarios that run now. */
    follow(ids: ReadonlySet<string>, redact: (text: string) => string): Reporter {
      const told = new Set([...ids].map(redact));
      const before = new Map([...groups].filter(([, scenario]) => told.has(scenario)));
      for (const id of before.keys()) groups.delete(id);
      return {
        on(event) {
          if (event.kind !== 'group-end') return;
          const { id, scenario, verdict } = event.group;
          const isOpen = verdict === 'skipped' && before.has(id);
          if (verdict === 'failed' || verdict === 'undecided' || isOpen) groups.set(id, scenario);
        },
      };
    },
    among(ids: ReadonlySet<string>, redact: (text: string) => string): ReadonlySet<string> {
      const told = new Set(groups.values());
      return new Set([...ids].filter((id) => told.has(redact(id))));
    },
  };
}

function cannotWatch({ message }: Error): Diagnostic {
  const help = 'CHOKIDAR_USEPOLLING=1 in the environment looks at the files again and again instead';
  return usageError('not-watched', `the files cannot be watched: ${message}`, help);
}
