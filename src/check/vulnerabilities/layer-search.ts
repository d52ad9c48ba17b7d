import { type Registry, RegistryError } from '../../domain/index.ts';
import { causeOf } from '../../resolve/index.ts';
import { layerEntries } from './layer-entries.ts';
import { hidden } from './recognised.ts';
import type { Problem } from './scan-result.ts';
import type { Target } from './targets.ts';

/** Larger ones take longer than a request may, and are read by Trivy alone. */
const MAX_LAYER_BYTES = 32 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 512 * 1024 * 1024;
/** Where a system says its name (os-release(5)). */
const NAMES: ReadonlySet<string> = new Set(['etc/os-release', 'usr/lib/os-release']);
/** What would put another directory in the place of those that hold it. */
const ABOVE: ReadonlySet<string> = new Set(['etc', 'usr', 'usr/lib']);

export interface LayerSearch {
  readonly problem: Problem | null;
  /** False where a layer was too large. */
  readonly isWhole: boolean;
}

/**
 * Whether an image in which Trivy found no system has the name of one all the same. Trivy follows no links, and its scanners
 * pass over files of a few bytes: so the names in the layers are read here, in whatever way they are there.
 */
export async function searchLayers(
  { repository, digest }: Target,
  reference: string,
  registry: Pick<Registry, 'blob' | 'manifest'>,
): Promise<LayerSearch> {
  try {
    const manifest = await registry.manifest(repository, digest);
    const layers = manifest.kind === 'image' ? manifest.layers : [];
    const small = layers.filter(({ size }) => size <= MAX_LAYER_BYTES);
    for (const layer of small) {
      const entries = await layerEntries(
        await registry.blob(repository, layer.digest, MAX_LAYER_BYTES),
        MAX_UNPACKED_BYTES,
      );
      if (entries === null) return { problem: unreadable(reference, layer.digest), isWhole: true };
      const isNamed = entries.some(({ name, isLink }) => NAMES.has(name) || (isLink && ABOVE.has(name)));
      if (isNamed) return { problem: systemUnknown(reference), isWhole: true };
    }
    return { problem: null, isWhole: small.length === layers.length };
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    const { failure, message, remedy } = error;
    return { problem: { what: `registry-${failure}`, cause: causeOf(failure), message, remedy }, isWhole: true };
  }
}

export function systemUnknown(reference: string): Problem {
  return hidden(
    'system-unknown',
    `${reference} has an os-release, of a system that Trivy does not know. Its libraries were judged, and not the packages of that system.`,
  );
}

function unreadable(reference: string, layer: string): Problem {
  return hidden(
    'layer-unreadable',
    `The layer ${layer} of ${reference} could not be searched for the name of an operating system: it is no tar, or unpacks to more than 512 MiB.`,
  );
}
