import { z } from 'zod';
import type { Ports } from '../domain/index.ts';

/** Of some hundred thousand answers; a file that is larger was not written here, or is years old. */
const MAX_BYTES = 64 * 1024 * 1024;
/** So many lines that newer ones replace are worth writing the others anew. */
const MAX_REPLACED = 1000;

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
  keep(key: string, value: unknown): Promise<void>;
}

/**
 * One file, a line of JSON for each answer, the last one about a question counts. Lines are added at its end as answers
 * come: a run that is killed leaves those that came, and runs at the same time leave each other's. Nothing is written for
 * what did not change on the same day.
 */
export function createAnswers(path: string, { files, clock }: Pick<Ports, 'files' | 'clock'>): Answers {
  /** By question. */
  let known: Promise<Map<string, Line>> | null = null;
  /** A run that was killed in the middle of a line left it without an end. */
  let isBroken = false;

  const load = async (): Promise<Map<string, Line>> => {
    const lines = new Map<string, Line>();
    const bytes = await files.read(path, MAX_BYTES).catch(async () => {
      await files.write(path, '').catch(() => {});
      return null;
    });
    const text = bytes === null ? '' : Buffer.from(bytes).toString('utf8');
    isBroken = text !== '' && !text.endsWith('\n');
    let count = 0;
    for (const line of text.split('\n')) {
      count += 1;
      const parsed = parse(line);
      if (parsed !== null) lines.set(parsed.key, parsed);
    }
    if (count > lines.size + MAX_REPLACED) {
      const rest = [...lines.values()].map((line) => `${JSON.stringify(line)}\n`).join('');
      await files.write(path, rest).then(
        () => {
          isBroken = false;
        },
        // It stays as long as it is.
        () => {},
      );
    }
    return lines;
  };
  const lines = (): Promise<Map<string, Line>> => {
    known ??= load();
    return known;
  };

  return {
    async find(key, schema) {
      const line = (await lines()).get(key);
      if (line === undefined) return null;
      if (line.value === null) return { status: 'absent', at: line.at };
      const value = schema.safeParse(line.value);
      return value.success ? { status: 'found', value: value.data, at: line.at } : null;
    },

    async keep(key, value) {
      const all = await lines();
      const line: Line = { key, at: clock.now().toISOString(), value };
      const before = all.get(key);
      if (before !== undefined && saysTheSame(before, line)) return;
      all.set(key, line);
      const start = isBroken ? '\n' : '';
      isBroken = false;
      await files.append(path, `${start}${JSON.stringify(line)}\n`);
    },
  };
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
