import type { ForeignRequest, Offer } from './match-request.ts';

/** The models that a suite asks. */
export function modelsOf(offers: readonly Offer[]): ReadonlySet<string> {
  return new Set(
    offers.flatMap(({ step: { request } }) => {
      const model = request.kind === 'json' ? request.json['model'] : undefined;
      return typeof model === 'string' ? [model] : [];
    }),
  );
}

/** What a request may mean: a generic client may leave the publisher of its model out. What is echoed is what it sent. */
export function modelReadings(request: ForeignRequest, models: ReadonlySet<string>): readonly ForeignRequest[] {
  const { place, json } = request;
  const model = json?.['model'];
  if (place.door !== 'base' || !json || typeof model !== 'string' || models.has(model)) return [request];
  const full = [...models].filter((each) => each.endsWith(`/${model}`));
  return full.map((each) => ({ ...request, json: { ...json, model: each } }));
}

/** What is found for the first of them that something is found for. */
export function firstFound(
  readings: readonly ForeignRequest[],
  find: (reading: ForeignRequest) => Offer | undefined,
): Offer | undefined {
  for (const reading of readings) {
    const found = find(reading);
    if (found) return found;
  }
  return undefined;
}
