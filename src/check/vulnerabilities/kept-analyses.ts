import { hash } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import { type Digest, isOver, type Ports, writtenDown } from '../../domain/index.ts';
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
const MAX_PACKED_BYTES = 256 * 1024;
const MAX_FILE_BYTES = 512 * 1024;
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
  /** In bytes, as the manifest says: another one is refused where it is read. */
  readonly size: number;
  /** True on pull requests, where the gate reads layers; else the registry's word was taken. */
  readonly isHeld: boolean;
}

/** What scans read in large layers, kept from run to run: they need not be read again when the database is another one. */
export interface KeptAnalyses {
  /** Null: nothing, or nothing that still counts. */
  recall(layer: KeptLayer): Promise<NamedAnalysis | null>;
  /** Which index of Java archives a scan reads that begins now. */
  javaIndex(): Promise<JavaIndexState>;
  /** `begunWith`: the index when the scan began. */
  keep(layer: KeptLayer, analysis: NamedAnalysis, begunWith: JavaIndexState): Promise<void>;
}

export interface KeptAnalysesOptions {
  readonly results: ResultCacheOptions;
  readonly circumstances: Pick<ScanCircumstances, 'trivy' | 'flags' | 'canary'>;
  /** Which index of Java archives scans read now. */
  readonly javaIndex: () => Promise<JavaIndexState>;
  readonly ports: Pick<Ports, 'clock' | 'files' | 'log'>;
}

/** Those of its layers that are worth keeping, with their sizes as its manifest says. */
export function largeLayers({ layers, sizes }: Pick<Target, 'layers' | 'sizes'>): ReadonlyMap<Digest, number> {
  return new Map(
    layers.map((layer, index) => [layer, sizes[index] ?? 0] as const).filter(([, size]) => size >= LARGE_BYTES),
  );
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
 * where there was one when the scan ended (a scan of an image with an archive that meets none ends in a problem, and none of it is kept).
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
  const questionOf = ({ registry, digest, size, isHeld }: KeptLayer): string => {
    // With the advisories that indexes had to know before anything was read with them.
    const { trivy, flags, canary } = circumstances;
    return JSON.stringify([
      'layer',
      FORMAT,
      trivy.version,
      trivy.sha256,
      flags,
      canary,
      isHeld,
      registry,
      digest,
      size,
    ]);
  };
  const fileFor = (question: string): string => {
    const place = Number.parseInt(hash('sha256', question).slice(0, 8), 16) % PLACES;
    const name = place.toString(16).padStart(4, '0');
    return join(results.directory, FOLDER, name.slice(0, 2), name);
  };

  const write = async (layer: KeptLayer, { name, diffId, value }: NamedAnalysis, begunWith: JavaIndexState) => {
    const index = await javaIndex();
    // Another run may have put another one in its place meanwhile, or taken it away.
    const isSame = begunWith === 'none' || JSON.stringify(begunWith) === JSON.stringify(index);
    if (value.length > MAX_VALUE_BYTES || index === 'unnamed' || !isSame) return;
    const packed = await pack(value);
    if (packed.length > MAX_PACKED_BYTES) return;
    const question = questionOf(layer);
    const kept: z.output<typeof Kept> = {
      question,
      at: writtenDown(clock.now()),
      javaIndex: index,
      name,
      diffId,
      value: packed.toString('base64'),
    };
    await files.write(fileFor(question), sealed.seal(JSON.stringify(kept)));
  };

  return {
    javaIndex,

    async recall(layer) {
      const question = questionOf(layer);
      const content = sealed.open(await files.read(fileFor(question), MAX_FILE_BYTES).catch(() => null));
      const kept = content === null ? null : parse(content);
      if (kept === null || kept.question !== question) return null;
      const [at, now] = [Date.parse(kept.at), clock.now()];
      if (!isOver(at, now) || isOver(at + MAX_AGE_MS, now)) return null;
      if (kept.javaIndex !== 'none' && JSON.stringify(kept.javaIndex) !== JSON.stringify(await javaIndex()))
        return null;
      try {
        const value = await unpack(Buffer.from(kept.value, 'base64'), { maxOutputLength: MAX_VALUE_BYTES });
        return { name: kept.name, layer: layer.digest, diffId: kept.diffId, value };
      } catch {
        return null;
      }
    },

    keep: (layer, analysis, begunWith) => write(layer, analysis, begunWith).catch(complain),
  };
}

function parse(content: Buffer): z.output<typeof Kept> | null {
  try {
    return Kept.safeParse(JSON.parse(content.toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}
