import { isObject } from '../../lib/is-object.ts';
import { parseJson } from '../../lib/parse-json.ts';
import { sameJson } from '../../lib/same-json.ts';
import type { CompletionChoice } from '../../model/answer.ts';
import type { CheckContext, Found, Judged, Rule } from '../../model/check.ts';
import type { Json } from '../../model/json.ts';
import { chosenTool } from '../declared-tools.ts';
import { succeeded } from '../scope.ts';

/** The two modes of one request: the same rules hold, and where the request forces an answer, it is the same. */
export const parity: Rule = {
  from: ['stream'],
  applies: (context) => context.twin !== undefined && succeeded(context),
  start: (context, report) => ({
    end(answer, fired) {
      const { twin } = context;
      if (!twin) return;
      for (const found of otherRules(fired, twin, context)) report(found);
      const [here, there] = [answer.completion?.choices ?? [], twin.completion?.choices ?? []];
      if (here.length !== there.length) {
        report(differs(context, 'the number of choices', here.length, there.length, '/choices'));
      }
      for (const [position, choice] of here.entries()) {
        const other = there[position];
        if (other) compareChoices(choice, other);
      }

      function compareChoices(choice: CompletionChoice, other: CompletionChoice): void {
        const both = [choice, other].map(({ finish_reason }) => finish_reason);
        const shortened = isLimited(context) && both.every((reason) => reason === 'length');
        const severity = forcesCalls(context) || shortened ? {} : ({ severity: 'warn' } as const);
        const at = `/choices/${choice.index}`;
        if (choice.finish_reason !== other.finish_reason) {
          const text = `the finish reason of choice ${choice.index}`;
          report({
            ...differs(context, text, choice.finish_reason, other.finish_reason, `${at}/finish_reason`),
            ...severity,
          });
        }
        const [mine, theirs] = [callShapes(choice), callShapes(other)];
        if (!sameJson(mine, theirs)) {
          const text = `the tool calls of choice ${choice.index}`;
          report({ ...differs(context, text, mine, theirs, `${at}/message/tool_calls`), ...severity });
        }
      }
    },
  }),
};

/** Rules that were asked of both answers and hold for one of them alone. What chunks and bodies are is one question. */
function otherRules(fired: ReadonlyMap<string, 'error' | 'warn'>, twin: Judged, context: CheckContext): Found[] {
  const here = errorsOf(fired);
  const there = errorsOf(twin.fired);
  const [mine, theirs] = modes(context);
  const only = (rules: Iterable<string>, others: ReadonlySet<string>) => [...rules].filter((rule) => !others.has(rule));
  return [
    ...only(here, there)
      .filter((rule) => wasAsked(twin.asked, rule))
      .map((rule) => ({ message: `${rule} does not hold ${mine}, and holds ${theirs}` })),
    ...only(there, here).map((rule) => ({ message: `${rule} holds ${mine}, and does not ${theirs}` })),
  ];
}

function errorsOf(fired: ReadonlyMap<string, 'error' | 'warn'>): ReadonlySet<string> {
  const errors = [...fired].filter(([check, severity]) => severity === 'error' && !check.startsWith('expect.'));
  return new Set(errors.map(([check]) => commonName(check)).filter((check) => !oneModeOnly.has(check)));
}

function wasAsked(asked: ReadonlySet<string>, rule: string): boolean {
  return asked.has(rule) || (rule === 'schema' && asked.has('chunk-schema'));
}

function commonName(check: string): string {
  return check === 'chunk-schema' ? 'schema' : check;
}

/** Rules that speak of one mode alone: the other cannot agree. */
const oneModeOnly: ReadonlySet<string> = new Set([
  ...['stream-done', 'stream-clean', 'stream-identity', 'stream-role', 'stream-incremental', 'tool-call-index'],
  ...['message-present', 'sdk-assembly', 'quirk-expired'],
]);

function differs(context: CheckContext, what: string, here: Json, there: Json, pointer: string): Found {
  const [mine, theirs] = modes(context);
  return {
    message: `the whole answer and the stream differ in ${what}`,
    expected: `${theirs}: ${JSON.stringify(there)}`,
    actual: `${mine}: ${JSON.stringify(here)}`,
    at: { in: 'completion', pointer },
  };
}

function modes({ stream }: CheckContext): readonly [string, string] {
  const [streamed, whole] = ['in the stream', 'in the whole answer'];
  return stream ? [streamed, whole] : [whole, streamed];
}

function forcesCalls({ request }: CheckContext): boolean {
  return request?.['tool_choice'] === 'required' || chosenTool(request ?? {}) !== undefined;
}

/** The two keys are one: Vertex AI takes `max_completion_tokens` for another word for `max_tokens`. */
function isLimited({ request }: CheckContext): boolean {
  return ['max_tokens', 'max_completion_tokens'].some((key) => request?.[key] !== undefined);
}

/** Names, and what kind of value each argument is: the values themselves may differ from answer to answer. */
function callShapes({ message }: CompletionChoice): Json {
  return (message?.tool_calls ?? []).map(({ function: { name, arguments: text } }) => {
    const parsed = parseJson(text);
    return { name, arguments: 'wrong' in parsed ? 'no JSON' : shapeOf(parsed.value) };
  });
}

function shapeOf(value: Json): Json {
  if (!isObject(value)) return Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, shapeOf(item)]));
}
