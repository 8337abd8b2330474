import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { type RunningServer, type ServerOptions, startServer } from '../../src/mock/server.ts';
import { servedOffers } from '../../src/run/served-offers.ts';
import { plan } from '../../src/run.ts';
import { type Files, suiteYaml, writeFiles } from '../scenarios/a-suite.ts';

const shipped = fileURLToPath(new URL('../../', import.meta.url));

/** Plans a suite on mocks in an empty environment. */
export async function planOf(cwd: string) {
  const { suite, ...planned } = await plan([], { backend: 'mock', cwd, env: {}, unset: (name) => name, set: {} });
  if (!suite) throw new Error(`there is no suite in ${cwd}`);
  return { ...planned, suite };
}

/** Serves a suite of these files, or the shipped one; closed after the test. */
export async function aServer(files?: Files, options: ServerOptions = {}): Promise<RunningServer> {
  const cwd = files ? writeFiles({ 'suite.yaml': suiteYaml, ...files }) : shipped;
  const { suite, cases } = await planOf(cwd);
  const server = await startServer(await servedOffers(suite.root, cases), options);
  onTestFinished(() => server.close());
  return server;
}

export const chatPath = '/v1/projects/p/locations/global/endpoints/openapi/chat/completions';
