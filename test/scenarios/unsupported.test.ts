import { expect, test } from 'vitest';
import { facetNames } from '../../src/contract/facets.ts';
import { ruleIds } from '../../src/contract/rules.ts';
import { supportedRules } from '../../src/contract/supported.ts';
import { readYaml } from '../../src/lib/yaml.ts';
import type { FileKind } from '../../src/scenarios/expression-places.ts';
import { unsupported } from '../../src/scenarios/unsupported.ts';

function said(kind: FileKind, text: string): string[] {
  const { source } = readYaml('/x.yaml', 'x.yaml', text);
  if (source === undefined) throw new Error('the text of this test is no YAML');
  return unsupported(kind, source.value, source.locate).map(({ message, place }) => {
    return `${place?.line}:${place?.column} ${message.replace(' is part of the format, but not supported yet', '')}`;
  });
}

test('what does not run yet is said at its key, wherever it stands', () => {
  const scenario = `steps: []
repeat: { count: 2 }
parity: true
contract: { rules: { usage: off, parity: off } }
mock: [{ content: x }, { content: y, fault: { no_done: true }, recording: true }]
`;
  expect(said('scenario', scenario)).toEqual([
    '1:1 "steps"',
    '2:1 "repeat"',
    '3:1 "parity"',
    '4:34 the rule "parity"',
    '5:64 "recording" of a mock',
  ]);
});

test('in a suite its defaults, its contract and its quirks are looked at', () => {
  const suite = `defaults: { repeat: { count: 2 }, expect: { timing: { total: 1 } } }
contract: { rules: { parity: off } }
quirks: [{ rule: usage }]
`;
  expect(said('suite', suite)).toEqual(['1:13 "repeat"', '2:22 the rule "parity"', '3:1 quirks']);
});

test('what asks for nothing is silent: null, false, an empty list', () => {
  const nothing = 'parity: false\nrepeat: null\nexpect: { findings: null }\ncontract: { rules: { parity: null } }\n';
  expect(said('scenario', nothing)).toEqual([]);
  expect(said('suite', 'quirks: []\ndefaults: null\n')).toEqual([]);
});

test('what runs is silent', () => {
  const rules = supportedRules.map((id) => `${id}: warn`).join(', ');
  const facets = facetNames.map((name) => `${name}: {}`).join(', ');
  expect(said('scenario', `contract: { rules: { ${rules} } }\nexpect: { ${facets} }\nmock: { content: x }`)).toEqual(
    [],
  );
});

test('every rule that does not run is said', () => {
  const rules = ruleIds.map((id) => `${id}: warn`).join(', ');
  const facets = facetNames.map((name) => `${name}: {}`).join(', ');
  const count = ruleIds.length - supportedRules.length;
  expect(said('defaults', `contract: { rules: { ${rules} } }\nexpect: { ${facets} }`)).toHaveLength(count);
});
