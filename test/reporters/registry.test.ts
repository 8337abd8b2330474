import { expect, test } from 'vitest';
import { parseReporter, reporters } from '../../src/reporters/registry.ts';
import { optionsOf } from './report.ts';
import { mixed } from './runs.ts';

test('a reporter is named alone, or with the file it writes to', () => {
  expect(parseReporter('pretty')).toEqual({ choice: { name: 'pretty' } });
  expect(parseReporter('json=out/run=1.json')).toEqual({ choice: { name: 'json', file: 'out/run=1.json' } });
});

test('an unknown reporter is answered with the one that was meant, or with all there are', () => {
  expect(parseReporter('jso=run.json')).toMatchObject({
    diagnostic: { code: 'unknown-reporter', message: 'there is no reporter "jso"', help: 'did you mean "json"?' },
  });
  expect(parseReporter('teamcity')).toMatchObject({
    diagnostic: { help: 'the reporters are pretty, json, jsonl, junit, tap, markdown, github, html' },
  });
  expect(parseReporter('constructor')).toMatchObject({ diagnostic: { code: 'unknown-reporter' } });
});

test('a reporter with an equals sign and no file is refused', () => {
  expect(parseReporter('json=')).toMatchObject({ diagnostic: { message: '--reporter json= names no file' } });
});

test('every reporter of the registry writes something about a run', async () => {
  for (const create of Object.values(reporters)) {
    const pieces: string[] = [];
    const options = optionsOf((text) => void pieces.push(text));
    const reporter = await create(options);
    for (const event of mixed) reporter.on(event);
    expect(pieces.join('')).toContain('managed/stream-a-story');
  }
});
