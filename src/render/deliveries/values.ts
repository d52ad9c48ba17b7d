import { isObject, type Json, type Path, type Place } from '../../domain/index.ts';

/** Where a part of a value is written. */
export type PlaceOf = (path: Path) => Place;

/** Chart values on their way together: a mapping that others are merged into, or a value with its origin. */
export type Values = ValueMap | Leaf;

export interface ValueMap {
  readonly is: 'map';
  readonly entries: Map<string, Values>;
  readonly placeOf: PlaceOf;
}

interface Leaf {
  readonly is: 'leaf';
  readonly value: Json;
  readonly placeOf: PlaceOf;
}

const MAX_DEPTH = 100;

export function toValues(value: Json, placeOf: PlaceOf, depth = 0): Values {
  if (!isObject(value) || depth > MAX_DEPTH) return { is: 'leaf', value, placeOf };
  const entries = Object.entries(value).map(([key, item]): [string, Values] => [
    key,
    toValues(item ?? null, (path) => placeOf([key, ...path]), depth + 1),
  ]);
  return { is: 'map', entries: new Map(entries), placeOf };
}

export function emptyValues(placeOf: PlaceOf): ValueMap {
  return { is: 'map', entries: new Map(), placeOf };
}

/**
 * `over` into `under` (fluxcd/pkg chartutil/merge.go). As there, a mapping that only one of them has is shared with the
 * result and not copied: a `targetPath` that is set in it later is set in `over` as well, and so survives the last merge.
 */
export function mergeValues(under: ValueMap, over: ValueMap): ValueMap {
  const entries = new Map(under.entries);
  for (const [key, value] of over.entries) {
    const below = entries.get(key);
    entries.set(key, value.is === 'map' && below?.is === 'map' ? mergeValues(below, value) : value);
  }
  return { is: 'map', entries, placeOf: over.placeOf };
}

export function toJson(values: Values): Json {
  if (values.is === 'leaf') return values.value;
  return Object.fromEntries([...values.entries].map(([key, value]) => [key, toJson(value)]));
}

export function placeIn(values: Values, path: Path): Place {
  const [key, ...rest] = path;
  if (values.is === 'leaf' || key === undefined) return values.placeOf(path);
  const next = values.entries.get(String(key));
  return next === undefined ? values.placeOf(path) : placeIn(next, rest);
}

/**
 * What helm's `--set PATH=TEXT` does to values (helm.sh/helm/v3/pkg/strvals), for paths of plain keys and texts without
 * lists, commas and escapes. Quotes around the text make it a string. False: it is none of these.
 */
export function setValue(values: ValueMap, path: string, text: string, place: Place): boolean {
  const quoted = /^(?:'.*'|".*")$/s.test(text);
  const bare = quoted ? text.replace(/^['"]+|['"]+$/g, '') : text;
  return !/[,\\[\]{}\n]/.test(bare) && setLeaf(values, path, quoted ? bare : typed(bare), place);
}

/** What helm's `--set-string` and `--set-file` do: the text as it is, for paths of plain keys. False: it is none. */
export function setText(values: ValueMap, path: string, text: string, place: Place): boolean {
  return setLeaf(values, path, text, place);
}

function setLeaf(values: ValueMap, path: string, value: Json, place: Place): boolean {
  if (!/^[^.,=[\]{}\\\s]+(?:\.[^.,=[\]{}\\\s]+)*$/.test(path)) return false;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let at = values;
  for (const key of keys) {
    const next = at.entries.get(key);
    if (next?.is === 'leaf') return false;
    const map = next?.is === 'map' ? next : emptyValues(() => place);
    at.entries.set(key, map);
    at = map;
  }
  at.entries.set(last, { is: 'leaf', value, placeOf: () => place });
  return true;
}

function typed(text: string): Json {
  if (/^true$/i.test(text) || /^false$/i.test(text)) return /^true$/i.test(text);
  if (text.toLowerCase() === 'null') return null;
  if (text === '0') return 0;
  return /^(?:[-+][0-9]+|[1-9][0-9]*)$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text;
}
