import { createHmac, hash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { Ports } from '../domain/index.ts';
import { Question } from './question.ts';
import { createSeal } from './sealed.ts';

/** Larger ones take longer to keep than they save. */
export const MAX_OUTPUT_CHARACTERS = 8 * 1024 * 1024;
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_HEADER_BYTES = 32 * 1024 * 1024;
const FOLDER = 'runs-v1';
/** Results beside it, under the same key: each is the answer to a question that names all it depends on. */
const SEALED_RESULT =
  /^(?:scans-v2[/\\](?:[0-9a-f]|all)[/\\](?:[0-9a-f]{64}|\.[0-9a-f]{12}\.tmp)|layers-v1[/\\][0-9a-f]{2}[/\\](?:[0-9a-f]{4}|\.[0-9a-f]{12}\.tmp)|signatures-v1[/\\](?:passes|\.[0-9a-f]{12}\.tmp))$/;

const moment = z.int().nonnegative();

/** How a run ended, and all that it went by. */
export const KeptRun = z.strictObject({
  /** What was asked of the gate: the command, its options, and which gate it is. */
  asked: z.string(),
  noted: z.array(z.strictObject({ question: Question, answer: z.string() })).readonly(),
  /** All in milliseconds since 1970: when the run began, and from when until when the time gives the same answers. */
  madeAt: moment,
  from: moment,
  until: moment,
  said: z.array(z.strictObject({ level: z.enum(['info', 'warn']), text: z.string() })).readonly(),
  /** Where images were asked for, by registry. */
  mirrors: z.record(z.string(), z.array(z.string()).readonly()),
  exitCode: z.int(),
});

export interface KeptRun extends z.output<typeof KeptRun> {
  readonly output: string;
}

/** @param path below the directory of the cache. */
export const isSealedResult = (path: string): boolean => SEALED_RESULT.test(path);

export interface KeptRuns {
  /** Null: none, or none that this user's key sealed. */
  find(name: string): Promise<KeptRun | null>;
  keep(name: string, run: KeptRun): Promise<void>;
  seal(text: string): string;
}

/**
 * One file a command: the HMAC-SHA256 of what follows, a line of JSON, and the output. It holds what a report holds, and is
 * for this user alone. A record that says "pass" looks like any other: only one under the key counts.
 */
export function createKeptRuns(directory: string, key: string, { files, log }: Pick<Ports, 'files' | 'log'>): KeptRuns {
  const fileOf = (name: string): string => join(directory, FOLDER, hash('sha256', name));
  const sealed = createSeal(key, 'run');
  return {
    seal: (text) => createHmac('sha256', key).update('variable\n').update(text).digest('hex'),

    async find(name) {
      const content = sealed.open(await files.read(fileOf(name), MAX_BYTES).catch(() => null));
      if (content === null) return null;
      const line = content.indexOf(0x0a);
      const header = line === -1 ? null : parse(content.toString('utf8', 0, line));
      return header === null ? null : { ...header, output: content.toString('utf8', line + 1) };
    },

    async keep(name, { output, ...header }) {
      const line = `${JSON.stringify(header)}\n`;
      if (output.length > MAX_OUTPUT_CHARACTERS || line.length > MAX_HEADER_BYTES) return;
      try {
        await files.write(fileOf(name), sealed.seal(`${line}${output}`), { private: true });
      } catch (error) {
        const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
        log.warn(`The run cannot be kept in ${directory}${why}; the next one does all of it again.`);
      }
    },
  };
}

function parse(text: string): z.output<typeof KeptRun> | null {
  try {
    return KeptRun.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
