import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Code } from '../../src/scenarios/codes.ts';
import { loadSuite } from '../../src/scenarios/load-suite.ts';
import { type Files, oneLine, scenarioYaml, suiteYaml, writeFiles } from './a-suite.ts';

/** What makes a diagnostic, and every diagnostic that comes of it. */
interface Example {
  readonly files: Files;
  /** What cannot be written as text is done to the folder. */
  readonly prepare?: (folder: string) => void;
  readonly targets?: readonly string[];
  readonly said: readonly string[];
}

/** A suite with one scenario of this text. */
const scenario = (text: string, ...said: string[]): Example => ({
  files: { 'suite.yaml': suiteYaml, 'a.yaml': text },
  said: said.map((line) => `a.yaml:${line}`),
});

/** A scenario with something behind its three lines. */
const more = (text: string, ...said: string[]): Example => scenario(scenarioYaml + text, ...said);

/** A suite with a scenario, to which something is done. */
const prepared = (prepare: (folder: string) => void, ...said: string[]): Example => ({
  files: { 'suite.yaml': suiteYaml, 'a.yaml': scenarioYaml },
  prepare,
  said,
});

/** A suite with a scenario and other files. */
const beside = (files: Files, targets: readonly string[], ...said: string[]): Example => ({
  files: { 'suite.yaml': suiteYaml, 'a.yaml': scenarioYaml, ...files },
  targets,
  said,
});

/** One for each code; only a folder that cannot be listed takes more (see walk-folder.test.ts). */
const examples: { readonly [code in Exclude<Code, 'unreadable-folder'>]: Example } = {
  'no-suite': {
    files: { 'a.yaml': scenarioYaml },
    said: [
      'no-suite: there is no suite.yaml: not here, not in a folder above, not in scenarios/ · make one with: vertex-scenarios init',
    ],
  },
  'several-suites': {
    files: { 'one/suite.yaml': suiteYaml, 'two/suite.yaml': suiteYaml },
    targets: ['one', 'two'],
    said: ['several-suites: the paths belong to 2 suites: one, two · name the paths of one suite at a time'],
  },
  'nested-suite': beside(
    { 'b/suite.yaml': suiteYaml, 'b/c.yaml': scenarioYaml },
    [],
    'b/suite.yaml:1:1+1 nested-suite: b/suite.yaml is a suite inside of another suite · move one of the two suites, or rename the file',
  ),
  'no-scenarios': {
    files: { 'suite.yaml': suiteYaml, '_drafts/a.yaml': scenarioYaml },
    said: [
      'suite.yaml:1:1+1 no-scenarios: the suite has no scenarios · a scenario is a .yaml file beside or below suite.yaml',
    ],
  },
  'nothing-matched': beside(
    { 'managed/stream-a-story.yaml': scenarioYaml },
    ['managed/stream-story'],
    'nothing-matched: no scenario matches managed/stream-story · did you mean managed/stream-a-story?',
  ),
  'not-a-scenario': beside(
    { '_drafts/b.yaml': scenarioYaml, 'x.json': '{}' },
    ['_drafts/b.yaml', 'x.json'],
    '_drafts/b.yaml:1:1+1 not-a-scenario: _drafts/b.yaml is no scenario: names that begin with _ are left out',
    'x.json:1:1+1 not-a-scenario: x.json is no scenario: its name does not end in .yaml or .yml',
  ),
  'misnamed-file': beside(
    { '_defaults.yml': 'tags: [smoke]' },
    [],
    '_defaults.yml:1:1+1 misnamed-file: _defaults.yml is not read under this name · rename it to _defaults.yaml',
  ),
  'duplicate-id': beside(
    { 'a.yml': scenarioYaml },
    [],
    'a.yml:1:1+10 duplicate-id: a.yml and a.yaml have the same id: a · rename one of them',
  ),
  'dangling-link': prepared(
    (folder) => symlinkSync('nothing', join(folder, 'b.yaml')),
    'b.yaml:1:1+1 dangling-link: b.yaml is a link that leads to nothing · remove it or mend it',
  ),
  'link-leaves-suite': prepared(
    (folder) => symlinkSync('/dev/null', join(folder, 'b.yaml')),
    'b.yaml:1:1+1 link-leaves-suite: b.yaml is a link to a file outside of the suite · copy the file into the suite',
  ),
  'linked-folder': prepared(
    (folder) => symlinkSync('.', join(folder, 'b')),
    'b:1:1+1 linked-folder: b is a link to a folder, and those are not followed · move the folder here, or remove the link',
  ),
  'unreadable-file': prepared(
    (folder) => symlinkSync('nothing', join(folder, '_defaults.yaml')),
    '_defaults.yaml:1:1+1 unreadable-file: _defaults.yaml cannot be read: it does not exist',
  ),
  'not-a-file': prepared(
    (folder) => mkdirSync(join(folder, 'b.yaml')),
    'b.yaml:1:1+1 not-a-file: b.yaml is a folder, not a file · rename the folder',
  ),
  'file-too-large': prepared(
    (folder) => truncateSync(join(folder, 'a.yaml'), 2 ** 21),
    'a.yaml:1:1+1 file-too-large: a.yaml has 2.0 MiB; at most 1 MiB is read · split the file, or keep long texts in files of their own and read them with file(…) or json(…)',
  ),
  'not-text': prepared(
    (folder) => writeFileSync(join(folder, 'a.yaml'), 'a: \0'),
    'a.yaml:1:1+1 not-text: a.yaml is not text in UTF-8 · save it as UTF-8; files that are not text are read with base64(…)',
  ),
  'empty-file': scenario(
    '# to be done\n',
    '1:1+1 empty-file: the file says nothing · begin with version: 1, a title and a request',
  ),
  'yaml-syntax': scenario(
    'version: 1\ntitle: a: b\n',
    '2:8+1 yaml-syntax: a second key begins within the value of a key · quote the text if the colon belongs to it; otherwise write the key on a line of its own',
  ),
  'yaml-tab': scenario(
    'version: 1\nrequest:\n\tstream: true\n',
    '3:1+1 yaml-tab: a tab indents this line · indent with spaces',
  ),
  'yaml-documents': more(
    '---\ntitle: b\n',
    '4:1+3 yaml-documents: a second document begins here · keep one document per file',
  ),
  'yaml-directive': scenario(
    `%YAML 1.1\n---\n${scenarioYaml}`,
    '1:1+9 yaml-directive: YAML directives are not used here: every file is read as YAML 1.2 · remove the line',
  ),
  'yaml-tag': more(
    'description: !x text\n',
    '4:17+4 yaml-tag: the tag !x has no meaning here · remove it, or quote the text if it only begins with "!"',
  ),
  'yaml-merge-key': more(
    'vars:\n  <<: { a: 1 }\n',
    '5:3+2 yaml-merge-key: YAML 1.2 has no merge key: "<<" merges nothing · write the keys out, or put what scenarios share into _defaults.yaml',
  ),
  'yaml-number': more(
    'vars: { id: 0123 }\n',
    '4:13+4 yaml-number: 0123 would be read as 123: a number has no leading zeros · quote it: "0123"',
  ),
  'yaml-key': more('vars: { 1: a }\n', '4:9+1 yaml-key: a key is text, but this is the number 1 · quote the key'),
  'yaml-alias': more(
    'vars: { a: *x }\n',
    '4:12+2 yaml-alias: an alias repeats a value marked with "&" before it, and there is none of this name · quote the text if it only begins with "*"',
  ),
  'duplicate-key': more(
    'title: Another\n',
    '4:1+5 duplicate-key: the key "title" stands in this map twice · keep one of them',
  ),
  'unquoted-expression': more(
    'vars: { a: ${{ env.X }} }\n',
    '4:12+12 unquoted-expression: inside [ ] and { } an expression without quotes is read as a map · quote the expression: "${{ … }}"',
  ),
  'too-many-aliases': more(
    `vars: { a: &x 1, b: [${Array(101).fill('*x').join(',')}] }\n`,
    '4:322+2 too-many-aliases: aliases repeat values more than 100 times · keep the value in a file of its own and read it with yaml(…)',
  ),
  'too-deep': more(
    `vars: { a: ${'['.repeat(63)}${']'.repeat(63)} }\n`,
    '4:74+2 too-deep: lists and maps lie more than 64 deep in each other · keep deep values in a JSON file and read them with json(…)',
  ),
  'unknown-key': more(
    'endpiont: managed\nmax_tokens: 3\nmock: { contents: x }\n',
    '4:1+8 unknown-key: unknown key "endpiont" · did you mean "endpoint"?',
    '5:1+10 unknown-key: unknown key "max_tokens" · move it into "request"',
    '6:9+8 unknown-key: unknown key "contents" in "mock" · did you mean "content"?',
  ),
  'unknown-rule': more(
    'contract: { rules: { tool-call-indx: off } }\n',
    '4:22+14 unknown-rule: there is no rule "tool-call-indx" · did you mean "tool-call-index"?',
  ),
  'unknown-facet': more(
    'expect: { contnet: x }\n',
    '4:11+7 unknown-facet: there is no facet "contnet" · did you mean "content"?',
  ),
  'misplaced-key': more(
    'expect: { when: { transport: sdk } }\n',
    '4:11+4 misplaced-key: "when" has no meaning at this place · remove it, or move it to where it belongs',
  ),
  'missing-key': scenario(
    'title: A question\n',
    '1:1+17 missing-key: "version" is missing · add version: 1',
    '1:1+17 missing-key: the scenario says nothing to send: "request" is missing · add request: … (or request_raw or steps)',
  ),
  'wrong-type': more(
    'transports: rest\nskip: 3\nmock: text\nexpect: { stream: { layout: [CF] } }\n',
    '4:13+4 wrong-type: "transports" must be a list, but it is "rest" · write [rest]',
    '5:7+1 wrong-type: "skip" must be the reason as text, but it is the number 3 · quote it: "3"',
    '6:7+4 wrong-type: "mock" must be a map, but it is "text"',
    '7:29+4 wrong-type: "expect.stream.layout" must be a layout as text in quotes, but it is a list · quote it: "…"',
  ),
  'wrong-value': more(
    'timeout: { idle: 10 }\nauth: add\nheaders: { "a b": c }\n',
    '4:18+2 wrong-type: "timeout.idle" must be a duration such as 300ms, 10s, 5m or 1h, but it is the number 10 · write 10s for seconds, 10ms for milliseconds',
    '5:7+3 wrong-value: "auth" must be adc, none, {token: …} or {api_key: …}, but it is "add" · did you mean "adc"?',
    '6:12+5 wrong-value: the key "a b" must be a header name',
  ),
  'duplicate-item': more(
    'transports: [rest, rest]\n',
    '4:20+4 duplicate-item: "transports" holds this twice · keep one of them',
  ),
  'duplicate-step': scenario(
    'version: 1\ntitle: Twice\nsteps: [{ id: a, request: {} }, { id: a, request: {} }]\n',
    '3:39+1 duplicate-step: two steps have the id "a" · rename one of them',
  ),
  'unknown-axis': more(
    'matrix: { model: [a], exclude: [{ modle: a }] }\n',
    '4:35+5 unknown-axis: "modle" is no axis of this matrix: the entry excludes nothing · did you mean "model"?',
  ),
  'unknown-transport': more(
    'matrix: { model: [a], exclude: [{ transport: rset }] }\n',
    '4:46+4 unknown-transport: there is no transport "rset" · the transports are rest and sdk',
  ),
  'conflicting-keys': more(
    'request_raw: "{"\n',
    '4:1+11 conflicting-keys: "request_raw" cannot stand beside "request" · keep one of them',
  ),
  'reserved-axis': more(
    'matrix: { transport: [rest], model: [a] }\n',
    '4:11+9 reserved-axis: "transport" cannot be an axis: every row has it already · use "transports", and "transport" only under "exclude"',
  ),
  'unknown-endpoint': more(
    'endpoint: mangaed\n',
    '4:11+7 unknown-endpoint: the suite has no endpoint "mangaed" · did you mean "managed"?',
  ),
  'unregistered-tag': more(
    'tags: [smoke, smok]\n',
    '4:15+4 unregistered-tag: the tag "smok" is not registered in suite.yaml · did you mean "smoke"?',
  ),
  'raw-over-sdk': scenario(
    'version: 1\ntitle: No JSON\nrequest_raw: "{"\ntransports: [rest, sdk]\n',
    '4:20+3 raw-over-sdk: "request_raw" runs on rest alone: the SDK sends nothing but JSON · remove sdk from "transports"',
  ),
  'expression-not-allowed': more(
    'tags: ["${{ vars.tag }}"]\nvars: { "${{ env.X }}": 1 }\n',
    '4:8+17 expression-not-allowed: expressions are not evaluated in "tags" · write the value itself',
    '5:9+14 expression-not-allowed: the key "${{ env.X }}" holds an expression, and keys are not evaluated · write the value itself',
  ),
  'unknown-parameter': scenario(
    'version: 1\ntitle: A slip\nrequest: { mesages: [] }\n',
    '3:12+7 warning unknown-parameter: no documentation knows the request parameter "mesages"; it is sent as it is · did you mean "messages"?',
  ),
  'literal-braces': scenario(
    'version: 1\ntitle: A slip\nrequest: { messages: ["Hello {{ name }}"] }\n',
    '3:23+18 warning literal-braces: "{{ name }}" is no expression: it is sent as it stands · to use a value, write ${{ name }}',
  ),
};

test.each(Object.entries(examples))('%s', async (code, { files, prepare, targets = [], said }) => {
  const folder = writeFiles(files);
  prepare?.(folder);
  const { diagnostics } = await loadSuite(targets, { cwd: folder });
  expect(diagnostics.map(oneLine)).toEqual(said);
  expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
});
