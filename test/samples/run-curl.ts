import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * Runs samples as their reader would: in bash, one after the other, with a `gcloud` that prints `access-token` and
 * the variables given. Rejects where the shell or curl is missing or fails.
 */
export async function runCurl(samples: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'samples-'));
  try {
    await writeFile(join(folder, 'gcloud'), '#!/bin/sh\n[ "$*" = "auth print-access-token" ] && echo access-token\n');
    await chmod(join(folder, 'gcloud'), 0o755);
    const script = ['set -eu', ...samples.map((sample) => sample.replace(/^curl/, 'curl -sS'))].join('\n');
    await writeFile(join(folder, 'samples.sh'), script);
    await promisify(execFile)('bash', ['--norc', 'samples.sh'], {
      cwd: folder,
      // No proxy of this machine: the samples go to a server on it.
      env: { ...env, PATH: `${folder}:${process.env['PATH']}`, no_proxy: '*' },
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
