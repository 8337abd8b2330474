import { readAnswer } from '../answers/read-answer.ts';
import { judgeOutcome } from '../checks/verdict.ts';
import { escapeControls } from '../lib/escape.ts';
import { formatDuration } from '../lib/format-duration.ts';
import { renderDiagnostics } from '../lib/render-diagnostics.ts';
import { excerpt } from '../lib/show-value.ts';
import type { Case, Step } from '../model/case.ts';
import type { Exchange } from '../model/exchange.ts';
import { endpointUrl } from '../requests/url.ts';
import { send } from '../run/send.ts';
import { type Diagnosis, diagnose, parts } from './diagnose.ts';
import { exitCodes, type Invocation, usageError } from './invocation.ts';
import { answerLive } from './live-answers.ts';
import { planSuite, type SuitePlan } from './plan-suite.ts';
import { lookOf } from './terminal.ts';

/** `doctor`: sends one small request and says which of credentials, project, location, host and model is wrong. */
export async function doctorCommand(invocation: Invocation): Promise<number> {
  const { out, err, env, options } = invocation;
  // On mocks nothing has to be set: what is missing is said below, part by part.
  const planned = await planSuite(invocation);
  if (!planned) return exitCodes.usage;
  const found = pick(planned, options.model);
  const step = found?.steps[0] && withModel(found.steps[0], options.model);
  if (!found || !step) {
    const wrong = usageError(
      'no-match',
      'no scenario sends a request with a model',
      'name an endpoint: --endpoint NAME',
    );
    err.write(renderDiagnostics([wrong], lookOf(err, env)));
    return exitCodes.usage;
  }
  // The longest first: one name may begin with another.
  const names = [...planned.unset].sort((a, b) => b.length - a.length);
  const aCase: Case = { ...found, auth: authOf(found, names, env) };
  if (typeof aCase.auth !== 'string') planned.conceal('token' in aCase.auth ? aCase.auth.token : aCase.auth.api_key);
  const missing = missingIn(aCase, names);
  const about = { endpoint: aCase.endpoint, model: modelOf(step), url: endpointUrl(aCase.endpoint) };
  const diagnosis = missing ?? (await ask(aCase, { ...step, expect: [] }, invocation, planned.conceal, about));
  out.write(planned.redact(render(diagnosis, aCase, invocation)));
  return diagnosis.code;
}

/** A case of the endpoint and the model that are asked for, or that are the suite's own. */
function pick({ cases, suite }: SuitePlan, asked: string | undefined): Case | undefined {
  const { vars, defaults } = suite?.file ?? {};
  const model = asked ?? vars?.['model'];
  const plain = cases.map((each) => each.case).filter(isPlain);
  const ofModel = plain.filter(({ steps: [step] }) => step && modelOf(step) === model);
  const likely = (ofModel.length > 0 ? ofModel : plain).sort((a, b) => effortOf(a) - effortOf(b));
  return likely.find(({ endpoint }) => endpoint.name === defaults?.endpoint) ?? likely[0];
}

/** The model that is asked for, whatever the scenario says. */
function withModel(step: Step, model: string | undefined): Step {
  const { request } = step;
  if (model === undefined || request.kind !== 'json') return step;
  return { ...step, request: { kind: 'json', json: { ...request.json, model } } };
}

/** Requests of few words that are to be answered come first. */
function effortOf({ steps: [step] }: Case): number {
  if (step?.request.kind !== 'json') return Number.POSITIVE_INFINITY;
  const isForAnswer = step.expect.every(({ facets }) => !('error' in facets) && !('findings' in facets));
  return JSON.stringify(step.request.json).length + (isForAnswer ? 0 : 1_000_000);
}

function isPlain({ steps: [step], auth }: Case): boolean {
  return step?.request.kind === 'json' && typeof step.request.json['model'] === 'string' && auth !== 'none';
}

/** A secret is not read on mocks; here it is needed. */
function authOf({ auth }: Case, names: readonly string[], env: Invocation['env']): Case['auth'] {
  const any = new RegExp(names.join('|') || '$^', 'g');
  const filled = (text: string) => text.replace(any, (name) => env[name] || name);
  if (typeof auth === 'string') return auth;
  return 'token' in auth ? { token: filled(auth.token) } : { api_key: filled(auth.api_key) };
}

/** On mocks the name of a variable stands for its value: what of the endpoint is still a name? */
function missingIn({ endpoint, auth }: Case, names: readonly string[]): Diagnosis | undefined {
  const unset = (text = '') => names.find((name) => text.includes(name));
  const say = (name: string) => `the environment variable ${name} is not set: export ${name}=…`;
  const inAuth = typeof auth === 'string' ? undefined : unset('token' in auth ? auth.token : auth.api_key);
  if (inAuth !== undefined) return { code: exitCodes.usage, wrong: { credentials: say(inAuth) }, known: [] };
  const inProject = unset(endpoint.project) ?? unset(endpoint.project_number) ?? unset(endpoint.endpoint_id);
  if (inProject !== undefined) return { code: exitCodes.usage, wrong: { project: say(inProject) }, known: [] };
  const inLocation = unset(endpoint.location) ?? unset(endpoint.base_url);
  return inLocation === undefined
    ? undefined
    : { code: exitCodes.usage, wrong: { location: say(inLocation) }, known: [] };
}

function modelOf({ request }: Step): string {
  const model = request.kind === 'json' ? request.json['model'] : undefined;
  return typeof model === 'string' ? model : '';
}

async function ask(
  aCase: Case,
  step: Step,
  invocation: Invocation,
  conceal: SuitePlan['conceal'],
  about: Parameters<typeof diagnose>[2],
): Promise<Diagnosis> {
  const live = await answerLive(
    { concurrency: 1, rpm: undefined, maxCalls: undefined, isNamed: false },
    invocation,
    conceal,
  );
  try {
    const answering = await live.answerFrom(aCase, step, 0);
    const { exchange } = await send(aCase, step, answering, { retries: 0, signal: invocation.signal });
    return diagnose(exchange, judgeOutcome(exchange, []), { ...about, says: textOf(exchange, aCase) });
  } finally {
    await live.close();
  }
}

/** What the model said, and how long that took. */
function textOf({ outcome, timings }: Exchange, { profile }: Case): string {
  if (outcome.kind !== 'response') return '';
  const { completion } = readAnswer(outcome, { request: null, profile });
  const text = completion?.choices[0]?.message?.content ?? '';
  return `it answers in ${formatDuration(timings.end)}${text === '' ? '' : `: ${excerpt(text)}`}`;
}

function render({ wrong, known }: Diagnosis, aCase: Case, { out, env }: Invocation): string {
  const { style } = lookOf(out, env);
  const said: { readonly [part in (typeof parts)[number]]: string } = {
    credentials: typeof aCase.auth === 'string' ? 'Application Default Credentials' : 'those of the endpoint',
    project: aCase.endpoint.project ?? 'none is needed',
    location: aCase.endpoint.location ?? aCase.endpoint.base_url ?? '',
    host: new URL(endpointUrl(aCase.endpoint)).host,
    model: '',
  };
  const lines = parts.map((part) => {
    const name = part.padEnd('credentials'.length);
    const cause = wrong[part];
    if (cause !== undefined) return `${style.red('✗')} ${name}  ${escapeControls(cause)}`;
    const fine = known.find(([about]) => about === part);
    if (!fine) return `${style.dim('-')} ${name}  ${style.dim('not known')}`;
    return `${style.green('✓')} ${name}  ${escapeControls(fine[1] ?? said[part])}`;
  });
  return `${aCase.endpoint.name}: ${endpointUrl(aCase.endpoint)}\n\n${lines.join('\n')}\n`;
}
