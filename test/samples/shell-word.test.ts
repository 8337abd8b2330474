import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { placeholder, sampleText } from '../../src/samples/sample-text.ts';
import { shellWord } from '../../src/samples/shell-word.ts';
import { uglyMixtures, uglyTexts } from './ugly-texts.ts';

const project = placeholder('GOOGLE_CLOUD_PROJECT');

/** What a real shell makes of these words. */
function expand(words: readonly string[]): string[] {
  const script = ['set -o history -o histexpand', ...words.map((word) => `printf '%s\\0' ${word}`)].join('\n');
  // Over stdin, since a script as an argument has a limit of its own.
  const out = execFileSync('bash', ['--norc'], {
    input: script,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], GOOGLE_CLOUD_PROJECT: "it's $mine" },
  });
  return out.split('\0').slice(0, -1);
}

test('a shell reads back every text, whatever is in it', () => {
  const texts = [...uglyTexts, ...uglyMixtures(500, 1)];
  expect(expand(texts.map((text) => shellWord(sampleText(text))))).toEqual(texts);
});

test('a shell fills in a variable wherever it stands, and leaves all around it alone', () => {
  const texts = [...uglyTexts, ...uglyMixtures(500, 2)].flatMap((text) => [
    `${text}${project}`,
    `${project}${text}`,
    `${text}${project}${text}${project}`,
  ]);
  expect(expand(texts.map((text) => shellWord(sampleText(text))))).toEqual(
    texts.map((text) => text.replaceAll(project, "it's $mine")),
  );
});

test('a URL with a variable stands in one pair of double quotes', () => {
  const url = `https://aiplatform.googleapis.com/v1/projects/${project}/locations/global`;
  expect(shellWord(sampleText(url))).toBe(
    '"https://aiplatform.googleapis.com/v1/projects/${GOOGLE_CLOUD_PROJECT}/locations/global"',
  );
});

test('what double quotes would change stays in single quotes beside the variable', () => {
  expect(shellWord(sampleText(`{"project": "${project}"}`))).toBe(`'{"project": "'"\${GOOGLE_CLOUD_PROJECT}"'"}'`);
});
