import { type Dirent, lstatSync, readlinkSync } from 'node:fs';
import { constants, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { GateError, type Tree, type TreeEntry } from '../domain/index.ts';
import { unreadable } from '../tree/index.ts';

/** Never part of a tree: git's own data, and what package managers put beside the sources. */
const SKIPPED_DIRECTORIES = ['.git', 'node_modules'];
const MAX_ENTRIES = 1_000_000;
const MAX_FILE_BYTES = 256 * 1024 * 1024;
const LABEL = 'the working tree';

type Found = TreeEntry | 'directory' | null;

/**
 * The files below `root` as they are now, whether git knows them or not. Symbolic links are entries and are never
 * followed; sockets, pipes and devices are left out.
 *
 * @param root absolute path of a directory.
 */
export function workingTree(root: string): Tree {
  const listings = new Map<string, Promise<readonly TreeEntry[]>>();
  const stats = new Map<string, Promise<Found>>();

  const stat = (path: string): Promise<Found> => {
    const known = stats.get(path) ?? statBelow(path);
    stats.set(path, known);
    return known;
  };

  async function statBelow(path: string): Promise<Found> {
    if (path === '') return 'directory';
    const steps = path.split('/');
    const name = steps.at(-1) ?? '';
    if (steps.some((step) => step === '' || step === '.' || step === '..' || step.includes('\0'))) return null;
    if (process.platform === 'win32' && path.includes('\\')) return null;
    // What stands behind a link is not part of the tree: each directory on the way is looked at by itself.
    if ((await stat(steps.slice(0, -1).join('/'))) !== 'directory') return null;
    if (name === '.git') return null;
    return entryAt(root, path);
  }

  const list = (under = ''): Promise<readonly TreeEntry[]> => {
    const known = listings.get(under) ?? listBelow(under);
    listings.set(under, known);
    return known;
  };

  async function listBelow(under: string): Promise<readonly TreeEntry[]> {
    const whole = listings.get('');
    if (under !== '' && whole !== undefined) return (await whole).filter(({ path }) => path.startsWith(`${under}/`));
    if ((await stat(under)) !== 'directory') return [];
    const entries: TreeEntry[] = [];
    await walk(root, under, entries);
    return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  return {
    label: LABEL,
    commit: null,
    list,
    stat,
    async read(path) {
      const entry = await stat(path);
      if (entry === null || entry === 'directory' || entry.kind !== 'file') throw unreadable(path, LABEL);
      return readPlainFile(join(root, path), path);
    },
  };
}

async function walk(root: string, directory: string, entries: TreeEntry[]): Promise<void> {
  let found: Dirent[];
  try {
    found = await readdir(join(root, directory), { withFileTypes: true });
  } catch (error) {
    throw unreadable(directory === '' ? '.' : directory, LABEL, reason(error));
  }
  for (const { name, isDirectory } of found.map((one) => ({ name: one.name, isDirectory: one.isDirectory() }))) {
    const path = directory === '' ? name : `${directory}/${name}`;
    if (name === '.git' || (isDirectory && SKIPPED_DIRECTORIES.includes(name))) continue;
    if (isDirectory) {
      if (name.includes('\uFFFD')) await walkUnnamed(root, directory, entries);
      else await walk(root, path, entries);
      continue;
    }
    const entry = entryAt(root, path);
    // A name that is no UTF-8 cannot be asked for again. It is listed all the same: reading it says so.
    if (entry === null && name.includes('\uFFFD')) entries.push({ kind: 'file', path, size: 0, executable: false });
    if (entry !== null && entry !== 'directory') entries.push(entry);
    if (entries.length > MAX_ENTRIES) {
      throw new GateError({
        code: 'tree/too-large',
        stage: 'tree',
        message: `The working tree holds more than ${MAX_ENTRIES} files.`,
        remedy: 'Run from a smaller directory.',
      });
    }
  }
}

/**
 * Directories whose names are no UTF-8 cannot be asked for by name. What is in them is listed all the same: reading it
 * says so, and the rest of the tree is read.
 */
async function walkUnnamed(root: string, directory: string, entries: TreeEntry[]): Promise<void> {
  const known = new Set(entries.map(({ path }) => path));
  const visit = async (at: Buffer, below: string, isUnnamed: boolean): Promise<void> => {
    for (const one of await readdir(at, { withFileTypes: true, encoding: 'buffer' })) {
      const name = one.name.toString('utf8');
      const path = below === '' ? name : `${below}/${name}`;
      const full = Buffer.concat([at, Buffer.from('/'), one.name]);
      if (one.isDirectory() && (isUnnamed || !Buffer.from(name).equals(one.name))) await visit(full, path, true);
      else if (isUnnamed && one.isFile() && !known.has(path)) {
        entries.push({ kind: 'file', path, size: 0, executable: false });
        known.add(path);
      }
    }
  };
  try {
    await visit(Buffer.from(join(root, directory)), directory, false);
  } catch (error) {
    throw unreadable(directory === '' ? '.' : directory, LABEL, reason(error));
  }
}

/** At once: by way of other threads each of the many takes ten times as long. */
function entryAt(root: string, path: string): Found {
  const full = join(root, path);
  try {
    const stats = lstatSync(full);
    if (stats.isDirectory()) return 'directory';
    if (stats.isSymbolicLink()) {
      const target = readlinkSync(full);
      return { kind: 'symlink', path, target: process.platform === 'win32' ? target.replaceAll('\\', '/') : target };
    }
    if (!stats.isFile()) return null;
    return { kind: 'file', path, size: stats.size, executable: (stats.mode & 0o100) !== 0 };
  } catch (error) {
    if (isMissing(error)) return null;
    throw unreadable(path, LABEL, reason(error));
  }
}

async function readPlainFile(full: string, path: string): Promise<Uint8Array> {
  try {
    // A link that took the file's place meanwhile is not followed; a pipe does not make us wait.
    const file = await open(full, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = await file.stat();
      if (!stats.isFile()) throw unreadable(path, LABEL, 'it is no file any more');
      if (stats.size > MAX_FILE_BYTES) {
        throw unreadable(path, LABEL, `it has ${stats.size} bytes, more than the ${MAX_FILE_BYTES} that are read`);
      }
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof GateError) throw error;
    throw unreadable(path, LABEL, isMissing(error) ? 'there is no such file' : reason(error));
  }
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(String(error.code))
  );
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EACCES' || code === 'EPERM') return 'permission is denied';
  return code === '' ? 'the system refuses' : `the system refuses (${code})`;
}
