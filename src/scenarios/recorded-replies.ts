import { isObject } from '../lib/is-object.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';

/** Keys that stand beside a reply that is the recording, and of which nothing would be heard: at their paths. */
export function besideRecordings(scenario: JsonObject): Path[] {
  const steps = Array.isArray(scenario['steps']) ? (scenario['steps'] as readonly Json[]) : [];
  const inSteps = steps.flatMap((step, index) =>
    isObject(step) ? beside(step['mock'], ['steps', index, 'mock']) : [],
  );
  return [...beside(scenario['mock'], ['mock']), ...inSteps];
}

function beside(mock: Json | undefined, path: Path): Path[] {
  if (Array.isArray(mock)) return (mock as readonly Json[]).flatMap((reply, index) => beside(reply, [...path, index]));
  if (!isObject(mock)) return [];
  const inRepeats = beside(mock['by_repeat'], [...path, 'by_repeat']);
  if (mock['recording'] !== true) return inRepeats;
  const others = Object.keys(mock).filter((key) => key !== 'recording' && key !== 'match' && key !== 'by_repeat');
  return [...others.map((key) => [...path, key]), ...inRepeats];
}
