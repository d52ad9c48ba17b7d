import { hash } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import { type Digest, isOver, type Ports } from '../../domain/index.ts';
import { createSeal } from '../../recall/index.ts';
import type { LayerAnalysis } from './analysis-store.ts';
import type { JavaIndexState } from './java-index.ts';
import type { ResultCacheOptions, ScanCircumstances } from './result-cache.ts';
import type { Target } from './targets.ts';

const FOLDER = 'layers-v1';
/** Counted up whenever what is kept comes to mean something else. */
const FORMAT = 1;
/** Layers below, packed, are read again in less time than what is known of them is kept and brought. */
const LARGE_BYTES = 1024 * 1024;
/** In bytes: of what Trivy read in a layer, as it is and packed. */
const MAX_VALUE_BYTES = 8 * 1024 * 1024;
const MAX_PACKED_BYTES = 512 * 1024;
const MAX_FILE_BYTES = 1024 * 1024;
/** Two layers in one place replace each other: so much stays, whatever comes, and nobody has to tidy up. */
const PLACES = 4096;
/** What was misread for whatever reason is read again by then. */
const MAX_AGE_MS = 7 * 24 * 3_600_000;

/** What Trivy read in a layer, by Trivy's name for it. */
export interface NamedAnalysis extends LayerAnalysis {
  readonly name: string;
}

/** A layer, where it was read, and whether its bytes were held against its digest. */
export interface KeptLayer {
  readonly registry: string;
  readonly digest: string;
  /** True on pull requests, where the gate reads layers; else the registry's word was taken. */
  readonly isHeld: boolean;
}

/** What scans read in large layers, kept from run to run: they need not be read again when the database is another one. */
export interface KeptAnalyses {
  /** Null: nothing, or nothing that still counts. */
  recall(layer: KeptLayer): Promise<NamedAnalysis | null>;
  keep(layer: KeptLayer, analysis: NamedAnalysis): Promise<void>;
}

export interface KeptAnalysesOptions {
  readonly results: ResultCacheOptions;
  readonly circumstances: Pick<ScanCircumstances, 'trivy' | 'flags'>;
  /** Which index of Java archives scans read now. */
  readonly javaIndex: () => Promise<JavaIndexState>;
  readonly ports: Pick<Ports, 'clock' | 'files' | 'log'>;
}

/** Those of its layers that are worth keeping, by what its manifest says of their sizes. */
export function largeLayers({ layers, sizes }: Pick<Target, 'layers' | 'sizes'>): ReadonlySet<Digest> {
  return new Set(layers.filter((_, index) => (sizes[index] ?? 0) >= LARGE_BYTES));
}

const Kept = z.strictObject({
  question: z.string(),
  at: z.iso.datetime(),
  javaIndex: z.union([z.literal('none'), z.array(z.string()).readonly()]),
  name: z.string(),
  diffId: z.string(),
  /** GZIP, in base64. */
  value: z.string(),
});

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/**
 * Files under the key, as results of scans are. An analysis does not depend on the database, which is why it outlives
 * one: it is what a layer holds, as this very Trivy sees it with these very options, and with this very index of Java archives
 * where there was one (without, a scan of an image with an archive ends in a problem, and none of it is kept).
 */
export function createKeptAnalyses({ results, circumstances, javaIndex, ports }: KeptAnalysesOptions): KeptAnalyses {
  const { files, clock, log } = ports;
  const sealed = createSeal(results.key, 'layer');
  let complained = false;
  const complain = (error: unknown): void => {
    if (complained) return;
    complained = true;
    const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    log.warn(`What was read of layers cannot be kept in ${results.directory}${why}; the run goes on without.`);
  };
  const questionOf = ({ registry, digest, isHeld }: KeptLayer): string => {
    const { trivy, flags } = circumstances;
    return JSON.stringify(['layer', FORMAT, trivy.version, trivy.sha256, flags, isHeld, registry, digest]);
  };
  const fileFor = (question: string): string => {
    const place = Number.parseInt(hash('sha256', question).slice(0, 8), 16) % PLACES;
    const name = place.toString(16).padStart(4, '0');
    return join(results.directory, FOLDER, name.slice(0, 2), name);
  };

  return {
    async recall(layer) {
      const question = questionOf(layer);
      const content = sealed.open(await files.read(fileFor(question), MAX_FILE_BYTES).catch(() => null));
      const kept = content === null ? null : parse(content);
      if (kept === null || kept.question !== question) return null;
      if (isOver(Date.parse(kept.at) + MAX_AGE_MS, clock.now())) return null;
      if (kept.javaIndex !== 'none' && JSON.stringify(kept.javaIndex) !== JSON.stringify(await javaIndex()))
        return null;
      try {
        const value = await unpack(Buffer.from(kept.value, 'base64'), { maxOutputLength: MAX_VALUE_BYTES });
        return { name: kept.name, layer: layer.digest, diffId: kept.diffId, value };
      } catch {
        return null;
      }
    },

    async keep(layer, { name, diffId, value }) {
      const index = await javaIndex();
      if (value.length > MAX_VALUE_BYTES || index === 'unnamed') return;
      const packed = await pack(value);
      if (packed.length > MAX_PACKED_BYTES) return;
      const question = questionOf(layer);
      const kept: z.output<typeof Kept> = {
        question,
        at: clock.now().toISOString(),
        javaIndex: index,
        name,
        diffId,
        value: packed.toString('base64'),
      };
      await files.write(fileFor(question), sealed.seal(JSON.stringify(kept))).catch(complain);
    },
  };
}

function parse(content: Buffer): z.output<typeof Kept> | null {
  try {
    return Kept.safeParse(JSON.parse(content.toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}
