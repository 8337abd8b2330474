/** `http-loop.ts URL COUNT CONCURRENCY`: posts so many requests over kept connections, and parses each answer. */
import { Agent, request } from 'node:http';

const [url = '', count = '1', concurrency = '1'] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(concurrency) });
const body = JSON.stringify({
  model: 'google/gemini-3.8-flash',
  messages: [{ role: 'user', content: 'Why is the sky blue?' }],
});
let left = Number(count);

function post(): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    request(url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => {
        text += piece;
      });
      response.on('end', () => resolve(JSON.parse(text)));
    })
      .on('error', reject)
      .end(body);
  });
}

async function lane(): Promise<void> {
  while (left > 0) {
    left -= 1;
    await post();
  }
}

await Promise.all(Array.from({ length: Number(concurrency) }, lane));
agent.destroy();
