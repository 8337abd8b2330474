import type { Json, JsonObject } from '../model/json.ts';
import { objectAt, objectsAt } from './choices.ts';

/** Name of each function that a request declares → its `parameters`, where it has some. */
export function declaredTools(request: JsonObject): ReadonlyMap<string, Json | undefined> {
  // Google's own tools. `google` is taken without `extra_body` too, and camelCase seems tolerated (docs/facts.md 5.2,
  // 4.2, 5.1).
  const google = [objectAt(objectAt(request, 'extra_body'), 'google'), objectAt(request, 'google')];
  const native = google
    .flatMap((each) => objectsAt(each, 'tools'))
    .flatMap((tool) => [...objectsAt(tool, 'function_declarations'), ...objectsAt(tool, 'functionDeclarations')]);
  const functions = [
    ...objectsAt(request, 'tools').map((tool) => objectAt(tool, tool['type'] === 'custom' ? 'custom' : 'function')),
    // The deprecated form, still accepted (docs/facts.md 4.1).
    ...objectsAt(request, 'functions'),
    ...native,
  ];
  const declared = new Map<string, Json | undefined>();
  for (const { name, parameters } of functions) if (typeof name === 'string') declared.set(name, parameters);
  return declared;
}

/** The function that `tool_choice` names. */
export function chosenTool(request: JsonObject): string | undefined {
  const { name } = objectAt(objectAt(request, 'tool_choice'), 'function');
  return typeof name === 'string' ? name : undefined;
}
