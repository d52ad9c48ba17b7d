import type { Digest, Ports } from '../../domain/index.ts';
import {
  createResultCache,
  NO_RESULTS,
  questionAbout,
  type ResultCacheOptions,
  type ScanCircumstances,
} from './result-cache.ts';
import type { ScanResult } from './scan-result.ts';

/** What this run and earlier ones found out in the same way. `bills`: the SHA-256 of each that stands for the layers. */
export interface KnownResults {
  /** False: nothing is known for certain, without a look at what is kept. */
  mayKnow(digest: Digest, bills: readonly string[]): Promise<boolean>;
  /** Null: scan it. */
  recall(digest: Digest, bills: readonly string[]): Promise<ScanResult | null>;
  /** @returns the result itself. */
  remember(digest: Digest, bills: readonly string[], result: ScanResult): Promise<ScanResult>;
  /** Whether nothing is known of an image, or of an index: a guess, since it is told of no index before it is read. */
  isNew(digest: Digest): Promise<boolean>;
  /** When all is known of these images and indexes: for the runs to come. */
  save(digests: readonly Digest[]): Promise<void>;
}

export interface KnownResultsOptions {
  /** Of this run, by question. */
  readonly scanned?: Map<string, ScanResult>;
  /** Null: nothing stays from run to run. */
  readonly results: ResultCacheOptions | null;
  readonly ports: Pick<Ports, 'files' | 'log'>;
}

export function createKnownResults(
  circumstances: ScanCircumstances,
  { scanned = new Map(), results, ports }: KnownResultsOptions,
): KnownResults {
  const kept = results === null ? NO_RESULTS : createResultCache(results, circumstances, ports);
  return {
    mayKnow: async (digest, bills) =>
      scanned.has(questionAbout(digest, circumstances, bills)) || kept.mayHave(digest, bills),
    recall: async (digest, bills) =>
      scanned.get(questionAbout(digest, circumstances, bills)) ?? kept.find(digest, bills),
    async remember(digest, bills, result) {
      if (result.problem === null) scanned.set(questionAbout(digest, circumstances, bills), result);
      await kept.keep(digest, result, bills);
      return result;
    },
    isNew: async (digest) => !scanned.has(questionAbout(digest, circumstances)) && !(await kept.mayKnow(digest)),
    save: (digests) => kept.save(digests),
  };
}
