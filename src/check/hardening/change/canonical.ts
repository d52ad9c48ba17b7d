import { isArray, isObject, type Json } from '../../../domain/index.ts';

/** A value as text to compare: the same whatever the order of its mappings; null and absent are one. */
export function canonical(value: Json | undefined): string {
  if (isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, held]) => held !== null);
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, held]) => `${JSON.stringify(key)}:${canonical(held)}`).join(',')}}`;
}

/** A mapping without some of its fields; anything else as it is. */
export function without(value: Json | undefined, ...fields: readonly string[]): Json {
  if (!isObject(value)) return value ?? null;
  return Object.fromEntries(Object.entries(value).filter(([field]) => !fields.includes(field)));
}
