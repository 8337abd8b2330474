import { commands } from './commands.ts';
import { exitCodes, type Invocation, type Output } from './invocation.ts';
import { parseArgs } from './parse-args.ts';
import { lookOf } from './terminal.ts';

/**
 * Runs one command line to its exit code. What a person did wrong comes back as a code with an explanation on
 * standard error; only our own mistakes are thrown.
 */
export async function main(argv: readonly string[], version: string): Promise<number> {
  const { env } = process;
  const err = output(
    () => process.stderr,
    () => {},
  );
  let lost: Error | undefined;
  const out = output(
    () => process.stdout,
    (error) => {
      lost = error;
    },
  );
  const { name, named, command, operands, options, diagnostics } = await parseArgs(argv, env);
  if (options.help && diagnostics.length === 0) {
    const { renderCommandHelp, renderHelp } = await import('./help.ts');
    const look = lookOf(out, env);
    out.write(named ? renderCommandHelp(name, command, look) : renderHelp(version, look));
    return exitCodes.holds;
  }
  if (options.version && diagnostics.length === 0) {
    out.write(`${version}\n`);
    return exitCodes.holds;
  }
  if (diagnostics.length > 0) {
    const { renderDiagnostics } = await import('../lib/render-diagnostics.ts');
    err.write(renderDiagnostics(diagnostics, lookOf(err, env)));
    return exitCodes.usage;
  }
  const stop = new AbortController();
  const interrupt = () => {
    // A second ^C is a person who does not want to wait: the default action, at once.
    process.removeListener('SIGINT', interrupt);
    stop.abort();
  };
  process.on('SIGINT', interrupt);
  try {
    const invocation: Invocation = {
      operands,
      options,
      cwd: process.cwd(),
      env,
      version,
      commands: Object.keys(commands),
      out,
      err,
      signal: stop.signal,
    };
    const code = await (await command.load()).command(invocation);
    await out.flushed();
    if (lost === undefined || code === exitCodes.interrupted) return code;
    err.write(`error: standard output cannot be written: ${lost.message}\n`);
    return exitCodes.usage;
  } finally {
    process.removeListener('SIGINT', interrupt);
  }
}

/** A stream is opened when it is first used: most runs say nothing on standard error. `lost` is told why one fails. */
function output(open: () => NodeJS.WriteStream, lost: (error: Error) => void): Output & { flushed(): Promise<void> } {
  let opened: NodeJS.WriteStream | undefined;
  const stream = () => {
    if (opened) return opened;
    opened = open();
    opened.on('error', (error: NodeJS.ErrnoException) => {
      // `vertex-scenarios list | head`: the reader has what it wanted, which is no error of ours.
      if (error.code !== 'EPIPE') lost(error);
    });
    return opened;
  };
  return {
    write(text) {
      if (text !== '') stream().write(text);
    },
    flushed: () => new Promise((done) => (opened ? opened.write('', () => done()) : done())),
    get tty() {
      return stream().isTTY === true;
    },
    get width() {
      return stream().columns ?? 80;
    },
  };
}
