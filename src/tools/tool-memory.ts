import { basename, join } from 'node:path';
import { z } from 'zod';
import { type FileStamp, isOver, type Ports, type Tool, type ToolName } from '../domain/index.ts';
import { refuseVersion } from './accept.ts';
import { userCache } from './user-cache.ts';

const MAX_BYTES = 64 * 1024;
/** Smaller programs hand on to another one: what they say of themselves changes while they stay as they are. */
const MIN_PROGRAM_BYTES = 8 * 1024 * 1024;
/** A file that changed so short ago may change once more within what its times can tell apart. */
const SETTLED_MS = 2_000;

const Remembered = z.strictObject({
  /** What decided where the program is: the policy's words, and what was on PATH. */
  question: z.string(),
  /** By path, what each file that was looked at was. */
  stamps: z.record(z.string(), z.string()),
  path: z.string(),
  version: z.string(),
  sha256: z.string(),
});

/** Which program an earlier run found, so that what it found out can be asked for before the program is read again. */
export interface ToolMemory {
  /** Null: nothing is known, or anything is another than it was. It must not be run by this word. */
  recall(name: ToolName, question: string, looked: readonly string[]): Promise<Tool | null>;
  remember(tool: Tool, question: string, looked: readonly string[]): Promise<void>;
}

/**
 * In the user's cache, where nobody else writes. A file counts as the same by its place, size and times, as git has it:
 * hashing a program of 160 MB and starting it for its version take longer than reading all that it found the last time.
 */
export function createToolMemory(ports: Pick<Ports, 'clock' | 'env' | 'files'>): ToolMemory {
  const { files, clock } = ports;
  // A link in a circle, a folder that may not be read: as good as not there.
  const stampOf = (path: string): Promise<FileStamp | null> => files.stamp(path).catch(() => null);
  const cache = userCache(ports.env);
  const fileOf = (name: ToolName): string | null => (cache === null ? null : join(cache, 'tools', `${name}.json`));

  return {
    async recall(name, question, looked) {
      const file = fileOf(name);
      const bytes = file === null ? null : await files.read(file, MAX_BYTES).catch(() => null);
      const known = bytes === null ? null : parse(bytes);
      if (known === null || known.question !== question) return null;
      const { path, version, sha256, stamps } = known;
      for (const each of new Set([...looked, path, ...Object.keys(stamps)])) {
        if (stamps[each] === undefined || stamps[each] !== textOf(await stampOf(each))) return null;
      }
      try {
        refuseVersion(name, version, path);
      } catch {
        // It was found before that version was known to be malicious. Looking for it anew says so.
        return null;
      }
      return { name, path, version, sha256 };
    },

    async remember({ name, path, version, sha256 }, question, looked) {
      const file = fileOf(name);
      const program = await stampOf(path);
      if (file === null || program === null || !isProgramItself(name, program)) return;
      const stamps: Record<string, string> = {};
      for (const each of new Set([...looked, path])) {
        const stamp = await stampOf(each);
        if (stamp === null || !isOver(stamp.changedAt.getTime() + SETTLED_MS, clock.now())) return;
        stamps[each] = textOf(stamp);
      }
      const record: z.output<typeof Remembered> = { question, stamps, path, version, sha256 };
      // A full or read-only disk: the next run looks again.
      await files.write(file, JSON.stringify(record)).catch(() => {});
    },
  };
}

/** Version managers put a link or a small program in the place of the real one. */
export function isProgramItself(name: string, { size, realPath }: FileStamp): boolean {
  return size >= MIN_PROGRAM_BYTES && basename(realPath).replace(/\.exe$/, '') === name.replace(/\.exe$/, '');
}

const textOf = (stamp: FileStamp | null): string =>
  stamp === null ? 'none' : [stamp.realPath, stamp.size, stamp.identity].join(' ');

function parse(bytes: Uint8Array): z.output<typeof Remembered> | null {
  try {
    return Remembered.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}
