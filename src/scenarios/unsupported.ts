import { isObject } from '../lib/is-object.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Json, Path } from '../model/json.ts';
import { diagnostic } from './diagnostic.ts';
import type { FileKind } from './expression-places.ts';
import type { LocatePart } from './schema-diagnostics.ts';

/** What a file uses of the format that does not run yet, each at its place: it is never ignored. */
export function unsupported(kind: FileKind, value: Json, locate: LocatePart): Diagnostic[] {
  if (kind !== 'scenario' || !isObject(value)) return [];
  const steps = Array.isArray(value['steps']) ? (value['steps'] as readonly Json[]) : [];
  const mocks: [Json | undefined, Path][] = [
    [value['mock'], ['mock']],
    ...steps.map((step, index): [Json | undefined, Path] => [
      isObject(step) ? step['mock'] : undefined,
      ['steps', index, 'mock'],
    ]),
  ];
  return mocks.flatMap(([mock, path]) => repliesOf(mock, path).flatMap(([reply, at]) => ofReply(reply, at)));

  function ofReply(reply: Json | undefined, at: Path): Diagnostic[] {
    // What is false asks for nothing.
    if (!isObject(reply) || reply['recording'] === undefined || reply['recording'] === false) return [];
    const help = 'remove it, or use a version that runs it';
    const message = '"recording" of a mock is part of the format, but not supported yet';
    return [diagnostic({ code: 'not-supported-yet', message, help, place: locate([...at, 'recording'], 'key') })];
  }
}

/** The replies of a mock: itself, those of its list, those by repeat. */
function repliesOf(mock: Json | undefined, path: Path): [Json | undefined, Path][] {
  if (Array.isArray(mock)) return (mock as readonly Json[]).map((reply, index) => [reply, [...path, index]]);
  const byRepeat = isObject(mock) ? mock['by_repeat'] : undefined;
  return [[mock, path], ...(Array.isArray(byRepeat) ? repliesOf(byRepeat, [...path, 'by_repeat']) : [])];
}
