import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Writes one piece after another, each when the stream has room for it: a slow reader does not make them pile up. */
export async function writePieces(stream: Writable, pieces: Iterable<string>, { end } = { end: true }): Promise<void> {
  await pipeline(Readable.from(pieces, { highWaterMark: 1 }), stream, { end });
}
