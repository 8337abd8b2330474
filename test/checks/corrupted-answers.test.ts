import { expect, test } from 'vitest';
import { ruleIds, rules } from '../../src/contract/rules.ts';
import { askAll, profiles } from './ask.ts';
import { corruptions } from './corruptions.ts';

const on = ruleIds.flatMap((id) =>
  profiles.filter((profile) => rules[id].severity[profile] !== 'off').map((profile) => [id, profile] as const),
);
const off = ruleIds.flatMap((id) =>
  profiles.filter((profile) => rules[id].severity[profile] === 'off').map((profile) => [id, profile] as const),
);

test.each(on)('%s finds its corrupted answer under %s, as heavily as the table says', async (id, profile) => {
  const { asking, also = {} } = corruptions[id];
  const { findings } = await askAll(asking(profile));
  const worst = new Map<string, string>();
  for (const { check, severity } of findings) {
    if (severity !== 'info' && worst.get(check) !== 'error') worst.set(check, severity);
  }
  expect(worst.get(id)).toBe(rules[id].severity[profile]);
  const others = [...worst.keys()].filter((check) => check !== id && !Object.hasOwn(also, check));
  expect(others).toEqual([]);
});

test.each(off)('%s is not asked under %s', async (id, profile) => {
  const { checks } = await askAll(corruptions[id].asking(profile));
  expect(checks.asked).not.toContain(id);
});

test('what else is named does find something, somewhere', async () => {
  for (const id of ruleIds) {
    const found = new Set<string>();
    for (const profile of profiles) {
      for (const { check } of (await askAll(corruptions[id].asking(profile))).findings) found.add(check);
    }
    for (const check of Object.keys(corruptions[id].also ?? {})) expect([...found]).toContain(check);
  }
});
