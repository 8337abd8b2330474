import type { Template } from '../expressions/compile.ts';
import type { Known, Scope, Unevaluated } from '../expressions/scope.ts';
import type { Case, Step } from '../model/case.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Auth, Endpoint } from '../model/endpoint.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { ProfileName, RuleSetting } from '../model/names.ts';
import type { Locate } from '../model/place.ts';
import type { Scenario, Suite } from '../model/suite.ts';
import type { CaseOptions } from './case-options.ts';
import { missingEndpoint, profileOf } from './endpoint.ts';
import { createComplete, type FilledStep, fillStep, knownOf, makeStep, mapOf, type StepContext } from './fill-step.ts';
import { builtInEndpoint } from './layers.ts';
import type { ScenarioTemplate, StepTemplate } from './template.ts';

/** What all cases of a scenario have in common. */
interface Shared {
  readonly suite: Suite;
  readonly scenario: Scenario;
  /** The scenario with its defaults under it, expressions as text. */
  readonly effective: JsonObject;
  readonly template: ScenarioTemplate;
  readonly endpoints: ReadonlyMap<string, Template>;
  readonly options: CaseOptions;
  readonly locate: Locate;
  readonly skip: string | undefined;
}

/** What tells the cases of a scenario apart. */
export type Identity = Pick<Case, 'id' | 'row' | 'transport' | 'repeat' | 'group' | 'twinOf'>;

/** One case with everything filled in, or what keeps it from being one. Expressions without a value go to `wrong`. */
export function fillCase(
  { suite, scenario, effective, template, endpoints, options, locate, skip }: Shared,
  identity: Identity,
  scope: Scope,
  wrong: Unevaluated[],
): { readonly case?: Case; readonly diagnostics: readonly Diagnostic[] } {
  const written = template.endpoint?.(scope, wrong);
  const auth = template.auth?.(scope, wrong);
  const name = options.endpoint ?? String(written ?? builtInEndpoint);
  const fields = endpoints.get(name)?.(scope, wrong) ?? null;
  const filled = fillSteps(template.steps, scope, wrong);
  if (wrong.length > 0) return { diagnostics: [] };
  const missing = missingEndpoint(name, suite.file);
  if (missing) {
    return { diagnostics: [{ severity: 'error', code: 'unknown-endpoint', place: locate(['endpoint']), ...missing }] };
  }
  const facts = { ...identity, endpoint: name, backend: options.backend };
  const steps = makeSteps(filled, { facts, options, locate });
  const diagnostics = [...checkAgain(), ...steps.flatMap((step) => step.diagnostics)];
  if (diagnostics.length > 0) return { diagnostics };

  // What was held against the schema of the suite, with its expressions filled in.
  const endpoint = {
    ...mapOf(fields),
    name,
    ...(options.origin !== undefined && { origin: options.origin }),
  } as unknown as Endpoint;
  const [first] = steps;
  const model = first?.step.request.kind === 'json' ? first.step.request.json['model'] : undefined;
  return {
    diagnostics,
    case: {
      ...identity,
      scenario,
      title: scenario.file.title,
      tags: (effective['tags'] as readonly string[] | undefined) ?? [],
      endpoint,
      profile: (effective['profile'] as ProfileName | undefined) ?? profileOf(endpoint, model),
      auth: (auth ?? endpoint.auth ?? (endpoint.kind === 'custom' ? 'none' : 'adc')) as Auth,
      rules: mapOf(mapOf(effective['contract'])['rules']) as { readonly [rule: string]: RuleSetting },
      ...(skip !== undefined && { skip }),
      steps: steps.map(({ step }) => step),
      locate,
    },
  };

  /** What expressions brought in is held against the same schemas as what stands in the files. */
  function checkAgain(): readonly Diagnostic[] {
    const values: Record<string, Json> = {};
    if (written !== undefined && written !== effective['endpoint']) values['endpoint'] = written;
    if (auth !== undefined && auth !== effective['auth']) values['auth'] = auth;
    return [
      ...(Object.keys(values).length === 0 ? [] : options.checkEvaluated('scenario', values, locate)),
      ...(fields === suite.file.endpoints?.[name]
        ? []
        : options.checkEvaluated('suite', { endpoints: { [name]: fields } }, locate)),
    ];
  }
}

/** A step with its values, and with what its expressions know. */
interface Filled {
  readonly template: StepTemplate;
  readonly scope: Scope;
  readonly values: FilledStep;
}

/** Each step knows the steps before it. */
function fillSteps(templates: readonly StepTemplate[], scope: Scope, wrong: Unevaluated[]): readonly Filled[] {
  const earlier: Record<string, Known> = {};
  const unanswered = new Set(templates.flatMap(({ id }) => id ?? []));
  return templates.map((template) => {
    const roots = { ...scope.roots, steps: { ...earlier } };
    const here = template.id === undefined ? scope : { ...scope, roots, unanswered: new Set(unanswered) };
    const values = fillStep(template, here, wrong);
    if (template.id !== undefined) earlier[template.id] = knownOf(values);
    unanswered.delete(template.id ?? '');
    return { template, scope: here, values };
  });
}

function makeSteps(
  filled: readonly Filled[],
  context: StepContext,
): readonly { readonly step: Step; readonly diagnostics: readonly Diagnostic[] }[] {
  return filled.map(({ template, scope, values }) => {
    const { step, diagnostics } = makeStep(template, values, context);
    const complete = values.waiting.size === 0 ? undefined : createComplete(template, scope, context);
    return { step: { ...step, ...(complete && { complete }) }, diagnostics };
  });
}
