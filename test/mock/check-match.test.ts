import { expect, test } from 'vitest';
import { plan } from '../../src/run.ts';
import { scenario, suite } from '../cases/plan.ts';
import { oneLine, writeFiles } from '../scenarios/a-suite.ts';

/** What is said of a scenario with this mock. */
async function said(mock: string): Promise<readonly string[]> {
  const cwd = writeFiles({ 'suite.yaml': suite, 'a.yaml': scenario(`mock: ${mock}\n`) });
  const options = { cwd, backend: 'mock', env: {}, unset: (name: string) => name, set: {} } as const;
  return (await plan([], options)).diagnostics.map(oneLine);
}

test('a match that the request of its scenario holds to is silent', async () => {
  expect(await said('{ content: Hello, match: { required: [model] } }')).toEqual([]);
});

test('one that it does not hold to is told', async () => {
  expect(await said('{ content: Hello, match: { required: [tools] } }')).toEqual([
    expect.stringContaining(
      'match-misses: the mock does not match the request of its own scenario: there is no tools in the request',
    ),
  ]);
});

test('one that is no schema is told', async () => {
  expect(await said('{ content: Hello, match: { requird: [tools] } }')).toEqual([expect.stringContaining('requird')]);
});
