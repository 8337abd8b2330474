/** The barest program that reads and parses 100 streams of 200 chunks from the same kind of MSW handler. */
import { getResponse, HttpResponse, http } from 'msw';
import { streamText } from '../suites.ts';

const words = streamText.match(/.{1,20}/g) ?? [];
const events = Array.from({ length: 200 }, (_, n) => {
  const delta = { content: words[n % words.length], role: 'assistant' };
  const choices = [{ delta, index: 0, logprobs: null }];
  const head = { created: 1_790_000_000, id: 'x', model: 'google/gemini-3.8-flash', object: 'chat.completion.chunk' };
  return `data: ${JSON.stringify({ choices, ...head, system_fingerprint: '' })}\n\n`;
});
const encoder = new TextEncoder();
const handlers = [
  http.post('*/chat/completions', () => {
    let at = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          controller.enqueue(encoder.encode(events[at++] ?? 'data: [DONE]\n\n'));
          if (at > events.length) controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    return new HttpResponse(body, { headers: { 'content-type': 'text/event-stream' } });
  }),
];
const url = 'https://aiplatform.googleapis.com/v1/projects/p/locations/global/endpoints/openapi/chat/completions';
let left = 100;

async function lane(): Promise<void> {
  while (left-- > 0) {
    const response = await getResponse(handlers, new Request(url, { method: 'POST', body: '{"stream":true}' }));
    const decoder = new TextDecoder();
    let text = '';
    let chunks = 0;
    for await (const piece of response?.body ?? []) {
      text += decoder.decode(piece, { stream: true });
      for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
        const data = text.slice(6, end);
        text = text.slice(end + 2);
        if (data !== '[DONE]' && JSON.parse(data).choices.length === 1) chunks += 1;
      }
    }
    if (chunks !== 200) throw new Error(`${chunks} chunks came`);
  }
}

await Promise.all(Array.from({ length: 16 }, lane));
