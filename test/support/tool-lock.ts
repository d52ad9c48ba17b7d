import { mkdir, rm, stat, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A lock whose holder shows no sign of life for this long is taken over. */
const STALE_MS = 30_000;
const BEAT_MS = 5_000;

/** Runs `work` while no other process holds the lock: a directory, since making one is atomic everywhere. */
export async function withLock<T>(path: string, waiting: () => void, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  for (let told = false; ; ) {
    try {
      await mkdir(path);
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const held = await stat(path).catch(() => null);
    if (held !== null && Date.now() - held.mtimeMs > STALE_MS) {
      await rm(path, { recursive: true, force: true });
      continue;
    }
    if (!told) waiting();
    told = true;
    await sleep(500);
  }
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await rm(path, { recursive: true, force: true });
  }
}
