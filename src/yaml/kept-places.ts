import { isArray, isObject, type Json, type Path } from '../domain/index.ts';
import type { Locator } from './locate.ts';
import type { YamlRange } from './parse.ts';

/** Every check asks where an image is written, and of most documents nobody asks anything else. */
const ASKED_FOR = 'image';
/** A manifest has a handful; what is beyond is found in the tree like any other place. */
const MOST_PLACES = 32;
const MOST_VALUES = 5000;

/**
 * The places of a document's images, found while its tree is at hand, so that it need not be parsed again for them. Null
 * where it has none.
 */
export function placesOfImages(value: Json, locator: Locator): ReadonlyMap<string, YamlRange> | null {
  const places = new Map<string, YamlRange>();
  const open: { readonly value: Json; readonly path: Path }[] = [{ value, path: [] }];
  for (let seen = 0; seen < MOST_VALUES && places.size < MOST_PLACES; seen += 1) {
    const next = open.pop();
    if (next === undefined) break;
    for (const [step, held] of entriesOf(next.value)) {
      const path = [...next.path, step];
      if (typeof held === 'object' && held !== null) {
        if (open.length < MOST_VALUES) open.push({ value: held, path });
      } else if (step === ASKED_FOR && typeof held === 'string') places.set(placeKey(path), locator.locate(path));
    }
  }
  return places.size === 0 ? null : places;
}

export function placeKey(path: Path): string {
  return JSON.stringify(path);
}

function entriesOf(value: Json): Iterable<readonly [string | number, Json | undefined]> {
  if (isArray(value)) return value.entries();
  return isObject(value) ? Object.entries(value) : [];
}
