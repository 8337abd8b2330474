import type OpenAI from 'openai';

/** Tells a story piece by piece. */
export async function* tellStory(client: OpenAI, about: string): AsyncGenerator<string> {
  const stream = await client.chat.completions.create({
    model: 'google/gemini-3.8-flash',
    stream: true,
    messages: [{ role: 'user', content: `Tell a story about ${about}.` }],
  });
  for await (const chunk of stream) {
    const piece = chunk.choices[0]?.delta.content;
    if (piece) yield piece;
  }
}
