import pLimit, { type LimitFunction } from 'p-limit';
import { type Digest, type Registry, type Repository, repositoryOf } from '../../../domain/index.ts';
import { bundleAttestations, type FoundAttestation, LEGACY_ATTESTATIONS } from './attestation.ts';
import { BUNDLE_SIGNATURES, listBundles } from './bundle.ts';
import { LEGACY_SIGNATURES, listLegacy } from './legacy.ts';
import type { Listing } from './signature.ts';

/** Looks signatures up, each list once a run, however many policies ask. */
export interface SignatureFinder {
  legacy(image: Place, tagPrefix: string): Promise<Listing>;
  bundles(image: Place): Promise<Listing>;
  legacyAttestations(image: Place, tagPrefix: string): Promise<Listing<FoundAttestation>>;
  /** Those that say that they are of one of these types, or do not say. */
  bundleAttestations(image: Place, predicateTypes: readonly string[]): Promise<Listing<FoundAttestation>>;
}

interface Place {
  readonly repository: Repository;
  readonly digest: Digest;
}

/** Attestations hold whole bills of materials: few are held in memory at a time. */
const ATTESTATIONS_AT_ONCE = 4;

export const limitAttestations = (): LimitFunction => pLimit(ATTESTATIONS_AT_ONCE);

/** @param limit how many attestations are read at a time: one for a whole run. */
export function createSignatureFinder(registry: Registry, limit = limitAttestations()): SignatureFinder {
  const known = new Map<string, Promise<Listing>>();
  const once = (key: string, list: () => Promise<Listing>): Promise<Listing> => {
    const listing = known.get(key) ?? list();
    known.set(key, listing);
    return listing;
  };
  const name = ({ repository, digest }: Place): string => `${repositoryOf(repository)}@${digest}`;
  const limited = (listing: Listing<FoundAttestation>): Listing<FoundAttestation> =>
    listing.status === 'listed' ? { ...listing, read: (index) => limit(() => listing.read(index)) } : listing;
  return {
    legacy: (image, tagPrefix) =>
      once(`legacy ${name(image)} ${tagPrefix}`, () => listLegacy(LEGACY_SIGNATURES, registry, image, tagPrefix)),
    bundles: (image) => once(`bundles ${name(image)}`, () => listBundles(BUNDLE_SIGNATURES, registry, image)),
    legacyAttestations: async (image, tagPrefix) =>
      limited(await listLegacy(LEGACY_ATTESTATIONS, registry, image, tagPrefix)),
    bundleAttestations: async (image, predicateTypes) =>
      limited(await listBundles(bundleAttestations(predicateTypes), registry, image)),
  };
}
