import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { cases, requestOf } from './suite.ts';

/** Which scenario is which variant of Google's examples page. */
const scenarioOfVariant: { readonly [variant: number]: string } = {
  1: 'managed/write-a-story',
  2: 'managed/explain-the-sky',
  3: 'managed/stream-a-story',
  4: 'managed/stream-an-explanation',
  5: 'managed/text-and-image',
  6: 'deployed/write-a-story',
  7: 'deployed/explain-the-sky',
  8: 'deployed/stream-a-story',
  9: 'deployed/stream-an-explanation',
  10: 'extensions/google-options',
  11: 'extensions/google-options-from-the-sdk',
  12: 'extensions/signature-on-a-message',
  13: 'extensions/signature-on-a-part',
  14: 'extensions/signature-on-a-tool-call',
  15: 'thinking/budget',
  16: 'multimodal/image',
  17: 'multimodal/audio',
  18: 'structured-output/calendar-event',
};

/** Body and URL of each variant, with the placeholders of an empty environment. */
const variants: readonly { readonly variant: number; readonly url: string; readonly body: JsonObject }[] = JSON.parse(
  readFileSync(new URL('request-variants.json', import.meta.url), 'utf8'),
);

test('the table has the 18 variants', () => {
  expect(variants.map((variant) => variant.variant)).toEqual(Object.keys(scenarioOfVariant).map(Number));
});

test.each(variants)('variant $variant goes out as the table says, over both transports', ({ variant, url, body }) => {
  const both = cases.filter((aCase) => aCase.scenario.id === scenarioOfVariant[variant]);
  expect(both.map((aCase) => aCase.transport)).toEqual(['rest', 'sdk']);
  for (const aCase of both) {
    const request = requestOf(aCase);
    expect(request.url).toBe(url);
    expect(request.json).toEqual(body);
    expect(JSON.parse(request.body)).toEqual(body);
  }
});

test.each(variants)('the description of variant $variant says which one it is', ({ variant }) => {
  const { scenario } = cases.find((aCase) => aCase.scenario.id === scenarioOfVariant[variant]) ?? {};
  expect(scenario?.file.description).toContain(`Variant ${variant} of Google's examples page.`);
  expect(scenario?.file.tags).toContain('examples');
});
