import { exitCodes, type Invocation, type Output } from './invocation.ts';
import { parseArgs } from './parse-args.ts';
import { lookOf } from './terminal.ts';

/**
 * Runs one command line to its exit code. What a person did wrong comes back as a code with an explanation on
 * standard error; only our own mistakes are thrown, and end here as a crash that says so.
 */
export async function main(argv: readonly string[], version: string): Promise<number> {
  const { env } = process;
  const out = output(process.stdout);
  const err = output(process.stderr);
  const { name, command, operands, options, diagnostics } = parseArgs(argv, env);
  if (options.help && diagnostics.length === 0) {
    const help = await import('./help.ts');
    const asked = argv.includes(name);
    out.write(asked ? help.renderCommandHelp(name, command) : help.renderHelp(version));
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
      out,
      err,
      signal: stop.signal,
    };
    return await (await command.load()).command(invocation);
  } catch (error) {
    err.write(`vertex-scenarios crashed: this is a bug in vertex-scenarios, not in your files.\n${stack(error)}\n`);
    return exitCodes.crash;
  } finally {
    process.removeListener('SIGINT', interrupt);
  }
}

function output(stream: NodeJS.WriteStream): Output {
  // `vertex-scenarios list | head`: the reader has what it wanted, which is no error of ours.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return { write: (text) => stream.write(text), tty: stream.isTTY === true, width: stream.columns ?? 80 };
}

function stack(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
