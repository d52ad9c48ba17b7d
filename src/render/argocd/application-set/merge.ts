import { get, isArray, isObject, type Json, type JsonObject } from '../../../domain/index.ts';
import type { Generated, GeneratedSet } from './generate.ts';

/**
 * What a merge generator gives (argoproj/argo-cd applicationset/generators/merge.go): the elements of the first generator,
 * each overridden by those of the others that have the same values for the keys; what has no such partner is dropped.
 */
export function mergeSets(
  sets: readonly (readonly Generated[])[],
  keys: readonly string[],
  goTemplate: boolean,
): GeneratedSet {
  const refused = (why: string): GeneratedSet => ({ elements: [], unknown: [`its merge generator ${why}`] });
  if (keys.length === 0) return refused('names no mergeKeys, and Argo CD refuses it');
  if (goTemplate && keys.some((key) => key.includes('.'))) return refused('has a path among its mergeKeys');
  const keyOf = ({ parameters }: Generated): string =>
    JSON.stringify(keys.map((key) => (goTemplate ? parameters[key] : flatValue(parameters, key)) ?? null));
  const [base, ...overrides] = sets.map((elements) => byKey(elements, keyOf));
  if (!base || overrides.includes(null)) {
    return refused('has elements that its mergeKeys do not tell apart, and Argo CD refuses it');
  }
  const elements: Generated[] = [];
  for (const [key, element] of base) {
    let merged: Generated | null = element;
    for (const partner of overrides.map((each) => each?.get(key))) {
      if (partner !== undefined && merged !== null) merged = overridden(merged, partner, goTemplate);
    }
    if (merged === null) return refused('overrides a value by an empty one, by one of another kind, or in a list');
    elements.push(merged);
  }
  return { elements, unknown: [] };
}

/** Null: two have the same key. */
function byKey(elements: readonly Generated[], keyOf: (one: Generated) => string): Map<string, Generated> | null {
  const found = new Map(elements.map((element) => [keyOf(element), element]));
  return found.size === elements.length ? found : null;
}

/** Without Go templates parameters are flat texts: `image.tag` is a key as it is, or a path of keys. */
function flatValue(parameters: JsonObject, key: string): string | null {
  const value = parameters[key] ?? get(parameters, ...key.split('.'));
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function overridden(base: Generated, over: Generated, goTemplate: boolean): Generated | null {
  const parameters = overlay(base.parameters, over.parameters, goTemplate);
  if (parameters === null) return null;
  return {
    id: base.id,
    parameters,
    files: [...base.files, ...over.files],
    placeOf: (path) => (get(over.parameters, ...path) === undefined ? base.placeOf(path) : over.placeOf(path)),
  };
}

/**
 * Leaf by leaf. Null where what Argo CD does depends on its version or on how values are flattened: a mapping in the place
 * of a scalar or the other way round, items of lists without Go templates, and with them what mergo takes for empty.
 */
function overlay(base: JsonObject, over: JsonObject, goTemplate: boolean): JsonObject | null {
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const own = merged.get(key);
    const one = own === undefined ? (value ?? null) : overlaidValue(own, value ?? null, goTemplate);
    const isFlatBelow = !goTemplate && isObject(value) && Object.keys(base).some((each) => each.startsWith(`${key}.`));
    if (one === undefined || isFlatBelow) return null;
    merged.set(key, one);
  }
  return Object.fromEntries(merged);
}

function overlaidValue(own: Json, value: Json, goTemplate: boolean): Json | undefined {
  if (isObject(own) && isObject(value)) return overlay(own, value, goTemplate) ?? undefined;
  if (isObject(own) || isObject(value) || isArray(own) !== isArray(value)) return undefined;
  const isOpen = goTemplate ? isEmpty(value) && !isEmpty(own) : isArray(value);
  return isOpen ? undefined : value;
}

function isEmpty(value: Json): boolean {
  return !value || (isArray(value) && value.length === 0);
}
