import { ruleIds } from '../contract/rules.ts';
import { supportedRules, unsupportedKeys, unsupportedMockKeys } from '../contract/supported.ts';
import { isObject } from '../lib/is-object.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Json, Path } from '../model/json.ts';
import { diagnostic } from './diagnostic.ts';
import type { FileKind } from './expression-places.ts';
import type { LocatePart } from './schema-diagnostics.ts';

/** What a file uses of the format that does not run yet, each at its place: it is never ignored. */
export function unsupported(kind: FileKind, value: Json, locate: LocatePart): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  if (!isObject(value)) return diagnostics;
  if (kind === 'suite') {
    visitDefaults(value['defaults'], ['defaults']);
    visitRules(value['contract'], ['contract']);
    const { quirks } = value;
    if (Array.isArray(quirks) && quirks.length > 0) report(['quirks'], 'quirks');
  } else {
    visitDefaults(value, []);
    visitMock(value['mock'], ['mock']);
  }
  return diagnostics;

  function report(path: Path, what: string): void {
    const help = 'remove it, or use a version that runs it';
    const message = `${what} is part of the format, but not supported yet`;
    diagnostics.push(diagnostic({ code: 'not-supported-yet', message, help, place: locate(path, 'key') }));
  }

  /** What is null or false asks for nothing. */
  function visitKeys(map: Json | undefined, path: Path, keys: readonly string[], words: (key: string) => string): void {
    if (!isObject(map)) return;
    for (const key of keys) {
      if (Object.hasOwn(map, key) && map[key] !== null && map[key] !== false) report([...path, key], words(key));
    }
  }

  function visitDefaults(map: Json | undefined, path: Path): void {
    if (!isObject(map)) return;
    visitKeys(map, path, unsupportedKeys, (key) => `"${key}"`);
    visitRules(map['contract'], [...path, 'contract']);
  }

  function visitRules(contract: Json | undefined, path: Path): void {
    if (isObject(contract)) visitKeys(contract['rules'], [...path, 'rules'], laterRules, (key) => `the rule "${key}"`);
  }

  function visitMock(mock: Json | undefined, path: Path): void {
    const replies: readonly (readonly [Json | undefined, Path])[] = Array.isArray(mock)
      ? mock.map((reply, index) => [reply, [...path, index]])
      : [[mock, path]];
    for (const [reply, at] of replies) visitKeys(reply, at, unsupportedMockKeys, (key) => `"${key}" of a mock`);
  }
}

const laterRules = ruleIds.filter((id) => !(supportedRules as readonly string[]).includes(id));
