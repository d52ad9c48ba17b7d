import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { open } from 'node:fs/promises';

/** Programs, mostly. Below this a thread takes longer to start than the file to hash. */
const LARGE_BYTES = 16 * 1024 * 1024;
const PART_BYTES = 1024 * 1024;

/** The SHA-256 in hex of a file of any size, which is not kept in memory. Null: no such file. */
export async function hashFile(path: string): Promise<string | null> {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) return null;
  if (size < LARGE_BYTES) return hashHere(path);
  // Where the system has no thread left, say: the plain way works, or says what is wrong.
  return hashBeside(path).catch(() => hashHere(path));
}

async function hashHere(path: string): Promise<string | null> {
  const file = await open(path, 'r').catch((error: unknown) => {
    // It went away meanwhile.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (file === null) return null;
  try {
    const hash = createHash('sha256');
    const part = Buffer.allocUnsafeSlow(PART_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(part, 0, part.length, null);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(part.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

/**
 * In a thread of its own: of a program of 160 MB it takes a seventh of a second, and each part would have to wait for its
 * turn among all that a run does while registries answer.
 */
export async function hashBeside(path: string): Promise<string> {
  const { Worker } = await import('node:worker_threads');
  const worker = new Worker(`(${hashInThread.toString()})(${PART_BYTES})`, { eval: true, workerData: path, env: {} });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread that hashes a file ended early')));
  });
}

/** Its text runs in the thread: nothing from outside its body, built-in modules by `getBuiltinModule` only. */
function hashInThread(partBytes: number): void {
  const { createHash } = process.getBuiltinModule('node:crypto');
  const { closeSync, openSync, readSync } = process.getBuiltinModule('node:fs');
  const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads');
  const file = openSync(workerData, 'r');
  const hash = createHash('sha256');
  const part = Buffer.allocUnsafeSlow(partBytes);
  for (;;) {
    const length = readSync(file, part, 0, part.length, null);
    if (length === 0) break;
    hash.update(part.subarray(0, length));
  }
  closeSync(file);
  parentPort?.postMessage(hash.digest('hex'));
}
