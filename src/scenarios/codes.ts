import type { TextCode } from '../lib/read-text.ts';
import type { YamlCode } from '../lib/yaml-traps.ts';

/** What each diagnostic about the files of a suite is about, by its code: for the reference page. */
export const codes = {
  // — finding files —
  'no-suite': 'There is no suite.yaml at or above the path, and no ./scenarios/suite.yaml.',
  'several-suites': 'The paths belong to different suites; one run reads one suite.',
  'nested-suite': 'A suite.yaml lies in the folder of another suite.',
  'no-scenarios': 'The suite has no scenario at all.',
  'nothing-matched': 'A path or id names no scenario.',
  'not-a-scenario': 'A path names a file of the suite that is no scenario.',
  'misnamed-file': 'A file has nearly the name of one that is read, and would be passed over in silence.',
  'duplicate-id': 'Two files have the same scenario id: a.yaml beside a.yml.',
  'dangling-link': 'A link leads to nothing.',
  'link-leaves-suite': 'A link leads to a file outside of the suite.',
  'linked-folder': 'A folder is a link; what is in it would not be found.',
  'unreadable-folder': 'A folder cannot be listed.',
  // — reading one file —
  'unreadable-file': 'A file cannot be opened.',
  'not-a-file': 'What has the name of a file is a folder, a pipe or a device.',
  'file-too-large': 'A file is larger than 1 MiB.',
  'not-text': 'A file is not text in UTF-8.',
  'empty-file': 'A file says nothing.',
  // — YAML —
  'yaml-syntax': 'The text is not YAML.',
  'yaml-tab': 'A tab indents a line.',
  'yaml-documents': 'A file holds a second document.',
  'yaml-directive': 'A file has a directive such as %YAML.',
  'yaml-tag': 'A value has a tag that means nothing here, such as !x.',
  'yaml-merge-key': 'A map has the merge key << of YAML 1.1.',
  'yaml-number': 'A number would not be read as it is written.',
  'yaml-key': 'A key is not text, or not the key it seems to be.',
  'yaml-alias': 'An alias repeats a value that was not marked before it.',
  'duplicate-key': 'A map has a key twice.',
  'unquoted-expression': 'An expression in flow style has no quotes.',
  'too-many-aliases': 'Aliases repeat values more than 100 times.',
  'too-deep': 'Lists and maps lie more than 64 deep in each other.',
  // — the format —
  'unknown-key': 'The format has no such key at this place.',
  'unknown-rule': 'The contract has no such rule.',
  'unknown-facet': 'expect has no such facet.',
  'misplaced-key': 'The format has this key, but not at this place.',
  'missing-key': 'A key that must be there is not.',
  'wrong-type': 'A value is of another kind than the format has there.',
  'wrong-value': 'A value is of the right kind, but none the format allows there.',
  'duplicate-item': 'A list holds an item twice.',
  'duplicate-step': 'Two steps of a scenario have the same id.',
  'unknown-axis': 'An entry of exclude names what is no axis of its matrix.',
  'unknown-transport': 'An entry of exclude, or a quirk, names a transport that there is not.',
  'conflicting-keys': 'Two keys exclude each other.',
  'reserved-axis': 'An axis of the matrix is named transport.',
  'unknown-endpoint': 'The suite has no endpoint of this name.',
  'unregistered-tag': 'The suite does not register this tag.',
  'raw-over-sdk': 'request_raw stands beside a list of transports that names sdk.',
  'expression-not-allowed': 'An expression stands where none is evaluated.',
  // — warnings —
  'unknown-parameter': 'A request has a parameter that nobody documents.',
  'literal-braces': 'A text holds {{ x }}, which is not an expression and is sent as it stands.',
} as const satisfies { readonly [code in TextCode | YamlCode]: string } & { readonly [code: string]: string };

export type Code = keyof typeof codes;
