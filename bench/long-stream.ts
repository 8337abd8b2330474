/**
 * What a stream of 100,000 chunks costs in memory beside its raw bytes, while it is read and judged. To be run with
 * --expose-gc. Prints JSON: bytes of the body, bytes of the heap beside it, events.
 */
import { readAnswer } from '../src/answers/read-answer.ts';
import { startChecks } from '../src/checks/start-checks.ts';
import type { Exchange, ResponseOutcome } from '../src/model/exchange.ts';
import { plan } from '../src/run.ts';

const [suite = '', count = '100000'] = process.argv.slice(2);
const planned = await plan([suite], { backend: 'live', cwd: suite, env: {}, unset: (name) => name, set: {} });
const [first] = planned.cases;
const [step] = first?.case.steps ?? [];
const [prepared] = first?.checks ?? [];
if (!first || !step || !prepared || !globalThis.gc) throw new Error('a suite and --expose-gc are needed');

const bytes = body(Number(count));
globalThis.gc();
const before = process.memoryUsage().heapUsed;
const headers = { 'content-type': 'text/event-stream' };
const outcome: ResponseOutcome = {
  ...{ kind: 'response', status: 200, headers },
  body: { kind: 'stream', bytes, reads: [{ offset: 0, at: 1 }], end: { kind: 'complete' } },
};
const exchange: Exchange = {
  request: { method: 'POST', url: 'http://127.0.0.1/', headers: {}, body: '{}' },
  ...{ outcome, timings: { startedAt: 0, end: 1 } },
};
const watch = startChecks({
  ...{ case: first.case, step, prepared, backend: 'mock', exchange, response: outcome },
  ...{ quirks: [], now: () => new Date(0) },
});
const request = step.request.kind === 'json' ? step.request.json : null;
let events = 0;
let most = 0;
const answer = readAnswer(outcome, { request, profile: first.case.profile }, (event) => {
  watch.event(event);
  events += 1;
  if (events % 20_000 !== 0) return;
  globalThis.gc?.();
  most = Math.max(most, process.memoryUsage().heapUsed - before);
});
const { findings } = watch.finish(answer);
if (findings.some(({ severity }) => severity === 'error')) throw new Error(JSON.stringify(findings[0]));
globalThis.gc();
most = Math.max(most, process.memoryUsage().heapUsed - before);
console.log(JSON.stringify({ body: bytes.length, heap: most, events, kept: answer.completion ? 1 : 0 }));

function body(chunks: number): Uint8Array {
  const head = { created: 1_790_000_000, id: 'x', model: 'google/gemini-3.8-flash', object: 'chat.completion.chunk' };
  const usage = { completion_tokens: 12, prompt_tokens: 9, total_tokens: 21 };
  const texts = Array.from({ length: chunks }, (_, n) => {
    const last = n === chunks - 1;
    const delta = { content: `word ${n} `, role: 'assistant' };
    const choices = [{ delta, ...(last && { finish_reason: 'stop' }), index: 0, logprobs: null }];
    return `data: ${JSON.stringify({ choices, ...head, system_fingerprint: '', ...(last && { usage }) })}\n\n`;
  });
  return new TextEncoder().encode(`${texts.join('')}data: [DONE]\n\n`);
}
