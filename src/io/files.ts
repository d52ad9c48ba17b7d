import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream, rmSync } from 'node:fs';
import { chmod, type FileHandle, mkdir, mkdtemp, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Files, GateError } from '../domain/index.ts';

/** Directories that must be gone when this process is, however it ends. */
const temporary = new Set<string>();

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

function removeAllTemporary(): void {
  for (const directory of temporary) rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  temporary.clear();
}

const handlers = new Map<keyof typeof SIGNALS, () => void>();

function watchSignals(): void {
  process.on('exit', removeAllTemporary);
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
    const handler = () => {
      removeAllTemporary();
      // As a shell reports a program that a signal ended.
      process.exit(128 + SIGNALS[signal]);
    };
    handlers.set(signal, handler);
    process.on(signal, handler);
  }
}

function unwatchSignals(): void {
  process.off('exit', removeAllTemporary);
  for (const [signal, handler] of handlers) process.off(signal, handler);
  handlers.clear();
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  return open(path, 'r').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null;
    throw error;
  });
}

async function readBounded(path: string, maxBytes: number): Promise<Uint8Array | null> {
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

/** A device or a pipe (`/dev/stdout`, `/dev/null`) is written to: putting a file in its place would break it for all. */
async function isStream(path: string): Promise<boolean> {
  if (/^\/(?:dev|proc)\//.test(path)) return true;
  const found = await stat(path).catch(() => null);
  return found !== null && !found.isFile() && !found.isDirectory();
}

/** The Files port on the real file system. */
export function createFiles(): Files {
  return {
    read: (path, maxBytes = Number.MAX_SAFE_INTEGER) => readBounded(path, maxBytes),

    async write(path, content, options) {
      if (await isStream(path)) return writeFile(path, content, { flag: 'a' });
      const directory = dirname(path);
      await mkdir(directory, { recursive: true });
      const draft = join(directory, `.${randomBytes(6).toString('hex')}.tmp`);
      try {
        await writeFile(draft, content, { flag: 'wx', ...(options?.private === true ? { mode: 0o600 } : {}) });
        if (options?.executable === true) await chmod(draft, 0o755);
        await rename(draft, path);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },

    async copy(from, to) {
      const source = await openIfThere(from);
      if (source === null) return null;
      const hash = createHash('sha256');
      const hashed = new Transform({
        transform(chunk: Buffer, _, done) {
          hash.update(chunk);
          done(null, chunk);
        },
      });
      await mkdir(dirname(to), { recursive: true });
      const draft = join(dirname(to), `.${randomBytes(6).toString('hex')}.tmp`);
      try {
        await pipeline(source.createReadStream(), hashed, createWriteStream(draft, { flags: 'wx' }));
        await rename(draft, to);
        return hash.digest('hex');
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      } finally {
        await source.close().catch(() => {});
      }
    },

    exists: (path) =>
      stat(path).then(
        () => true,
        () => false,
      ),

    async makeDirectory(path) {
      await mkdir(path, { recursive: true });
    },

    remove: (path) => rm(path, { recursive: true, force: true, maxRetries: 3 }),

    async withTemporaryDirectory(prefix, use) {
      // Real path: tools that guard against leaving a root compare real paths (macOS: /var is a symbolic link).
      const directory = await mkdtemp(join(await realpath(tmpdir()), `${prefix}-`));
      if (temporary.size === 0) watchSignals();
      temporary.add(directory);
      try {
        return await use(directory);
      } finally {
        await rm(directory, { recursive: true, force: true, maxRetries: 3 });
        temporary.delete(directory);
        if (temporary.size === 0) unwatchSignals();
      }
    },
  };
}
