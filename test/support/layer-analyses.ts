import type { KeptAnalyses } from '../../src/check/vulnerabilities/kept-analyses.ts';
import {
  createLayerAnalyses,
  type OpenAnalyses,
  sharedLayers,
} from '../../src/check/vulnerabilities/layer-analyses.ts';
import type { EndedScan } from '../../src/check/vulnerabilities/scan-analyses.ts';
import type { Target } from '../../src/check/vulnerabilities/targets.ts';
import type { Digest, KeptValues, Loopback } from '../../src/domain/index.ts';

/** Scans of images with made-up layers, without Trivy. */

export const digest = (letter: string): Digest => `sha256:${letter.repeat(64)}`;
export const [BASE, OTHER, APP, MORE] = [digest('b'), digest('c'), digest('a'), digest('d')];
/** An empty layer as Docker packs it. */
export const EMPTY: Digest = 'sha256:a3ed95caeb02ffe68cdd9fd84406680ae93d633cb16422d00e8a7c22955b46d4';

export const target = (layers: readonly Digest[], registry = 'ghcr.io'): Target => {
  return {
    repository: { registry, path: 'acme/api' },
    digest: digest('0'),
    platform: null,
    layers,
    sizes: layers.map(() => 1),
    size: 1,
  };
};
export const analysis = (layer: string, content: string): Buffer =>
  Buffer.from(JSON.stringify({ SchemaVersion: 2, Digest: layer, DiffID: content, Applications: [] }));
export const ended = (diffIds: readonly string[], rest: Partial<EndedScan> = {}): EndedScan => {
  return { diffIds, problem: null, stderr: '', isAgain: false, ...rest };
};
export const problem = (what: string, cause: 'content' | 'infrastructure') => {
  return { problem: { what, cause, message: '', remedy: '' } } as const;
};

/** Scans of images that all share what they have in common. */
export const scansOf = (...targets: readonly Target[]) => scansWith(null, ...targets);

export async function scansWith(kept: KeptAnalyses | null, ...targets: readonly Target[]) {
  const opened: KeptValues[] = [];
  const state = { ended: 0, closed: false };
  const end = (): void => {
    state.ended += 1;
  };
  const loopback: Pick<Loopback, 'serveValues'> = {
    serveValues: async () => ({
      host: '127.0.0.1:40123',
      admit(values) {
        opened.push(values);
        return { password: `password-${opened.length}`, end: () => end() };
      },
      async close() {
        state.closed = true;
      },
    }),
  };
  const analyses = createLayerAnalyses(loopback);
  const shared = sharedLayers(targets);
  const scans: (OpenAnalyses & { readonly values: KeptValues })[] = [];
  for (const one of targets) {
    const scan = await analyses.open(one, { shared, kept, isHeld: true });
    const values = opened.at(-1);
    if (scan === null || values === undefined) throw new Error('a scan that shares nothing');
    scans.push({ ...scan, values });
  }
  return { scans, state, analyses };
}

export const NAME = 'fanal::blob::sha256:1';
