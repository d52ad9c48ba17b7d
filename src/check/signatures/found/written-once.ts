import { z } from 'zod';
import { foldJsonKey } from '../../../domain/index.ts';
import { parseJson } from './json.ts';

/**
 * JSON, else undefined: also where an object writes a name twice. JavaScript takes the last of them, Go merges what
 * both hold, protobuf's reader refuses the whole: what a cluster would read is not what is read here.
 */
export function parseWrittenOnce(bytes: Uint8Array): unknown {
  const value = parseJson(bytes);
  return value === undefined || countWritten(bytes) === countRead(value) ? value : undefined;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/** Colons outside of texts: one for each name that is written. `bytes` are JSON in UTF-8. */
function countWritten(bytes: Uint8Array): number {
  let names = 0;
  let inText = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) inText = !inText;
    else if (byte === BACKSLASH) at++;
    else if (byte === COLON && !inText) names++;
  }
  return names;
}

/** Names that came through, at whatever depth. */
function countRead(value: unknown): number {
  let names = 0;
  const left: unknown[] = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next !== 'object' || next === null) continue;
    const inside: readonly unknown[] = Array.isArray(next) ? next : Object.values(next);
    if (!Array.isArray(next)) names += inside.length;
    for (const one of inside) if (typeof one === 'object' && one !== null) left.push(one);
  }
  return names;
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
