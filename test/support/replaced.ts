import { isArray, isObject, type Json, type Path } from '../../src/domain/index.ts';

/** The object with another value at the path; mappings on the way are made where they are missing. */
export function replaced(object: Json | undefined, [step, ...rest]: Path, value: Json | undefined): Json {
  if (step === undefined) return value ?? null;
  const next = (held: Json | undefined): Json | undefined => (rest.length === 0 ? value : replaced(held, rest, value));
  if (typeof step === 'number') {
    const items = isArray(object) ? [...object] : [];
    items[step] = next(items[step]) ?? null;
    return items;
  }
  const own = isObject(object) ? { ...object } : {};
  const after = next(own[step]);
  if (after === undefined) delete own[step];
  else own[step] = after;
  return own;
}
