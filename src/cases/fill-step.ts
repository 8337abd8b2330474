import { type Known, later, type Scope, type Unevaluated } from '../expressions/scope.ts';
import { isObject } from '../lib/is-object.ts';
import type { RequestBody, Step } from '../model/case.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import type { Locate } from '../model/place.ts';
import type { CaseOptions } from './case-options.ts';
import { editRequest, type Missed } from './edit-request.ts';
import { type CaseFacts, expectationsOf } from './expectations.ts';
import { expressionDiagnostic } from './expression-diagnostic.ts';
import { readTimeouts } from './read-timeouts.ts';
import type { StepKey, StepTemplate } from './template.ts';

/** The values of a step, as far as they are known. */
export interface FilledStep {
  readonly values: ReadonlyMap<StepKey, Json>;
  /** What waits for the answers to earlier steps: there the expressions still are text. */
  readonly waiting: ReadonlySet<StepKey>;
  /** As it is sent, where it is known. */
  readonly request?: JsonObject;
  readonly missed: readonly Missed[];
}

/** What makes a step of its values. */
export interface StepContext {
  readonly facts: CaseFacts;
  readonly options: Pick<CaseOptions, 'checkEvaluated' | 'timeout'>;
  readonly locate: Locate;
}

/** Fills in the expressions of a step. Those without a value go to `wrong`. */
export function fillStep({ parts, written }: StepTemplate, scope: Scope, wrong: Unevaluated[]): FilledStep {
  const values = new Map<StepKey, Json>();
  const waiting = new Set<StepKey>();
  const before = wrong.length;
  for (const [key, part] of parts) {
    const onLater = () => void waiting.add(key);
    const value = part({ ...scope, onLater, keepsOmitted: key === 'mock' }, wrong);
    if (value !== undefined) values.set(key, value);
  }
  const request = mapOf(values.get('request'));
  const drop = (written['drop'] ?? []) as readonly string[];
  if (waiting.has('request') || waiting.has('set') || wrong.length > before) return { values, waiting, missed: [] };
  return { values, waiting, ...editRequest(request, drop, mapOf(values.get('set'))) };
}

/** What a later step knows of this one before anything is sent. */
export function knownOf({ request }: FilledStep): Known {
  return { request: request ?? later, status: later, headers: later, body: later, message: later, completion: later };
}

/** The step of its values, and what is wrong with them. */
export function makeStep(
  template: StepTemplate,
  { values, waiting, request, missed }: FilledStep,
  { facts, options, locate }: StepContext,
): { readonly step: Omit<Step, 'complete'>; readonly diagnostics: readonly Diagnostic[] } {
  const { id, path, written } = template;
  const mock = values.get('mock');
  const raw = values.get('request_raw');
  const body: RequestBody =
    raw === undefined
      ? { kind: 'json', json: request ?? mapOf(values.get('request')) }
      : { kind: 'raw', text: String(raw) };
  return {
    step: {
      ...(id !== undefined && { id }),
      path,
      request: body,
      headers: lowerCase(mapOf(values.get('headers'))),
      expect: waiting.has('expect') ? [] : expectationsOf(values.get('expect'), facts),
      ...(mock !== undefined && { mock }),
      timeouts: readTimeouts(mapOf(written['timeout']), options.timeout),
    },
    diagnostics: [
      ...checkAgain(),
      ...headerDiagnostics(mapOf(values.get('headers')), [...path, 'headers'], locate),
      ...missed.map((each) => missedDiagnostic(each, path, locate)),
    ],
  };

  /** What expressions brought in is held against the same schemas as what stands in the files. */
  function checkAgain(): readonly Diagnostic[] {
    const changed = [...values].filter(([key, value]) => value !== written[key] && !waiting.has(key));
    if (changed.length === 0) return [];
    const part = Object.fromEntries(changed);
    if (path.length === 0) return options.checkEvaluated('scenario', part, locate);
    const { id: name = '', request: asked = {} } = written;
    const here: Locate = ([, , ...rest]) => locate([...path, ...rest]);
    return options.checkEvaluated('scenario', { steps: [{ id: name, request: asked, ...part }] }, here);
  }
}

/** A step that waits for answers, once it has them. */
export function createComplete(template: StepTemplate, scope: Scope, context: StepContext): Step['complete'] {
  return (answers) => {
    const wrong: Unevaluated[] = [];
    const filled = fillStep(template, { ...scope, roots: { ...scope.roots, steps: answers } }, wrong);
    if (wrong.length > 0) return { wrong: wrong.map((each) => expressionDiagnostic(each, context.locate)) };
    const { step, diagnostics } = makeStep(template, filled, context);
    return diagnostics.length > 0 ? { wrong: diagnostics } : { step };
  };
}

function missedDiagnostic({ path, message, help }: Missed, step: Path, locate: Locate): Diagnostic {
  return { severity: 'error', code: 'pointer-hits-nothing', message, help, place: locate([...step, ...path]) };
}

/** A header carries one line of Latin-1 (RFC 9110, section 5.5); `fetch` refuses anything else. */
function headerDiagnostics(headers: JsonObject, path: Path, locate: Locate): Diagnostic[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    typeof value !== 'string' || /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
      ? []
      : [
          {
            severity: 'error',
            code: 'header-value',
            message: `the header ${name} has characters that no header can carry`,
            help: 'a header is one line of Latin-1; encode the rest, for example with %-escapes',
            place: locate([...path, name]),
          },
        ],
  );
}

function lowerCase(headers: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/** The value where it is a map; otherwise an empty one. */
export function mapOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
