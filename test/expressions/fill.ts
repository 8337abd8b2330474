import { compile } from '../../src/expressions/compile.ts';
import { later, type Scope, type Unevaluated } from '../../src/expressions/scope.ts';
import type { Json } from '../../src/model/json.ts';

const scope: Scope = {
  roots: {
    env: (name) => ({ HOME: '/home' })[name],
    vars: {
      text: 'hello',
      number: 3,
      yes: true,
      nothing: null,
      list: [1, 2],
      map: { a: { b: ['x', 'y'] } },
      'a-b': 'c',
      calling: { tool_calls: [call('c1', 'f'), call('c2', 'g')] },
      part: { g: 1 },
      results: { f: { celsius: 31 }, g: 'text as it is' },
    },
    matrix: { model: 'm' },
    steps: { ask: { request: { model: 'm' }, status: later, message: later } },
  },
  readFile: ({ as, path, pointer }) =>
    path === 'gone' ? { wrong: 'there is no file gone' } : { value: `${as} ${path}${pointer}` },
};

function call(id: string, name: string): Json {
  return { id, type: 'function', function: { name, arguments: '{}' } };
}

/** A value with its expressions filled in, and what is wrong with them: `path: message · help`. */
export function fill(value: Json): { readonly value: Json | undefined; readonly wrong: readonly string[] } {
  const wrong: Unevaluated[] = [];
  const filled = compile(value, ['request'])(scope, wrong);
  return {
    value: filled,
    wrong: wrong.map(({ path, message, help }) => `${path.join('.')}: ${message}${help ? ` · ${help}` : ''}`),
  };
}
