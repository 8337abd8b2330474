import { isObject } from '../lib/is-object.ts';
import { fromPointer, valueAt } from '../lib/json-pointer.ts';
import { writeAt } from '../lib/write-at.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';

/** A pointer of `drop` or `set` that hits nothing. */
export interface Missed {
  /** Relative to the step: `['drop', 0]`. */
  readonly path: Path;
  readonly message: string;
  readonly help: string;
}

/** The request as it is sent: without what `drop` names, in its order, then with what `set` writes. */
export function editRequest(
  request: JsonObject,
  drop: readonly string[],
  set: JsonObject,
): { readonly request: JsonObject; readonly missed: readonly Missed[] } {
  const missed: Missed[] = [];
  let edited: Json = request;
  for (const [index, pointer] of drop.entries()) {
    if (valueAt(edited, fromPointer(pointer)) === undefined) {
      missed.push({
        path: ['drop', index],
        message: `drop ${pointer} hits nothing`,
        help: whatIsThere(edited, pointer),
      });
    } else edited = rewritten(edited, pointer, undefined, []);
  }
  for (const [pointer, value] of Object.entries(set)) edited = rewritten(edited, pointer, value, ['set', pointer]);
  return { request: isObject(edited) ? edited : {}, missed };

  function rewritten(value: Json, pointer: string, item: Json | undefined, path: Path): Json {
    const result = writeAt(value, pointer, item);
    if ('value' in result) return result.value ?? {};
    missed.push({ path, message: `set ${pointer} hits nothing`, help: result.wrong });
    return value;
  }
}

/** How far a pointer leads, and what is there. */
function whatIsThere(request: Json, pointer: string): string {
  const steps = fromPointer(pointer);
  let depth = steps.length - 1;
  while (depth > 0 && valueAt(request, steps.slice(0, depth)) === undefined) depth--;
  const parent = valueAt(request, steps.slice(0, depth));
  const where =
    depth === 0
      ? 'the request'
      : steps
          .slice(0, depth)
          .map((step) => `/${step}`)
          .join('');
  if (Array.isArray(parent)) return `${where} is a list of ${parent.length}`;
  return isObject(parent) ? `${where} has ${Object.keys(parent).join(', ') || 'nothing'}` : `${where} is no map`;
}
