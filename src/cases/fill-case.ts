import type { Template } from '../expressions/compile.ts';
import type { Scope, Unevaluated } from '../expressions/scope.ts';
import { parseDuration } from '../lib/duration.ts';
import { isObject } from '../lib/is-object.ts';
import type { Case, RequestBody, Timeouts } from '../model/case.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Auth, Endpoint } from '../model/endpoint.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { ProfileName, RuleSetting } from '../model/names.ts';
import type { Locate } from '../model/place.ts';
import type { Scenario, Suite } from '../model/suite.ts';
import type { CaseOptions } from './case-options.ts';
import { missingEndpoint, profileOf } from './endpoint.ts';
import { expectationsOf } from './expectations.ts';
import { builtInEndpoint, builtInTimeouts } from './layers.ts';
import type { FilledIn, ScenarioTemplate } from './template.ts';

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
}

/** What tells the cases of a scenario apart. */
export type Identity = Pick<Case, 'id' | 'row' | 'transport'>;

/** One case with everything filled in, or what keeps it from being one. Expressions without a value go to `wrong`. */
export function fillCase(
  { suite, scenario, effective, template, endpoints, options, locate }: Shared,
  identity: Identity,
  scope: Scope,
  wrong: Unevaluated[],
): { readonly case?: Case; readonly diagnostics: readonly Diagnostic[] } {
  const filled = new Map<FilledIn, Json>();
  for (const [key, part] of template.parts) {
    const value = part(key === 'mock' ? { ...scope, keepsOmitted: true } : scope, wrong);
    if (value !== undefined) filled.set(key, value);
  }
  const name = options.endpoint ?? String(filled.get('endpoint') ?? builtInEndpoint);
  const fields = endpoints.get(name)?.(scope, wrong) ?? null;
  if (wrong.length > 0) return { diagnostics: [] };
  const missing = missingEndpoint(name, suite.file);
  if (missing) {
    return { diagnostics: [{ severity: 'error', code: 'unknown-endpoint', place: locate(['endpoint']), ...missing }] };
  }
  const diagnostics = checkAgain();
  if (diagnostics.length > 0) return { diagnostics };

  const request = requestOf(filled);
  // What was held against the schema of the suite, with its expressions filled in.
  const endpoint = {
    ...mapOf(fields),
    name,
    ...(options.origin !== undefined && { origin: options.origin }),
  } as unknown as Endpoint;
  const mock = filled.get('mock');
  const step = {
    path: [],
    request,
    headers: lowerCase(mapOf(filled.get('headers'))),
    expect: expectationsOf(filled.get('expect'), { ...identity, endpoint: name, backend: options.backend }),
    ...(mock !== undefined && { mock }),
  };
  const { skip } = effective;
  return {
    diagnostics,
    case: {
      ...identity,
      scenario,
      repeat: 1,
      title: scenario.file.title,
      tags: (effective['tags'] as readonly string[] | undefined) ?? [],
      endpoint,
      profile:
        (effective['profile'] as ProfileName | undefined) ??
        profileOf(endpoint, request.kind === 'json' ? request.json['model'] : undefined),
      auth: (filled.get('auth') ?? endpoint.auth ?? (endpoint.kind === 'custom' ? 'none' : 'adc')) as Auth,
      timeouts: timeoutsOf(mapOf(effective['timeout']), options.timeout),
      rules: mapOf(mapOf(effective['contract'])['rules']) as { readonly [rule: string]: RuleSetting },
      ...(skip !== undefined && { skip: String(skip) }),
      steps: [step],
      locate,
    },
  };

  /** What expressions brought in is held against the same schemas as what stands in the files. */
  function checkAgain(): readonly Diagnostic[] {
    const changed = [...filled].filter(([key, value]) => value !== effective[key]);
    const written = suite.file.endpoints?.[name];
    return [
      ...(changed.length === 0 ? [] : options.checkEvaluated('scenario', Object.fromEntries(changed), locate)),
      ...(fields === written ? [] : options.checkEvaluated('suite', { endpoints: { [name]: fields } }, locate)),
      ...headerDiagnostics(mapOf(filled.get('headers')), locate),
    ];
  }
}

/** A header carries one line of Latin-1 (RFC 9110, section 5.5); `fetch` refuses anything else. */
function headerDiagnostics(headers: JsonObject, locate: Locate): Diagnostic[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    typeof value !== 'string' || /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
      ? []
      : [
          {
            severity: 'error',
            code: 'header-value',
            message: `the header ${name} has characters that no header can carry`,
            help: 'a header is one line of Latin-1; encode the rest, for example with %-escapes',
            place: locate(['headers', name]),
          },
        ],
  );
}

function requestOf(filled: ReadonlyMap<FilledIn, Json>): RequestBody {
  const raw = filled.get('request_raw');
  return raw === undefined ? { kind: 'json', json: mapOf(filled.get('request')) } : { kind: 'raw', text: String(raw) };
}

function timeoutsOf(written: JsonObject, total: number | undefined): Timeouts {
  const ms = (name: keyof Timeouts) => parseDuration(String(written[name])) ?? builtInTimeouts[name];
  return { connect: ms('connect'), first_event: ms('first_event'), idle: ms('idle'), total: total ?? ms('total') };
}

function lowerCase(headers: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

function mapOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
