/**
 * What a chunk costs: split, parse, validate, all rules of streams, assembly, against a loop by hand that splits, parses
 * and adds up the text; beside it the stream of the OpenAI SDK. In one process and in turn. Prints JSON. With `differs`
 * as last argument no chunk is the one before with another text: each also has another `obfuscation`, as OpenAI's have.
 */
import { Stream } from 'openai/streaming';
import { readAnswer } from '../src/answers/read-answer.ts';
import { startChecks } from '../src/checks/start-checks.ts';
import type { Exchange, ResponseOutcome } from '../src/model/exchange.ts';
import { plan } from '../src/run.ts';
import { median } from './paired.ts';

const [suite = '', count = '2000', differs] = process.argv.slice(2);
const planned = await plan([suite], { backend: 'live', cwd: suite, env: {}, unset: (name) => name, set: {} });
const [first] = planned.cases;
const [step] = first?.case.steps ?? [];
const [prepared] = first?.checks ?? [];
if (!first || !step || !prepared) throw new Error('the suite has no case');

const text = `${Array.from({ length: Number(count) }, (_, n) => `data: ${JSON.stringify(chunk(n))}\n\n`).join('')}data: [DONE]\n\n`;
const bytes = new TextEncoder().encode(text);
// Reads of 16 KiB, as they come from a socket.
const reads = Array.from({ length: Math.ceil(bytes.length / 16384) }, (_, n) => ({ offset: n * 16384, at: n * 10 }));
const headers = { 'content-type': 'text/event-stream' };
const outcome: ResponseOutcome = {
  ...{ kind: 'response', status: 200, headers },
  body: { kind: 'stream', bytes, reads, end: { kind: 'complete' } },
};
const exchange: Exchange = {
  request: { method: 'POST', url: 'http://127.0.0.1/', headers: {}, body: '{}' },
  ...{ outcome, timings: { startedAt: 0, end: reads.length * 10 } },
};

const ways: { readonly [name: string]: () => number | Promise<number> } = {
  byHand() {
    const decoder = new TextDecoder();
    let rest = '';
    let said = '';
    for (const { offset } of reads) {
      rest += decoder.decode(bytes.subarray(offset, offset + 16384), { stream: true });
      let from = 0;
      for (let end = rest.indexOf('\n\n'); end !== -1; end = rest.indexOf('\n\n', from)) {
        const data = rest.slice(from + 6, end);
        from = end + 2;
        if (data !== '[DONE]') said += JSON.parse(data).choices[0].delta.content ?? '';
      }
      rest = rest.slice(from);
    }
    return said.length;
  },
  ours() {
    const watch = startChecks({
      ...{ case: first.case, step, prepared, backend: 'live', exchange, response: outcome },
      ...{ quirks: [], now: () => new Date(0) },
    });
    const request = step.request.kind === 'json' ? step.request.json : null;
    const answer = readAnswer(outcome, { request, profile: first.case.profile }, watch.event);
    const { findings } = watch.finish(answer);
    if (findings.some(({ severity }) => severity === 'error')) throw new Error(JSON.stringify(findings[0]));
    return answer.completion?.choices[0]?.message?.content?.length ?? 0;
  },
  async sdk() {
    let said = '';
    const response = new Response(bytes, { headers });
    for await (const each of Stream.fromSSEResponse<ReturnType<typeof chunk>>(response, new AbortController())) {
      said += each.choices[0]?.delta.content ?? '';
    }
    return said.length;
  },
};

const times = new Map<string, number[]>(Object.keys(ways).map((name) => [name, []]));
const wanted = await ways['byHand']?.();
for (let round = 0; round < 68; round++) {
  for (const [name, way] of Object.entries(ways)) {
    const start = performance.now();
    if ((await way()) !== wanted) throw new Error(`${name} reads another text`);
    // The first rounds are compiled while they run.
    if (round >= 8) times.get(name)?.push(performance.now() - start);
  }
}
const perPair = (name: string) => (times.get(name) ?? []).map((ms, round) => ms / (times.get('byHand')?.[round] ?? ms));
const microseconds = (median(times.get('ours') ?? []) * 1000) / Number(count);
console.log(JSON.stringify({ ours: median(perPair('ours')), sdk: median(perPair('sdk')), microseconds }));

function chunk(n: number) {
  const isLast = n === Number(count) - 1;
  const usage = {
    completion_tokens: 12,
    prompt_tokens: 9,
    total_tokens: 21,
    extra_properties: { google: { traffic_type: 'ON_DEMAND' } },
  };
  return {
    choices: [
      {
        delta: { content: `word ${n} of the answer, `, role: 'assistant' },
        ...(isLast && { finish_reason: 'stop' }),
        ...{ index: 0, logprobs: null },
      },
    ],
    ...{ created: 1_790_000_000, id: 'nQiNafGyF5rw998PstqooAY', model: 'google/gemini-3.8-flash' },
    ...{ object: 'chat.completion.chunk', system_fingerprint: '' },
    ...(isLast && { usage }),
    ...(differs && { obfuscation: `x${n}` }),
  };
}
