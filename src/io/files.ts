import { createHash, hash, randomBytes } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  createWriteStream,
  existsSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { chmod, type FileHandle, mkdir, mkdtemp, open, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Files, GateError } from '../domain/index.ts';
import { exclusively } from './exclusive.ts';
import { hashFile } from './hash-file.ts';
import { writePieces } from './pieces.ts';
import { hold, release } from './temporary.ts';

/**
 * Up to this size a file is read and written at once, without a detour by other threads: that takes an eighth of the
 * time, and a run asks for some ten thousand of them.
 */
const SMALL_BYTES = 256 * 1024;

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  return open(path, 'r').catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
}

function openSyncIfThere(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** `another` for what is no small file: another way has to read it, or to say what is wrong. Null: there is none. */
function readSmall(path: string, maxBytes: number): Uint8Array | 'another' | null {
  // A pipe is never opened here: that could wait for ever.
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return null;
  if (!found.isFile() || found.size === 0 || found.size > Math.min(maxBytes, SMALL_BYTES)) return 'another';
  const file = openSyncIfThere(path);
  if (file === null) return null;
  try {
    // One byte more than there should be shows a file that grew meanwhile.
    const bytes = Buffer.allocUnsafeSlow(found.size + 1);
    let length = 0;
    for (let count = -1; count !== 0 && length < bytes.length; length += count) {
      count = readSync(file, bytes, length, bytes.length - length, null);
    }
    return length > found.size ? 'another' : bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

async function readBounded(path: string, maxBytes: number): Promise<Uint8Array | null> {
  const small = readSmall(path, maxBytes);
  if (small !== 'another') return small;
  const file = await openIfThere(path);
  if (file === null) return null;
  try {
    const { size } = await file.stat();
    if (size > maxBytes) {
      throw new GateError({
        code: 'io/too-large',
        stage: 'io',
        message: `${path} has ${size} bytes; at most ${maxBytes} are read.`,
        remedy: 'Use a smaller file.',
      });
    }
    return await file.readFile();
  } finally {
    await file.close();
  }
}

async function readPart(path: string, offset: number, length: number): Promise<Uint8Array | null> {
  const file = await openIfThere(path);
  if (file === null) return null;
  try {
    const { size } = await file.stat();
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - offset)));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, offset);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Descriptors of this process: what they lead to may be a file, and what is written there comes after what was. */
const DESCRIPTOR = /^\/(?:dev\/(?:std(?:in|out|err)$|fd\/)|proc\/)/;

/** A device or a pipe (`/dev/stdout`, `/dev/null`) is written to: putting a file in its place would break it for all. */
function isStream(path: string): boolean {
  if (DESCRIPTOR.test(path)) return true;
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found !== undefined && !found.isFile() && !found.isDirectory();
  } catch {
    return false;
  }
}

/** The draft that takes the place of a file when it is whole. Its directory is made where there is none. */
async function writeDraft(
  draft: string,
  content: string | Uint8Array,
  options: { readonly flag: 'wx'; readonly mode?: number },
): Promise<void> {
  const isSmall = content.length <= SMALL_BYTES;
  const put = async (): Promise<void> =>
    isSmall ? writeFileSync(draft, content, options) : writeFile(draft, content, options);
  try {
    await put();
  } catch (error) {
    if (!isMissing(error)) throw error;
    await mkdir(dirname(draft), { recursive: true });
    await put();
  }
}

async function copyFile(from: string, to: string): Promise<string | null> {
  const small = readSmall(from, SMALL_BYTES);
  if (small === null) return null;
  if (small === 'another') return copyLarge(from, to);
  await withDraft(dirname(to), async (draft) => {
    await writeDraft(draft, small, { flag: 'wx' });
    renameSync(draft, to);
  });
  return hash('sha256', small);
}

async function copyLarge(from: string, to: string): Promise<string | null> {
  const source = await openIfThere(from);
  if (source === null) return null;
  const hashed = createHash('sha256');
  const passing = new Transform({
    transform(chunk: Buffer, _, done) {
      hashed.update(chunk);
      done(null, chunk);
    },
  });
  await mkdir(dirname(to), { recursive: true });
  try {
    await withDraft(dirname(to), async (draft) => {
      await pipeline(source.createReadStream(), passing, createWriteStream(draft, { flags: 'wx' }));
      await rename(draft, to);
    });
    return hashed.digest('hex');
  } finally {
    await source.close().catch(() => {});
  }
}

/** A new name in the directory, for a file that takes its place when it is whole; gone again where that fails. */
async function withDraft(directory: string, use: (draft: string) => Promise<void>): Promise<void> {
  const draft = join(directory, `.${randomBytes(6).toString('hex')}.tmp`);
  hold(draft);
  try {
    await use(draft);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    release(draft);
  }
}

/** The Files port on the real file system. */
export function createFiles(): Files {
  return {
    read: (path, maxBytes = Number.MAX_SAFE_INTEGER) => readBounded(path, maxBytes),

    readPart,

    async write(path, content, options) {
      if (isStream(path)) return writeFile(path, content, { flag: 'a' });
      const directory = dirname(path);
      const draft = join(directory, `.${randomBytes(6).toString('hex')}.tmp`);
      try {
        await writeDraft(draft, content, { flag: 'wx', ...(options?.private === true ? { mode: 0o600 } : {}) });
        if (options?.executable === true) await chmod(draft, 0o755);
        renameSync(draft, path);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },

    async append(path, text) {
      try {
        appendFileSync(path, text);
      } catch (error) {
        if (!isMissing(error)) throw error;
        await mkdir(dirname(path), { recursive: true });
        appendFileSync(path, text);
      }
    },

    async writePieces(path, pieces) {
      if (isStream(path)) return writePieces(createWriteStream(path, { flags: 'a' }), pieces);
      await mkdir(dirname(path), { recursive: true });
      await withDraft(dirname(path), async (draft) => {
        await writePieces(createWriteStream(draft, { flags: 'wx' }), pieces);
        await rename(draft, path);
      });
    },

    copy: copyFile,

    async move(from, to) {
      if (!existsSync(from)) return false;
      await mkdir(dirname(to), { recursive: true });
      try {
        await rename(from, to);
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
        await copyFile(from, to);
        await rm(from, { force: true });
      }
      return true;
    },

    exclusively: (lock, use) => exclusively(lock, use),

    hash: hashFile,

    exists: async (path) => existsSync(path),

    async stamp(path) {
      try {
        const { dev, ino, size, mtimeNs, ctimeNs, ctimeMs } = statSync(path, { bigint: true });
        const identity = [dev, ino, mtimeNs, ctimeNs].join(' ');
        return { realPath: await realpath(path), size: Number(size), changedAt: new Date(Number(ctimeMs)), identity };
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },

    async makeDirectory(path) {
      await mkdir(path, { recursive: true });
    },

    remove: (path) => rm(path, { recursive: true, force: true, maxRetries: 3 }),

    async withTemporaryDirectory(prefix, use) {
      // Real path: tools that guard against leaving a root compare real paths (macOS: /var is a symbolic link).
      const directory = await mkdtemp(join(await realpath(tmpdir()), `${prefix}-`));
      hold(directory);
      try {
        return await use(directory);
      } finally {
        await rm(directory, { recursive: true, force: true, maxRetries: 3 });
        release(directory);
      }
    },
  };
}
