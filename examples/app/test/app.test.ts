/** The application's own code, answered by the mocks of its scenarios; every exchange is held against the contract. */
import { setupServer } from 'msw/node';
import { checkResponse } from 'vertex-scenarios';
import { handlers } from 'vertex-scenarios/msw';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { askWeather } from '../src/ask-weather.ts';
import { createClient } from '../src/create-client.ts';
import { tellStory } from '../src/tell-story.ts';

const server = setupServer(...(await handlers('scenarios', { onUnmatched: console.warn })));
const checks: ReturnType<typeof checkResponse>[] = [];

beforeAll(() => {
  server.listen({ onUnhandledFrame: 'error' });
  server.events.on('response:mocked', ({ request, response }) => {
    checks.push(checkResponse(request.clone(), response.clone()));
  });
});
afterEach(async () => {
  for (const { verdict, text } of await Promise.all(checks.splice(0))) expect(verdict, text).not.toBe('failed');
});
afterAll(() => server.close());

// The client takes the fetch that there is when it is made: once MSW listens.
const aClient = () => createClient({ project: 'my-project', token: 'a-token' });

test('a question about the weather is answered with what the thermometer says', async () => {
  const asked: string[] = [];
  const answer = await askWeather(aClient(), 'What is the weather in Paris?', async (location) => {
    asked.push(location);
    return { celsius: 31 };
  });
  expect(asked).toEqual(['Paris']);
  expect(answer).toBe('It is 31 degrees in Paris.');
  expect(checks).toHaveLength(2);
});

test('a story comes piece by piece', async () => {
  const pieces = await Array.fromAsync(tellStory(aClient(), 'a magic backpack'));
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.join('')).toBe('Mira found a magic backpack that was never full.');
});

test('a busy service is asked again', async () => {
  const pieces = await Array.fromAsync(tellStory(aClient(), 'patience'));
  expect(pieces.join('')).toBe('Patience was rewarded.');
});
