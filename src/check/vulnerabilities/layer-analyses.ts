import pLimit from 'p-limit';
import type { Loopback, ValueServer } from '../../domain/index.ts';
import { AnalysisStore } from './analysis-store.ts';
import { type KeptAnalyses, type KeptLayer, largeLayers, type NamedAnalysis } from './kept-analyses.ts';
import { EMPTY_LAYERS } from './recognised.ts';
import { type EndedScan, ScanAnalyses } from './scan-analyses.ts';
import type { Target } from './targets.ts';

/**
 * What Trivy reads in layers that several images of this run share, so that each is read once: images of a company are built on few
 * bases, and a base is most of an image. With `kept`, what earlier runs read in large ones too.
 *
 * Trivy keeps it with the gate as it would with Redis (pkg/cache/redis.go), by what an image's configuration says that a layer
 * holds. That is the word of whoever pushed the image: one that gave its own layer the name of another's would have it taken
 * for the other in all scans. So the gate hands on only what was read in a layer of the same digest, of the same registry,
 * by a scan that went well and warned of nothing while it read; and what a scan says that was handed something counts only where that
 * layer is where Trivy took it to be.
 */
export interface LayerAnalyses {
  /** For the scan of one image; null: nothing of it is shared or kept, and it is scanned alone. */
  open(target: Target, options: SharingOptions): Promise<OpenAnalyses | null>;
  /** When all is kept that is to be. */
  close(): Promise<void>;
}

export interface SharingOptions {
  readonly shared: SharedLayers;
  /** From run to run; null: nowhere. */
  readonly kept: KeptAnalyses | null;
  /** See KeptLayer. */
  readonly isHeld: boolean;
}

/** Where one scan keeps what it reads. */
export interface OpenAnalyses {
  /** With its password. */
  readonly url: string;
  /** When the scan has ended. True: what it says counts; else the image is to be scanned again, alone. */
  end(scan: EndedScan): boolean;
}

/** Layers that more than one of the images has that are scanned together. */
export interface SharedLayers {
  has(target: Target, layer: string): boolean;
}

export function sharedLayers(targets: readonly Target[]): SharedLayers {
  const seen = new Set<string>();
  const shared = new Set<string>();
  const nameOf = ({ repository }: Target, layer: string): string => `${repository.registry} ${layer}`;
  for (const target of targets) {
    for (const layer of new Set(target.layers)) {
      if (EMPTY_LAYERS.has(layer)) continue;
      const name = nameOf(target, layer);
      (seen.has(name) ? shared : seen).add(name);
    }
  }
  return { has: (target, layer) => shared.has(nameOf(target, layer)) };
}

/** The gate may have something else to do for a while. */
const PATIENCE = 'dial_timeout=60s&read_timeout=60s&write_timeout=60s';

/** Files that are read, or written, at a time. */
const AT_ONCE = 4;
const NONE: ReadonlyMap<string, number> = new Map();

export function createLayerAnalyses(loopback: Pick<Loopback, 'serveValues'>): LayerAnalyses {
  const store = new AnalysisStore();
  let serving: Promise<ValueServer | null> | null = null;
  const serve = async (): Promise<ValueServer | null> => {
    try {
      return await loopback.serveValues();
    } catch {
      // Where nobody may listen, each image is scanned alone.
      return null;
    }
  };
  const limit = pLimit(AT_ONCE);
  const recalled = new Map<string, Promise<void>>();
  const recallOnce = (layer: KeptLayer, kept: KeptAnalyses): Promise<void> => {
    const name = `${layer.registry} ${layer.digest}`;
    const known = recalled.get(name) ?? limit(() => recall(layer, kept));
    recalled.set(name, known);
    return known;
  };
  const recall = async (layer: KeptLayer, kept: KeptAnalyses): Promise<void> => {
    if (store.knows(layer.registry, layer.digest) || !store.hasRoom) return;
    const found = await kept.recall(layer);
    if (found !== null) store.keep(layer.registry, found.name, found);
  };
  const writing = new Set<Promise<void>>();
  return {
    async open(target, { shared, kept, isHeld }) {
      const { registry } = target.repository;
      const large = kept === null ? NONE : largeLayers(target);
      const layers = [...large].map(([digest, size]): KeptLayer => ({ registry, digest, size, isHeld }));
      if (kept !== null) await Promise.all(layers.map((layer) => recallOnce(layer, kept)));
      const mayShare = new Set<string>();
      for (const layer of target.layers) {
        if (shared.has(target, layer) || store.knows(registry, layer)) mayShare.add(layer);
      }
      if (mayShare.size + large.size === 0) return null;
      serving ??= serve();
      const server = await serving;
      if (server === null) return null;
      const begunWith = (await kept?.javaIndex()) ?? 'none';
      const keep = (analysis: NamedAnalysis): void => {
        const layer = layers.find(({ digest }) => digest === analysis.layer);
        if (kept !== null && layer !== undefined) writing.add(limit(() => kept.keep(layer, analysis, begunWith)));
      };
      const own = new ScanAnalyses(target, mayShare, store, keep);
      const { password, end } = server.admit(own);
      return {
        url: `redis://:${password}@${server.host}?${PATIENCE}`,
        end(scan) {
          end();
          return own.end(scan);
        },
      };
    },
    async close() {
      await Promise.allSettled(writing);
      await (await serving)?.close();
    },
  };
}
