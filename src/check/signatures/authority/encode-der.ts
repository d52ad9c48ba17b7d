import type { ASN1Obj } from '@sigstore/core';

/**
 * The DER of what was read (X.690, 8.1 and 10.1), byte for byte what @sigstore/core's own `toDER` makes of it, which
 * takes two kilobytes of memory for every element however small.
 */
export function encodeDer({ tag, subs, value }: ASN1Obj): Buffer {
  const parts = subs.length === 0 ? [value] : subs.map(encodeDer);
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Buffer.from([tag.toDER(), ...encodeLength(length)]), ...parts]);
}

/** In as few bytes as hold it: alone below 128, else after a byte that says how many they are. */
function encodeLength(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 0x100)) bytes.unshift(rest % 0x100);
  return [0x80 | bytes.length, ...bytes];
}
