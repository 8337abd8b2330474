import { isObject } from '../../lib/is-object.ts';
import { listWords } from '../../lib/list-words.ts';
import { plural } from '../../lib/plural.ts';
import { showValue } from '../../lib/show-value.ts';
import type { CompletionToolCall } from '../../model/answer.ts';
import type { Author, Facet, Found } from '../../model/check.ts';
import type { Json, Path } from '../../model/json.ts';
import { type ExpectedValue, expectValue } from '../expect-value.ts';
import { firstChoice } from '../first-choice.ts';
import { matchAll } from '../match-all.ts';
import { parseText } from '../parse-text.ts';

const pointer = '/choices/0/message/tool_calls';

export const toolCalls: Facet = {
  applies: () => true,
  async prepare(expected, author) {
    const forms: (readonly [keyof typeof judges, readonly ExpectedCall[]])[] = [];
    if (Array.isArray(expected)) forms.push(['exact', await prepareCalls(expected, author, [])]);
    else if (isObject(expected)) {
      for (const form of ['unordered', 'contains'] as const) {
        const list = expected[form] ?? null;
        if (list !== null) forms.push([form, await prepareCalls(list, author, [form])]);
      }
    }
    if (forms.length === 0) {
      author.wrong([], 'bad-expectation', 'tool_calls is a list of calls', 'or a map with unordered or contains');
    }
    return (_context, report) => ({
      end(answer) {
        const found = firstChoice(answer);
        if ('missing' in found) {
          report({ message: found.missing, at: { in: 'completion' }, from: ['expect', 'tool_calls'] });
          return;
        }
        const calls = found.choice.message?.tool_calls ?? [];
        for (const [form, wanted] of forms) for (const each of judges[form](wanted, calls)) report(each);
      },
    });
  },
};

interface ExpectedCall {
  readonly name?: ExpectedValue;
  readonly arguments?: ExpectedValue;
  /** For people: the expected name as it is written. */
  readonly shown: string;
  readonly from: Path;
}

async function prepareCalls(list: Json, author: Author, path: Path): Promise<ExpectedCall[]> {
  if (!Array.isArray(list)) {
    author.wrong(
      path,
      'bad-expectation',
      'what is expected here is a list of calls',
      'write [{name: …, arguments: …}]',
    );
    return [];
  }
  const calls: ExpectedCall[] = [];
  for (const [index, call] of (list as readonly Json[]).entries()) {
    const at = [...path, index];
    if (!isObject(call)) {
      author.wrong(at, 'bad-expectation', 'an expected tool call is a map', 'write {name: …, arguments: …}');
      continue;
    }
    const { name = null, arguments: wanted = null } = call;
    calls.push({
      ...(name !== null && { name: await expectValue('tool_calls', name, author, [...at, 'name']) }),
      ...(wanted !== null && { arguments: await expectValue('tool_calls', wanted, author, [...at, 'arguments']) }),
      shown: typeof name === 'string' ? name : name === null ? 'any function' : showValue(name),
      from: ['expect', 'tool_calls', ...at],
    });
  }
  return calls;
}

type JudgeCalls = (wanted: readonly ExpectedCall[], calls: readonly CompletionToolCall[]) => readonly Found[];

const judges: { readonly [form in 'exact' | 'unordered' | 'contains']: JudgeCalls } = {
  exact(wanted, calls) {
    if (wanted.length !== calls.length) return [wrongCount(wanted, calls)];
    return wanted.flatMap((each, index) => judgeCall(each, calls[index], index));
  },
  unordered: (wanted, calls) =>
    wanted.length === calls.length ? judges.contains(wanted, calls) : [wrongCount(wanted, calls)],
  contains(wanted, calls) {
    const left = matchAll(wanted, calls, (each, call) => judgeCall(each, call, 0).length === 0);
    return left.map((each) => noneFits(each, calls));
  },
};

function judgeCall(wanted: ExpectedCall, call: CompletionToolCall | undefined, index: number): readonly Found[] {
  if (!call) return [];
  const { name, arguments: text } = call.function;
  const at = { in: 'completion', pointer: `${pointer}/${index}/function` } as const;
  const wrongName = wanted.name?.judge(name, `the function of tool call ${index + 1}`, {
    ...at,
    pointer: `${at.pointer}/name`,
  });
  if (wrongName && wrongName.length > 0) return wrongName;
  if (!wanted.arguments) return [];
  const parsed = parseText(text);
  const place = { ...at, pointer: `${at.pointer}/arguments` };
  if ('value' in parsed) {
    // The pointer into the arguments is one into the JSON that the text holds.
    return wanted.arguments.judge(parsed.value, `the arguments object of ${name}`, {
      ...place,
      excerpt: showValue(text, 200),
    });
  }
  const message = `the arguments of ${name} are not JSON: ${parsed.wrong}`;
  return [{ message, expected: 'JSON', actual: showValue(text), at: place, from: [...wanted.from, 'arguments'] }];
}

function wrongCount(wanted: readonly ExpectedCall[], calls: readonly CompletionToolCall[]): Found {
  const expected =
    wanted.length === 0
      ? 'no tool call'
      : `${plural(wanted.length, 'call')}: ${listWords(
          wanted.map(({ shown }) => shown),
          'and',
        )}`;
  const message =
    calls.length === 0
      ? 'there is no tool call'
      : `there ${calls.length === 1 ? 'is' : 'are'} ${plural(calls.length, 'tool call')}, not ${wanted.length}`;
  return {
    message,
    expected,
    actual: namesOf(calls),
    at: { in: 'completion', pointer },
    from: ['expect', 'tool_calls'],
  };
}

function noneFits(wanted: ExpectedCall, calls: readonly CompletionToolCall[]): Found {
  // Of a call with the right name it is worth knowing what else is wrong with it.
  const near = calls.findIndex((call) => wanted.name?.judge(call.function.name, '', {}).length === 0);
  const [reason] = near === -1 ? [] : judgeCall(wanted, calls[near], near);
  const message = `there is no tool call of ${wanted.shown} that fits`;
  return {
    message: reason ? `${message}: ${reason.message}` : message,
    expected: `a call of ${wanted.shown}`,
    actual: reason?.actual ?? namesOf(calls),
    at: { in: 'completion', pointer },
    from: wanted.from,
  };
}

function namesOf(calls: readonly CompletionToolCall[]): string {
  if (calls.length === 0) return 'no tool call';
  return `${plural(calls.length, 'call')}: ${listWords(
    calls.map((call) => call.function.name),
    'and',
  )}`;
}
