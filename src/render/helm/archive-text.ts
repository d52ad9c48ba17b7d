import { Gunzip } from 'fflate/browser';

/** Unpacked, at most: the text of a chart's templates is small, and a bomb is not worth its memory. */
const MAX_UNPACKED_BYTES = 32 << 20;
const STEP = 64 * 1024;

/** A packed chart's bytes as one text, for searching; null where it is no gzip, or too large to be unpacked. */
export function archiveText(bytes: Uint8Array): string | null {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const gunzip = new Gunzip((chunk) => {
    size += chunk.length;
    chunks.push(chunk);
  });
  try {
    for (let at = 0; at < bytes.length; at += STEP) {
      gunzip.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
      if (size > MAX_UNPACKED_BYTES) return null;
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks).toString('latin1');
}
