import { z } from 'zod';
import { foldJsonKey, isWrittenOnce } from '../../../domain/index.ts';
import { parseJson } from './json.ts';

/** JSON, else undefined: also where an object writes a name twice. */
export function parseWrittenOnce(bytes: Uint8Array): unknown {
  const value = parseJson(bytes);
  return value === undefined || isWrittenOnce(bytes, value) ? value : undefined;
}

/**
 * An object with these fields, and others, but none whose name Go takes for one of these though it is spelt otherwise:
 * encoding/json passes over case, and over a long s and the sign for kelvin.
 */
export function spelled<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const fields = new Map(Object.keys(shape).map((name) => [foldJsonKey(name), name]));
  return z
    .looseObject(shape)
    .refine((value) => Object.keys(value).every((name) => (fields.get(foldJsonKey(name)) ?? name) === name));
}
