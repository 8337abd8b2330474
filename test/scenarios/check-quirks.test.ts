import { expect, test } from 'vitest';
import { readYaml } from '../../src/lib/yaml.ts';
import { checkQuirks } from '../../src/scenarios/check-quirks.ts';
import { oneLine } from './a-suite.ts';

const names = { endpoints: ['managed', 'deployed'], tags: [] };

function said(when: string, known = names) {
  const { source } = readYaml('/suite.yaml', 'suite.yaml', `quirks:\n  - when: ${when}\n`);
  return source ? checkQuirks(source, known).map(oneLine) : [];
}

test('a quirk of an endpoint or a transport that there is not says so', () => {
  expect(said('{ endpoint: manged, transport: skd }')).toEqual([
    'suite.yaml:2:23+6 unknown-endpoint: there is no endpoint "manged": the quirk excuses nothing · it is managed or deployed',
    'suite.yaml:2:42+3 unknown-transport: there is no transport "skd": the quirk excuses nothing · it is rest or sdk',
  ]);
  expect(said('{ endpoint: x }', { endpoints: [], tags: [] })[0]).toContain('the suite has no endpoints');
});

test.each(['{ endpoint: "man*", transport: sdk, model: any, path: /x }', '{ endpoint: "*" }', 'null'])(
  'when: %s is fine',
  (when) => {
    expect(said(when)).toEqual([]);
  },
);
