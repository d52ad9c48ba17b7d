import { promises as streams, Transform } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { type TarName, TarNames } from './tar-names.ts';

/** The names in a layer, links too; null where it cannot be read to its end, or unpacks to more than `maxBytes`. */
export async function layerEntries(blob: Uint8Array, maxBytes: number): Promise<readonly TarName[] | null> {
  const tar = new TarNames();
  let left = maxBytes;
  try {
    await streams.pipeline(pieces(blob), decoderOf(blob), async (chunks: AsyncIterable<Uint8Array>) => {
      for await (const chunk of chunks) {
        left -= chunk.length;
        if (left < 0) throw new RangeError('more than it may unpack to');
        tar.push(chunk);
      }
    });
    tar.end();
    return tar.names;
  } catch {
    // Whatever is wrong with it, nothing is known of the rest.
    return null;
  }
}

/** By its first bytes, as nodes read it: what a manifest says of it need not be so. */
function decoderOf(blob: Uint8Array): Transform {
  if (startsWith(blob, [0x1f, 0x8b])) return createGunzip();
  if (startsWith(blob, [0x28, 0xb5, 0x2f, 0xfd])) return createZstdDecompress();
  return new Transform({ transform: (chunk, _, done) => done(null, chunk) });
}

function startsWith(blob: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => blob[index] === byte);
}

function* pieces(blob: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at < blob.length; at += 65_536) yield blob.subarray(at, at + 65_536);
}
