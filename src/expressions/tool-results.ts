import { isObject } from '../lib/is-object.ts';
import { listWords } from '../lib/list-words.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import type { Unevaluated } from './scope.ts';

/**
 * One tool message for each call of `message`, in their order: what a client sends back once it has run the functions.
 * `results` says what each function answers; what is no text is sent as its JSON.
 */
export function toolResults(message: Json, results: Json, path: Path, wrong: Unevaluated[]): Json {
  const calls = isObject(message) ? message['tool_calls'] : undefined;
  if (!Array.isArray(calls)) {
    wrong.push({ path, message: 'tool_results: the message has no tool_calls' });
    return null;
  }
  if (!isObject(results)) {
    wrong.push({ path, message: 'tool_results: the results are no map', help: 'write one entry per function' });
    return null;
  }
  return (calls as readonly Json[]).map((call) => {
    const { id = '', name = '' } = identify(call);
    const result = Object.hasOwn(results, name) ? results[name] : undefined;
    if (result === undefined) {
      const help = `there are results of ${listWords(Object.keys(results), 'and') || 'no function'}`;
      wrong.push({ path, message: `tool_results: there is no result of ${name}, which was called`, help });
    }
    const content = typeof result === 'string' ? result : JSON.stringify(result ?? null);
    return { role: 'tool', tool_call_id: id, content };
  });
}

function identify(call: Json): { readonly id?: string; readonly name?: string } {
  const { id, function: called }: JsonObject = isObject(call) ? call : {};
  const name = isObject(called) ? called['name'] : undefined;
  return { ...(typeof id === 'string' && { id }), ...(typeof name === 'string' && { name }) };
}
