import type { Scratch } from '../domain/index.ts';

/**
 * Why a program may not go on, by what it has written; null while it may. Files count that are removed and still open
 * (by Linux's list of them), and each entry as a block at least, since a disk runs out of entries too. Well below its
 * own limit a program ends that takes more than the disk has left: several at a time together never fill it.
 *
 * A part of the supervisor, and self-contained as it is: see supervisor.ts.
 */
export function overfull(
  { directory, maxBytes }: Scratch,
  pid: number | undefined,
  freeBytes: (path: string) => number = (path) => {
    const { bavail, bsize } = process.getBuiltinModule('node:fs').statfsSync(path);
    return bavail * bsize;
  },
): string | null {
  const { lstatSync, readdirSync, readlinkSync, statSync } = process.getBuiltinModule('node:fs');
  const BLOCK = 4096;
  const GIB = 1024 ** 3;
  let size = 0;
  const count = ({ size: length, blocks }: { readonly size: number; readonly blocks: number }): void => {
    size += Math.max(length, blocks * 512, BLOCK);
  };
  /** Null for what is gone between two looks at it, or was closed. */
  const look = <T>(at: () => T): T | null => {
    try {
      return at();
    } catch {
      return null;
    }
  };
  const folders = [directory];
  for (let folder = folders.pop(); folder !== undefined && size < maxBytes; folder = folders.pop()) {
    const path = folder;
    for (const name of look(() => readdirSync(path)) ?? []) {
      const stats = look(() => lstatSync(`${path}/${name}`));
      if (stats === null) continue;
      if (stats.isDirectory()) folders.push(`${path}/${name}`);
      count(stats);
    }
  }
  const removed = new Set<string>();
  const descriptors = `/proc/${pid}/fd`;
  const hasList = process.platform === 'linux' && pid !== undefined;
  for (const name of (hasList ? look(() => readdirSync(descriptors)) : null) ?? []) {
    const target = look(() => readlinkSync(`${descriptors}/${name}`)) ?? '';
    if (!target.startsWith(`${directory}/`) || !target.endsWith(' (deleted)')) continue;
    const stats = look(() => statSync(`${descriptors}/${name}`));
    if (stats === null) continue;
    const file = `${stats.dev} ${stats.ino}`;
    if (!removed.has(file)) count(stats);
    removed.add(file);
  }
  const named = (bytes: number): string => {
    if (bytes >= GIB) return `${Math.floor(bytes / (GIB / 10)) / 10} GiB`;
    return bytes >= 1 << 20 ? `${Math.floor(bytes / (1 << 20))} MiB` : `${bytes} bytes`;
  };
  if (size >= maxBytes) return `more than ${named(maxBytes)} of temporary files`;
  if (size < GIB || size <= (look(() => freeBytes(directory)) ?? size)) return null;
  return `${named(size)} of temporary files, which is more than the disk has left`;
}
