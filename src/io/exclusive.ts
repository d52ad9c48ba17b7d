import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hold, release } from './temporary.ts';

/** Its holder renews a lock ten times in this, so that one which was not renewed is of a process that is gone; in milliseconds. */
const STALE_MS = 30_000;
const RENEWALS = 10;
const AGAIN_MS = 20;

function isError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** Null where there is none. */
async function absentAsNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (isError(error, 'ENOENT')) return null;
    throw error;
  }
}

/** Whether there was none yet. */
async function create(path: string, token: string): Promise<boolean> {
  try {
    await writeFile(path, token, { flag: 'wx' });
    return true;
  } catch (error) {
    if (isError(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Whose lock it is: the token of its holder, or what stands there in the moment before it is written. */
const holderOf = (path: string): Promise<string | null> => absentAsNull(readFile(path, 'utf8'));

interface Sight {
  readonly holder: string;
  readonly renewedAt: number;
}

async function look(path: string): Promise<Sight | null> {
  const holder = await holderOf(path);
  const renewedAt = (await absentAsNull(stat(path)))?.mtimeMs;
  return holder === null || renewedAt === undefined ? null : { holder, renewedAt };
}

/** Takes the lock away from a holder that is gone. Of several that try one moves it, and puts back what is not that holder's. */
async function takeAway(path: string, { holder }: Sight, token: string): Promise<void> {
  const aside = `${path}.${token}`;
  if ((await absentAsNull(rename(path, aside).then(() => true))) === null) return;
  if ((await holderOf(aside)) !== holder) await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
}

/** Waits until there is no lock, or one that nobody renews: that is seen by watching, since clocks of machines and disks differ. */
async function acquire(path: string, token: string, staleMs: number): Promise<void> {
  let seen: Sight | null = null;
  let since = performance.now();
  while (!(await create(path, token))) {
    const now = await look(path);
    if (now === null || now.holder !== seen?.holder || now.renewedAt !== seen.renewedAt) {
      seen = now;
      since = performance.now();
    }
    if (seen !== null && performance.now() - since > staleMs) await takeAway(path, seen, token);
    else await sleep(AGAIN_MS);
  }
}

/**
 * `use`, while no other process on this machine is in one by the same lock file, however long it takes: a lock that is held is
 * renewed, and only its holder removes it. A holder that was stopped for so long that another took its lock away is not interrupted.
 */
export async function exclusively<T>(path: string, use: () => Promise<T>, staleMs = STALE_MS): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  const token = randomUUID();
  await acquire(path, token, staleMs);
  hold(path);
  const renew = async (): Promise<void> => {
    if ((await holderOf(path)) === token) await utimes(path, new Date(), new Date());
    else release(path);
  };
  const renewing = setInterval(() => void renew().catch(() => {}), staleMs / RENEWALS);
  try {
    return await use();
  } finally {
    clearInterval(renewing);
    if ((await holderOf(path)) === token) await rm(path, { force: true });
    release(path);
  }
}
