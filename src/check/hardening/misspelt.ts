import { z } from 'zod';
import { isArray, isObject, type Json, type Path } from '../../domain/index.ts';

/** A key that is one of the API's but for its case, which the API server drops or refuses: names are case-sensitive. */
export interface MisspeltKey {
  readonly path: Path;
  /** As the API spells it. */
  readonly meant: string;
}

/** The first such key below a value, by the fields that its schema names; null where there is none. */
export function misspeltKey(schema: unknown, value: Json | undefined, at: Path = []): MisspeltKey | null {
  const own = unwrap(schema);
  if (own instanceof z.ZodArray && isArray(value)) {
    for (const [index, item] of value.entries()) {
      const found = misspeltKey(own.element, item, [...at, index]);
      if (found !== null) return found;
    }
  }
  if (!(own instanceof z.ZodObject) || !isObject(value)) return null;
  const shape: Readonly<Record<string, unknown>> = own.shape;
  for (const [key, held] of Object.entries(value)) {
    if (Object.hasOwn(shape, key)) {
      const found = misspeltKey(shape[key], held, [...at, key]);
      if (found !== null) return found;
      continue;
    }
    const meant = spellings(own).get(key.toLowerCase());
    if (meant !== undefined) return { path: [...at, key], meant };
  }
  return null;
}

/** What a schema is of, without what may be absent or is made of it. */
function unwrap(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return unwrap(schema.unwrap());
  return schema instanceof z.ZodPipe ? unwrap(schema.in) : schema;
}

/** By schema: each key in lower case to itself. Schemas are few and live as long as the program. */
const SPELLINGS = new WeakMap<z.ZodObject, ReadonlyMap<string, string>>();

function spellings(schema: z.ZodObject): ReadonlyMap<string, string> {
  const known = SPELLINGS.get(schema);
  if (known !== undefined) return known;
  const found = new Map(Object.keys(schema.shape).map((key) => [key.toLowerCase(), key]));
  SPELLINGS.set(schema, found);
  return found;
}
