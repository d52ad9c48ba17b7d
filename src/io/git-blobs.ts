import { GateError } from '../domain/index.ts';
import { type GitRepository, runGit } from './git-command.ts';

const MAX_BLOB_BYTES = 64 * 1024 * 1024;
const MAX_BATCH_BYTES = 64 * 1024 * 1024;
/** What is read is kept up to this, since the stages read a file more than once. */
const MAX_KEPT_BYTES = 128 * 1024 * 1024;
const NEWLINE = 0x0a;

export interface BlobReader {
  /** The blob's bytes; null where the clone does not have it. `size` is what the tree says of it. */
  read(id: string, size: number): Promise<Uint8Array | null>;
}

interface Wanted {
  readonly id: string;
  readonly size: number;
  readonly settle: (result: Promise<Uint8Array | null>) => void;
}

/** Reads blobs with `git cat-file --batch`: what is asked for in one turn of the event loop is read by one process. */
export function createBlobReader(repository: GitRepository): BlobReader {
  const kept = new Map<string, Promise<Uint8Array | null>>();
  let keptBytes = 0;
  let queue: Wanted[] = [];

  function flush(): void {
    for (const batch of batches(queue)) {
      const reading = readBatch(
        repository,
        batch.map(({ id }) => id),
      );
      for (const { id, settle } of batch) settle(reading.then((blobs) => blobs.get(id) ?? null));
    }
    queue = [];
  }

  return {
    read(id, size) {
      const known = kept.get(id);
      if (known !== undefined) return known;
      if (size > MAX_BLOB_BYTES) return Promise.reject(tooLarge(id, size));
      if (queue.length === 0) setImmediate(flush);
      const reading = new Promise<Uint8Array | null>((settle) => queue.push({ id, size, settle }));
      if (keptBytes + size <= MAX_KEPT_BYTES) {
        keptBytes += size;
        kept.set(id, reading);
      }
      return reading;
    },
  };
}

function batches(queue: readonly Wanted[]): Wanted[][] {
  const all: Wanted[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const wanted of queue) {
    if (bytes + wanted.size > MAX_BATCH_BYTES) {
      all.push([]);
      bytes = 0;
    }
    all.at(-1)?.push(wanted);
    bytes += wanted.size;
  }
  return all;
}

async function readBatch(repository: GitRepository, ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
  const unique = [...new Set(ids)];
  const output = await runGit(repository, {
    args: ['cat-file', '--batch', '--buffer'],
    stdin: Buffer.from(unique.map((id) => `${id}\n`).join('')),
    // Link targets have no size in advance; each answer has a line of its own before it.
    maxOutputBytes: MAX_BATCH_BYTES + unique.length * 8192,
  });
  return parseBatch(output);
}

/** `<id> blob <size>`, the bytes, a line end; or `<id> missing` (git-cat-file(1), batch output). */
function parseBatch(output: Uint8Array): Map<string, Uint8Array> {
  const blobs = new Map<string, Uint8Array>();
  let at = 0;
  while (at < output.length) {
    const end = output.indexOf(NEWLINE, at);
    const [id = '', type, size] = Buffer.from(output.subarray(at, end)).toString('latin1').split(' ');
    at = end + 1;
    if (end === -1) break;
    if (type === 'missing') continue;
    const length = Number(size);
    if (type !== 'blob' || !Number.isSafeInteger(length) || at + length > output.length) {
      throw new GateError({
        code: 'tree/git-failed',
        stage: 'tree',
        message: `git cat-file answered for ${id} with something that is no file.`,
        remedy: 'Check the clone with git fsck.',
      });
    }
    // A copy, so that keeping one file does not keep the whole answer.
    blobs.set(id, output.slice(at, at + length));
    at += length + 1;
  }
  return blobs;
}

function tooLarge(id: string, size: number): GateError {
  return new GateError({
    code: 'tree/too-large',
    stage: 'tree',
    message: `The object ${id} has ${size} bytes, more than the ${MAX_BLOB_BYTES} that are read.`,
    remedy: 'Keep files of this size out of what is deployed, or out of the paths that are checked.',
  });
}
