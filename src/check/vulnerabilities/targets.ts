import {
  type Descriptor,
  type Digest,
  type Registry,
  RegistryError,
  type Repository,
  repositoryOf,
} from '../../domain/index.ts';
import { causeOf, formatPlatform, isAttestationManifest, isPlatform } from '../../resolve/index.ts';
import type { Problem } from './scan-result.ts';

/** One image manifest that is scanned: the image itself, or a child of its index. */
export interface Target {
  readonly repository: Repository;
  readonly digest: Digest;
  /** `linux/arm64`; null for an image that is not of an index. */
  readonly platform: string | null;
}

const DEFAULT_PLATFORMS = ['linux/amd64', 'linux/arm64'];
const INDEX_TYPES: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
]);

/**
 * What is scanned of a digest: an image, or of an index the children for `platforms` (none named: linux/amd64 and
 * linux/arm64, as far as they are there). Attestation manifests, which BuildKit puts beside them for the platform
 * `unknown/unknown`, are nothing that runs.
 */
export async function selectTargets(
  repository: Repository,
  digest: Digest,
  registry: Registry,
  platforms: readonly string[],
): Promise<readonly Target[] | Problem> {
  let manifest: Awaited<ReturnType<Registry['manifest']>>;
  try {
    manifest = await registry.manifest(repository, digest);
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    return {
      what: `registry-${error.failure}`,
      cause: causeOf(error.failure),
      message: error.message,
      remedy: error.remedy,
    };
  }
  if (manifest.kind === 'image') return [{ repository, digest, platform: null }];
  const wanted = platforms.length === 0 ? DEFAULT_PLATFORMS : platforms;
  const chosen = manifest.manifests.filter(
    (child) => !isAttestationManifest(child) && wanted.some((platform) => isPlatform(child.platform, platform)),
  );
  if (chosen.length === 0) return nothingFor(repository, manifest.manifests, wanted);
  if (chosen.some((child) => INDEX_TYPES.has(child.mediaType))) {
    return {
      what: 'nested-index',
      cause: 'content',
      message: `An index in ${repositoryOf(repository)} names another index where an image should be.`,
      remedy: 'Push the image again as an index of images.',
    };
  }
  const targets = new Map<Digest, Target>();
  for (const child of chosen) {
    if (!targets.has(child.digest)) {
      targets.set(child.digest, {
        repository,
        digest: child.digest,
        platform: child.platform && formatPlatform(child.platform),
      });
    }
  }
  return [...targets.values()];
}

function nothingFor(repository: Repository, children: readonly Descriptor[], wanted: readonly string[]): Problem {
  const there = children
    .filter((child) => !isAttestationManifest(child))
    .flatMap(({ platform }) => (platform === null ? [] : [formatPlatform(platform)]));
  const shown = [...new Set(there)].slice(0, 8).join(', ');
  return {
    what: 'no-platform',
    cause: 'content',
    message: `The index in ${repositoryOf(repository)} has no image for ${wanted.join(' or ')}; it has ${shown === '' ? 'none at all' : shown}.`,
    remedy: 'Name the platforms that the cluster runs under images.platforms in the policy.',
  };
}
