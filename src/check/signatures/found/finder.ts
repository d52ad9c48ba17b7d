import { type Digest, type Registry, type Repository, repositoryOf } from '../../../domain/index.ts';
import { listBundleSignatures } from './bundle.ts';
import { listLegacySignatures } from './legacy.ts';
import type { Listing } from './signature.ts';

/** Looks signatures up, each list once a run, however many policies ask. */
export interface SignatureFinder {
  legacy(image: Place, tagPrefix: string): Promise<Listing>;
  bundles(image: Place): Promise<Listing>;
}

interface Place {
  readonly repository: Repository;
  readonly digest: Digest;
}

export function createSignatureFinder(registry: Registry): SignatureFinder {
  const known = new Map<string, Promise<Listing>>();
  const once = (key: string, list: () => Promise<Listing>): Promise<Listing> => {
    const listing = known.get(key) ?? list();
    known.set(key, listing);
    return listing;
  };
  const name = ({ repository, digest }: Place): string => `${repositoryOf(repository)}@${digest}`;
  return {
    legacy: (image, tagPrefix) =>
      once(`legacy ${name(image)} ${tagPrefix}`, () =>
        listLegacySignatures(registry, image.repository, image.digest, tagPrefix),
      ),
    bundles: (image) =>
      once(`bundles ${name(image)}`, () => listBundleSignatures(registry, image.repository, image.digest)),
  };
}
