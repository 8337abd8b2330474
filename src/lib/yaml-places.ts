import type { Json, Path } from '../model/json.ts';
import type { Place } from '../model/place.ts';
import type { Source } from '../model/suite.ts';
import type { PlaceAt } from './text-places.ts';

/** A value of a YAML file and where it stands, by offsets into the text. */
export interface Spot {
  readonly value: Json;
  readonly start: number;
  readonly end: number;
  /** How many levels of lists and maps it has: 0 for text, numbers and the like. */
  readonly height: number;
  /** Written over several lines, below its key: the key then says better where it is. */
  readonly block?: boolean;
  /** Of maps. */
  readonly keys?: ReadonlyMap<string, SpotEntry>;
  /** Of lists. */
  readonly items?: readonly Spot[];
}

export interface SpotEntry {
  readonly start: number;
  readonly end: number;
  readonly value: Spot;
}

/** The two questions a `Source` answers about places. */
export function locateIn(root: Spot, placeAt: PlaceAt): Pick<Source, 'locate' | 'has'> {
  return {
    locate: (path, part = 'value') => locate(root, path, part, placeAt),
    has: (path) => walk(root, path).steps === path.length,
  };
}

function locate(root: Spot, path: Path, part: 'key' | 'value', placeAt: PlaceAt): Place {
  const { steps, entry, spot } = walk(root, path);
  // A part that is not there is missing in its parent, so the parent's key is the line to look at.
  const key = part === 'key' || steps < path.length || spot.block === true || spot.start === spot.end;
  return key && entry ? placeAt(entry.start, entry.end) : placeAt(spot.start, spot.end);
}

/** Goes along the path as far as it exists. `entry` is the key of the last map entry, where the last step was one. */
function walk(root: Spot, path: Path): { steps: number; spot: Spot; entry?: SpotEntry | undefined } {
  let spot = root;
  let entry: SpotEntry | undefined;
  let steps = 0;
  for (const step of path) {
    const next = spot.keys?.get(String(step));
    const item = next?.value ?? spot.items?.[Number(step)];
    if (item === undefined) break;
    entry = next;
    spot = item;
    steps++;
  }
  return { steps, spot, entry };
}
