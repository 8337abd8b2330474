/** The barest program that does the work of 1,000 REST cases on mocks: the same MSW handlers, the same JSON parsed. */
import { getResponse, HttpResponse, http } from 'msw';
import { answerText } from '../suites.ts';

const answer = {
  id: 'x',
  object: 'chat.completion',
  created: 1_790_000_000,
  model: 'google/gemini-3.8-flash',
  choices: [{ index: 0, finish_reason: 'stop', logprobs: null, message: { role: 'assistant', content: answerText } }],
  usage: { prompt_tokens: 9, completion_tokens: 104, total_tokens: 113 },
};
const handlers = [http.post('*/chat/completions', () => HttpResponse.json(answer))];
const url = 'https://aiplatform.googleapis.com/v1/projects/p/locations/global/endpoints/openapi/chat/completions';
const body = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'Why is the sky blue?' }] });
let left = 1000;

async function lane(): Promise<void> {
  while (left-- > 0) {
    const request = new Request(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const response = await getResponse(handlers, request);
    const parsed = JSON.parse((await response?.text()) ?? '');
    if (parsed.choices[0].message.content !== answerText) throw new Error('another answer came');
  }
}

await Promise.all(Array.from({ length: 16 }, lane));
