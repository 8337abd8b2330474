import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cases, diagnostics, firstStep, suite } from './suite.ts';

test('the suite has nothing that its author would have to mend', () => {
  expect(diagnostics).toEqual([]);
  expect(suite.scenarios.length).toBeGreaterThan(30);
});

test.each(suite.scenarios)('$id tells its reader what it is and where it is documented', ({ id, file, source }) => {
  const up = '../'.repeat(id.split('/').length);
  expect(readFileSync(source.file, 'utf8').split('\n')[0]).toBe(
    `# yaml-language-server: $schema=${up}schemas/scenario.schema.json`,
  );
  expect(file.title).toMatch(/^[A-Z].{5,70}[^.]$/);
  expect(file.description?.length).toBeGreaterThan(50);
  expect(file.docs).toMatch(/^https:\/\//);
});

test('every case is tagged, with registered tags only', () => {
  expect(cases.filter(({ tags }) => tags.length === 0)).toEqual([]);
  const registered = Object.keys(suite.file.tags ?? {});
  expect(cases.flatMap(({ tags }) => tags).filter((tag) => !registered.includes(tag))).toEqual([]);
});

test('no two scenarios have the same title', () => {
  const titles = suite.scenarios.map((scenario) => scenario.file.title);
  expect(new Set(titles).size).toBe(titles.length);
});

test('every registered tag is used', () => {
  const used = new Set(cases.flatMap(({ tags }) => tags));
  expect([...used].sort()).toEqual(Object.keys(suite.file.tags ?? {}).sort());
});

test('five requests are the ones that must work first', () => {
  expect(suite.scenarios.filter((scenario) => scenario.file.tags?.includes('smoke'))).toHaveLength(5);
});

test.each(cases)('$id expects something, and has answers of its own', ({ steps }) => {
  for (const { expect: expected, mock } of steps) {
    expect(expected.flatMap(({ facets }) => Object.keys(facets))).not.toEqual([]);
    expect(mock).toBeDefined();
  }
});

test('the errors have each status that clients have to know', () => {
  const statuses = cases
    .filter((aCase) => aCase.scenario.id.startsWith('errors/'))
    .map((aCase) => firstStep(aCase).expect[0]?.facets['status']);
  expect([...new Set(statuses)]).toEqual(expect.arrayContaining([400, 401, 403, 404, 429, 500, 503]));
});
