import { statSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hold, release } from './temporary.ts';

/** Nobody holds one for as long, so that its process is gone; in milliseconds. */
const STALE_MS = 60_000;
const AGAIN_MS = 20;

/** Whether there was none yet. */
async function create(path: string): Promise<boolean> {
  try {
    await writeFile(path, '', { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** `use`, while no other process on this machine is in one by the same lock file: for what takes moments. */
export async function exclusively<T>(path: string, use: () => Promise<T>, staleMs = STALE_MS): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  const began = performance.now();
  while (!(await create(path))) {
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    const isStale = Date.now() - made > staleMs || performance.now() - began > staleMs;
    if (isStale) await rm(path, { force: true });
    else await sleep(AGAIN_MS);
  }
  hold(path);
  try {
    return await use();
  } finally {
    await rm(path, { force: true });
    release(path);
  }
}
