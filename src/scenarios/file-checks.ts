import type { Diagnostic } from '../model/diagnostic.ts';
import type { Json } from '../model/json.ts';
import type { Source } from '../model/suite.ts';
import { loadValidator, type Validator } from '../schema/builtin.ts';
import { diagnostic } from './diagnostic.ts';
import { checkExpressionPlaces, type FileKind, isExpression } from './expression-places.ts';
import { type LocatePart, schemaDiagnostics } from './schema-diagnostics.ts';

/** Checks what a file of one kind says by itself: its schema, expressions out of place, what does not run yet. */
export type CheckFile = (source: Source) => Diagnostic[];

/** The check of files of one kind. Its schema is loaded once. */
export async function loadFileCheck(kind: FileKind): Promise<CheckFile> {
  const validate = await loadValidator(kind);
  return (source) => {
    const { value, locate } = source;
    if (value === null) {
      return [
        diagnostic({ code: 'empty-file', message: 'the file says nothing', help: emptyHelp[kind], place: locate([]) }),
      ];
    }
    return [...schemaDiagnostics(validate(value), locate, isExpression), ...checkExpressionPlaces(kind, value, locate)];
  };
}

const emptyHelp: { readonly [kind in FileKind]: string } = {
  scenario: 'begin with version: 1, a title and a request',
  suite: 'begin with version: 1',
  defaults: 'write a default, or remove the file',
};

/**
 * Checks a part of a scenario or of a suite again after its expressions were evaluated: `{request, expect}`, or
 * `{endpoints: {managed: …}}`. Keys that are left out at the top are not missed. Every text is taken as it stands.
 */
export type CheckEvaluated = (kind: 'scenario' | 'suite', part: Json, locate: LocatePart) => Diagnostic[];

/** For the stage that evaluates: the same schemas and the same words as for files. */
export async function loadEvaluatedCheck(): Promise<CheckEvaluated> {
  const validators: { readonly [kind in 'scenario' | 'suite']: Validator } = {
    scenario: await loadValidator('scenario'),
    suite: await loadValidator('suite'),
  };
  return (kind, part, locate) => {
    const errors = validators[kind](part).filter((error) => error.keyword !== 'required' || error.instancePath !== '');
    return schemaDiagnostics(errors, locate);
  };
}
