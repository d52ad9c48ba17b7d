import { z } from 'zod';
import { GateError, type Ports } from '../domain/index.ts';

/** Larger ones are not kept: of lists of referrers, and what a check reads of them is smaller. */
const MAX_LINE = 4 * 1024 * 1024;
/** Some hundred thousand answers: the file is begun anew. */
const MAX_BYTES = 64 * 1024 * 1024;
/** So much, or so many lines that newer ones replace, and what still counts is written anew. */
const MANY_BYTES = 16 * 1024 * 1024;
const MANY_REPLACED = 1000;
/** What nobody has asked for in so long. */
const OLD_MS = 90 * 24 * 3_600_000;

/** What a registry answered to a question whose answer may change: a tag, a list of referrers. */
export type Recorded<T> =
  | { readonly status: 'found'; readonly value: T; readonly at: string }
  | { readonly status: 'absent'; readonly at: string };

const Line = z.strictObject({
  key: z.string(),
  at: z.iso.datetime(),
  /** Null: the registry itself said that there is none. What else it is is looked at when somebody asks for it. */
  value: z.unknown(),
});
type Line = z.output<typeof Line>;

export interface Answers {
  /** Null: none, or none that is what it should be. */
  find<T>(key: string, schema: z.ZodType<T>): Promise<Recorded<T> | null>;
  /** @throws what a disk says that is full or read-only */
  keep(key: string, value: unknown): Promise<void>;
}

interface Kept {
  /** By question. */
  readonly lines: Map<string, Line>;
  readonly bytes: number;
  readonly replaced: number;
  /** A run that was killed in the middle of a line left it without an end. */
  readonly isBroken: boolean;
}

/**
 * One file, a line of JSON for each answer, the last one about a question counts. Lines are added at its end as answers
 * come: a run that is killed leaves those that came, and runs at the same time leave each other's, but for those of the
 * moment in which one of them writes the file anew. Nothing is written for what did not change on the same day.
 */
export function createAnswers(path: string, { files, clock }: Pick<Ports, 'files' | 'clock'>): Answers {
  const read = async (): Promise<Kept> => {
    const bytes = await files.read(path, MAX_BYTES);
    const text = bytes === null ? '' : Buffer.from(bytes).toString('utf8');
    const written = text.split('\n').filter((line) => line !== '');
    const lines = new Map<string, Line>();
    for (const line of written.map(parse)) if (line !== null) lines.set(line.key, line);
    const isBroken = text !== '' && !text.endsWith('\n');
    return { lines, bytes: bytes?.length ?? 0, replaced: written.length - lines.size, isBroken };
  };

  // What cannot be read is left as it is: another run may, and without a network it is all there is.
  let reading: Promise<Kept | null> | null = null;
  const kept = (): Promise<Kept | null> => {
    reading ??= read().catch(() => null);
    return reading;
  };

  const writeAnew = async (): Promise<void> => {
    const now = clock.now().getTime();
    const text = await read().then(
      ({ lines }) =>
        [...lines.values()]
          .filter(({ at }) => now - Date.parse(at) < OLD_MS)
          .map(textOf)
          .join(''),
      (error: unknown) => {
        if (error instanceof GateError && error.code === 'io/too-large') return '';
        throw error;
      },
    );
    await files.write(path, text);
  };

  /** Once, before the first line is added. */
  let opening: Promise<{ readonly lines: Map<string, Line>; isBroken: boolean }> | null = null;
  const open = async () => {
    const found = await kept();
    if (found !== null && found.bytes < MANY_BYTES && found.replaced < MANY_REPLACED) return { ...found };
    await files.exclusively(`${path}.lock`, writeAnew);
    return { lines: found?.lines ?? new Map<string, Line>(), isBroken: false };
  };

  return {
    async find(key, schema) {
      const line = (await kept())?.lines.get(key);
      if (line === undefined) return null;
      if (line.value === null) return { status: 'absent', at: line.at };
      const value = schema.safeParse(line.value);
      return value.success ? { status: 'found', value: value.data, at: line.at } : null;
    },

    async keep(key, value) {
      opening ??= open();
      const file = await opening;
      const line: Line = { key, at: clock.now().toISOString(), value };
      const before = file.lines.get(key);
      if (before !== undefined && saysTheSame(before, line)) return;
      const text = textOf(line);
      if (text.length > MAX_LINE) return;
      const start = file.isBroken ? '\n' : '';
      file.isBroken = false;
      try {
        await files.append(path, `${start}${text}`);
      } catch (error) {
        // On a full disk half of it may stand there, and would take the next line with it.
        file.isBroken = true;
        throw error;
      }
      file.lines.set(key, line);
    },
  };
}

function textOf(line: Line): string {
  return `${JSON.stringify(line)}\n`;
}

function saysTheSame(a: Line, b: Line): boolean {
  return a.at.slice(0, 10) === b.at.slice(0, 10) && JSON.stringify(a.value) === JSON.stringify(b.value);
}

function parse(text: string): Line | null {
  try {
    return Line.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
