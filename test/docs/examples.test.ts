/** Every example of the reference pages does what its page says of it. */
import { expect, test } from 'vitest';
import { allExamples, readSources } from '../../scripts/reference/make-pages.ts';
import { type Example, examplesOf, type Part } from '../../scripts/reference/read-source.ts';
import { runExamples, type ShownCase } from '../../scripts/reference/run-examples.ts';
import { facetNames } from '../../src/contract/facets.ts';
import { ruleIds } from '../../src/contract/rules.ts';

const sources = readSources();
const shown = await runExamples(allExamples(sources));
const ofRules = [...sources.rules].flatMap(([id, parts]) => judged(id, parts));
const ofFacets = [...sources.facets].flatMap(([name, parts]) => judged(`expect.${name}`, parts));
const judgedExamples = [...ofRules, ...ofFacets];

test.each(judgedExamples.filter(({ example: { word } }) => word === 'finds'))(
  '$example.name: $check finds something, and only those named with it do',
  ({ check, example }) => {
    expect(fired(example)).toEqual([check, ...example.also].sort());
  },
);

test.each(judgedExamples.filter(({ example: { word } }) => word === 'holds'))(
  '$example.name: $check is asked and finds nothing',
  ({ check, example }) => {
    expect(casesOf(example).flatMap(({ asked }) => asked)).toContain(check);
    expect(fired(example)).toEqual([...example.also].sort());
  },
);

test.each(judgedExamples.filter(({ example: { word } }) => word === 'notes'))(
  '$example.name: $check informs',
  ({ check, example }) => {
    const findings = casesOf(example).flatMap((each) => each.findings);
    expect(findings.filter((each) => each.check === check).map(({ severity }) => severity)).toContain('info');
    expect(fired(example)).toEqual([]);
  },
);

test('every rule has an example that fires it and one on which it is silent', () => {
  const lacks = ruleIds.filter((id) => !has(sources.rules.get(id), 'finds') || !has(sources.rules.get(id), 'holds'));
  expect(lacks).toEqual([]);
});

test('every facet has an example that fails and one that holds', () => {
  const lacks = facetNames.filter((name) => {
    const parts = sources.facets.get(name);
    return !has(parts, 'finds') || !has(parts, 'holds');
  });
  expect(lacks).toEqual([]);
});

test('what is to be refused is refused, and nothing else', () => {
  for (const example of allExamples(sources)) {
    const { diagnostics = [], cases = [] } = shown.get(example.name) ?? {};
    const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    if (example.word === 'refused') expect(errors, example.name).not.toEqual([]);
    if (example.word === 'warned') expect(diagnostics, example.name).not.toEqual([]);
    if (example.word !== 'refused')
      expect({ errors, ran: cases.length > 0 }, example.name).toEqual({ errors: [], ran: true });
  }
});

function judged(check: string, parts: readonly Part[]) {
  return examplesOf(parts).map((example) => ({ check, example }));
}

function has(parts: readonly Part[] | undefined, word: Example['word']): boolean {
  return examplesOf(parts ?? []).some((example) => example.word === word);
}

function casesOf({ name }: Example): readonly ShownCase[] {
  return shown.get(name)?.cases ?? [];
}

/** The checks that found a deviation in any case. */
function fired(example: Example): string[] {
  const checks = casesOf(example).flatMap(({ findings }) =>
    findings.filter(({ severity }) => severity !== 'info').map(({ check }) => check),
  );
  return [...new Set(checks)].sort();
}
