import { hash } from 'node:crypto';
import { join } from 'node:path';
import type { Digest, Ports } from '../../domain/index.ts';
import { createSeal } from '../../recall/index.ts';
import { readKeptResult } from './kept-result.ts';
import { createKeptTable, type TableResult } from './result-table.ts';
import type { ScanResult } from './scan-result.ts';

const MAX_BYTES = 16 * 1024 * 1024;

/** Where results are kept from run to run, and the secret that only whoever may write there knows. */
export interface ResultCacheOptions {
  /** Absolute. */
  readonly directory: string;
  readonly key: string;
}

/** All that the result of a scan depends on, beside the bytes of the image. */
export interface ScanCircumstances {
  readonly trivy: { readonly version: string; readonly sha256: string };
  /** Where the database may come from, and when it was made. */
  readonly database: readonly string[];
  readonly flags: readonly string[];
  /** What the database had to know before anything was scanned with it. */
  readonly canary: string;
  /** Which index of Java archives the scans read, asked anew each time, since one is fetched when an image needs it; null: none. */
  readonly javaIndex: () => Promise<readonly string[] | null>;
  /** UTC: whether a release is past its end of life changes from day to day. */
  readonly day: string;
}

/**
 * What is asked of a scan, so that only an answer to the very same question counts. `bills`: the SHA-256 of each bill of
 * materials that is scanned in place of the layers. `javaIndex`: null where
 * there was none, so that the image holds no archive: with one, Trivy passes over what the index does not know.
 */
export function questionAbout(
  digest: Digest,
  circumstances: ScanCircumstances,
  bills: readonly string[] = [],
  javaIndex: readonly string[] | null = null,
): string {
  const question = ['scan', FORMAT, digest, ...questionOf(circumstances)];
  if (javaIndex !== null) return JSON.stringify([...question, bills, javaIndex]);
  return JSON.stringify(bills.length === 0 ? question : [...question, bills]);
}

/** Counted up whenever a scan's result comes to mean something else. */
const FORMAT = 8;

function questionOf({ trivy, database, flags, canary, day }: ScanCircumstances): readonly unknown[] {
  return [trivy.version, trivy.sha256, database, flags, canary, day];
}

/** Results of scans, kept from run to run. */
export interface ResultCache {
  /** False: there is none, whatever is asked of it. */
  mayHave(digest: Digest, bills?: readonly string[]): Promise<boolean>;
  /** Null: scan it. */
  find(digest: Digest, bills?: readonly string[]): Promise<ScanResult | null>;
  /** Does nothing for a result that a problem left incomplete, or that an index decided which nobody can name. */
  keep(digest: Digest, result: ScanResult, bills?: readonly string[]): Promise<void>;
  /** Whether a run before this one knew all of this image or index, or may have. */
  mayKnow(digest: Digest): Promise<boolean>;
  /** When all is known of these images and indexes: what was asked for, together. */
  save(digests: readonly Digest[]): Promise<void>;
}

export const NO_RESULTS: ResultCache = {
  mayHave: async () => false,
  find: async () => null,
  keep: async () => {},
  mayKnow: async () => true,
  save: async () => {},
};

/**
 * One file a digest (and a choice of bills): the HMAC-SHA256 of what follows, a line end, and the result as JSON with the question that it
 * answers. A result for another database, Trivy, day or option is none, and is replaced by the new one.
 *
 * Beside these, one table of all that a run asked for: a thousand files take longer to read than to scan an image. It is
 * written when the run has all of it, so that one that is killed leaves the files.
 *
 * A scan that found nothing looks like any other, so that who can write a file here could make an image clean. Only a
 * file under the key counts: a job of a pull request can bring a cache along, but not the key.
 */
export function createResultCache(
  { directory, key }: ResultCacheOptions,
  circumstances: ScanCircumstances,
  { files, log }: Pick<Ports, 'files' | 'log'>,
): ResultCache {
  let complained = false;
  const fileFor = (digest: Digest, bills: readonly string[]): string => {
    const name = hash('sha256', [digest, ...bills].join(' '));
    return join(directory, 'scans-v2', name.slice(0, 1), name);
  };
  const sealed = createSeal(key, 'result');

  const table = createKeptTable({
    directory,
    key,
    name: JSON.stringify([circumstances.flags, circumstances.canary]),
    question: JSON.stringify(['table', FORMAT, ...questionOf(circumstances)]),
    files,
  });
  const keyOf = (digest: Digest, bills: readonly string[]): string => [digest, ...bills].join(' ');
  const complain = (error: unknown): void => {
    if (complained) return;
    complained = true;
    const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    log.warn(`Results of scans cannot be kept in ${directory}${why}; the run goes on without.`);
  };
  /** Null: it went by another index than there is now. */
  const dated = async ({ javaIndex, ...result }: TableResult): Promise<ScanResult | null> => {
    if (javaIndex === null) return { ...result, problem: null, asksJavaIndex: false };
    const isSame = JSON.stringify(await circumstances.javaIndex()) === JSON.stringify(javaIndex);
    return isSame ? { ...result, problem: null, asksJavaIndex: true } : null;
  };
  const read = async (digest: Digest, bills: readonly string[]): Promise<TableResult | null> => {
    const content = sealed.open(await files.read(fileFor(digest, bills), MAX_BYTES).catch(() => null));
    const kept = content === null ? null : readKeptResult(content.toString('utf8'));
    if (kept === null) return null;
    const { question, ...result } = kept;
    const answers = (javaIndex: readonly string[] | null): boolean =>
      question === questionAbout(digest, circumstances, bills, javaIndex);
    if (answers(null)) return { ...result, javaIndex: null };
    const javaIndex = await circumstances.javaIndex();
    return javaIndex !== null && answers(javaIndex) ? { ...result, javaIndex } : null;
  };

  const mayHave = async (digest: Digest, bills: readonly string[] = []): Promise<boolean> =>
    (await table.open()).has(keyOf(digest, bills)) || files.exists(fileFor(digest, bills));

  return {
    mayHave,
    mayKnow: async (digest) => (await table.open()).isFamiliar(digest) || mayHave(digest),

    async find(digest, bills = []) {
      const name = keyOf(digest, bills);
      const known = await table.open();
      const together = known.find(name);
      const dating = together === null ? null : await dated(together);
      if (dating !== null) return dating;
      const alone = await read(digest, bills);
      if (alone === null) return null;
      known.add(name, alone);
      return dated(alone);
    },

    async keep(digest, { problem, asksJavaIndex, ...result }, bills = []) {
      if (problem !== null) return;
      const javaIndex = await circumstances.javaIndex();
      if (asksJavaIndex && javaIndex === null) return;
      const body = JSON.stringify({ question: questionAbout(digest, circumstances, bills, javaIndex), ...result });
      if (Buffer.byteLength(body) > MAX_BYTES - 1024) return;
      try {
        await files.write(fileFor(digest, bills), sealed.seal(body));
      } catch (error) {
        complain(error);
        return;
      }
      (await table.open()).add(keyOf(digest, bills), { ...result, javaIndex });
    },

    async save(digests) {
      (await table.open()).meet(digests);
      await table.save().catch(complain);
    },
  };
}
