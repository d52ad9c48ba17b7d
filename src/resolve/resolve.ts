import pLimit from 'p-limit';
import {
  type Digest,
  type Image,
  type Log,
  type Registry,
  RegistryError,
  type Repository,
  type Resolution,
} from '../domain/index.ts';

/** Images under way at once. The registry bounds its requests on its own; this bounds what waits for them. */
const MAX_IMAGES = 64;

export interface ResolveOptions {
  /** Is the repository one that may be contacted at all? */
  readonly admission: { admits(repository: Repository): boolean };
  readonly log: Log;
  /** Told each digest at once. */
  readonly found?: (digest: Digest) => void;
}

async function resolveOne(image: Image, registry: Registry, options: ResolveOptions): Promise<Resolution> {
  const { reference } = image;
  if (reference === null) return { status: 'skipped', reason: 'it is no image reference' };
  if (!options.admission.admits(reference)) return { status: 'skipped', reason: 'the policy does not allow it' };
  if (reference.digest !== null) return { status: 'resolved', digest: reference.digest };
  try {
    return { status: 'resolved', digest: await registry.resolve(reference) };
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    if (error.failure === 'not-allowed') return { status: 'skipped', reason: 'the policy does not allow it' };
    return { status: error.failure === 'not-found' ? 'absent' : 'unknown', error };
  }
}

/**
 * What each written reference points at now, by its text. A written digest is what it says, without a request. What the
 * policy does not admit, and what is no reference, is skipped: nothing is contacted for it.
 */
export async function resolveImages(
  images: readonly Image[],
  registry: Registry,
  options: ResolveOptions,
): Promise<ReadonlyMap<string, Resolution>> {
  const limit = pLimit(MAX_IMAGES);
  let done = 0;
  const entries = await Promise.all(
    images.map((image) =>
      limit(async () => {
        const resolution = await resolveOne(image, registry, options);
        if (resolution.status === 'resolved') options.found?.(resolution.digest);
        done += 1;
        options.log.progress(`Resolving images: ${done} of ${images.length}`);
        return [image.written, resolution] as const;
      }),
    ),
  );
  return new Map(entries);
}
