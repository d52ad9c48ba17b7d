import { type RpmPackage, rpmHeader } from './header.ts';

const PAGE = 4096;
const BLOCK = 16;
const [HEADER, SLOT, BLOB, TAIL] = ['RpmP', 'Slot', 'BlbS', 'BlbE'].map((text) => Buffer.from(text));

/** A database of packages as RPM of SUSE writes one, which it calls new (rpm, lib/backend/ndb/rpmpkg.c): `Packages.db`. */
export function rpmNdb(packages: readonly RpmPackage[]): Buffer {
  const pages = Math.max(1, Math.ceil(((packages.length + 2) * BLOCK) / PAGE));
  const slots = Buffer.alloc(pages * PAGE);
  slots.set(HEADER ?? [], 0);
  // Version 0, the first generation, so many pages of slots, and the next package's number.
  for (const [index, value] of [0, 1, pages, packages.length + 1].entries()) slots.writeUInt32LE(value, 4 + index * 4);
  for (let at = 2 * BLOCK; at < slots.length; at += BLOCK) slots.set(SLOT ?? [], at);
  const blobs: Buffer[] = [];
  let block = slots.length / BLOCK;
  for (const [index, one] of packages.entries()) {
    const blob = blobOf(index + 1, rpmHeader(one));
    for (const [place, value] of [index + 1, block, blob.length / BLOCK].entries()) {
      slots.writeUInt32LE(value, (index + 2) * BLOCK + 4 + place * 4);
    }
    blobs.push(blob);
    block += blob.length / BLOCK;
  }
  return Buffer.concat([slots, ...blobs]);
}

function blobOf(number: number, header: Buffer): Buffer {
  const bytes = Buffer.alloc(Math.ceil((BLOCK + header.length + 12) / BLOCK) * BLOCK);
  const sum = adler32(header);
  bytes.set(BLOB ?? [], 0);
  for (const [index, value] of [number, sum, header.length].entries()) bytes.writeUInt32LE(value, 4 + index * 4);
  header.copy(bytes, BLOCK);
  bytes.writeUInt32LE(sum, bytes.length - 12);
  bytes.writeUInt32LE(header.length, bytes.length - 8);
  bytes.set(TAIL ?? [], bytes.length - 4);
  return bytes;
}

/** RFC 1950. */
function adler32(bytes: Uint8Array): number {
  let [low, high] = [1, 0];
  for (const byte of bytes) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  return high * 65536 + low;
}
