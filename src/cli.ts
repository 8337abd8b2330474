#!/usr/bin/env node
/** argv → command → exit code. Nothing is imported before the version of Node is known to be new enough. */
import pkg from '../package.json' with { type: 'json' };

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `vertex-scenarios needs Node 22.18 or later, and this is ${process.version}. Install a newer Node (https://nodejs.org) and run it again.\n`,
  );
  process.exitCode = 2;
} else if (process.argv.length === 3 && (process.argv[2] === '--version' || process.argv[2] === '-v')) {
  process.stdout.write(`${pkg.version}\n`);
} else {
  // Node keeps what it has compiled for the next start, where it may write to its cache.
  process.getBuiltinModule('node:module').enableCompileCache();
  process.on('uncaughtException', crash);
  try {
    const { main } = await import('./commands/main.ts');
    process.exitCode = await main(process.argv.slice(2), pkg.version);
    // All is said and closed. What a package still waits for, such as a token server that never answers, keeps nobody.
    setTimeout(() => process.exit(), 500).unref();
  } catch (error) {
    crash(error);
  }
}

/** Node itself would end with 1, which says that the contract is broken. */
function crash(error: unknown): never {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`vertex-scenarios crashed: this is a bug in vertex-scenarios, not in your files.\n${stack}\n`);
  process.exit(70);
}
