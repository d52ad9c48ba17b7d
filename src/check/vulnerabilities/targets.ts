import {
  type Descriptor,
  type Digest,
  type ImageIndex,
  type Registry,
  RegistryError,
  type Repository,
  repositoryOf,
} from '../../domain/index.ts';
import {
  causeOf,
  childrenFor,
  configuredPlatform,
  formatPlatform,
  isAttestationManifest,
} from '../../resolve/index.ts';
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
/** Builders write one such child, if any. Each costs two requests. */
const MAX_WITHOUT_PLATFORM = 16;

/**
 * What is scanned of a digest: an image, or of an index the children that nodes for `platforms` start (none named: linux/amd64
 * and linux/arm64, as far as they are there). Attestation manifests, which BuildKit puts beside them for the platform
 * `unknown/unknown`, are nothing that runs.
 */
export async function selectTargets(
  repository: Repository,
  digest: Digest,
  registry: Registry,
  platforms: readonly string[],
): Promise<readonly Target[] | Problem> {
  try {
    const manifest = await registry.manifest(repository, digest);
    if (manifest.kind === 'image') return [{ repository, digest, platform: null }];
    return await childTargets(repository, manifest, registry, platforms.length === 0 ? DEFAULT_PLATFORMS : platforms);
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    return {
      what: `registry-${error.failure}`,
      cause: causeOf(error.failure),
      message: error.message,
      remedy: error.remedy,
    };
  }
}

/** @throws RegistryError */
async function childTargets(
  repository: Repository,
  { manifests }: ImageIndex,
  registry: Registry,
  wanted: readonly string[],
): Promise<readonly Target[] | Problem> {
  const chosen = wanted.map((platform) => childrenFor(manifests, platform));
  // A node for which nothing is named starts what is for no platform by name, where its configuration fits.
  const open = chosen.some((children) => children.length === 0);
  const unnamed = open ? manifests.filter(({ platform }) => platform === null) : [];
  const all = [...chosen.flat(), ...unnamed];
  if (all.some((child) => INDEX_TYPES.has(child.mediaType))) {
    return {
      what: 'nested-index',
      cause: 'content',
      message: `An index in ${repositoryOf(repository)} names another index where an image should be.`,
      remedy: 'Push the image again as an index of images.',
    };
  }
  if (unnamed.length > MAX_WITHOUT_PLATFORM) return tooManyUnnamed(repository, unnamed.length);
  const targets = new Map<Digest, Target>();
  for (const { digest, platform } of chosen.flat()) {
    if (!targets.has(digest))
      targets.set(digest, { repository, digest, platform: platform && formatPlatform(platform) });
  }
  for (const { digest } of unnamed) {
    if (targets.has(digest)) continue;
    const child = await registry.manifest(repository, digest);
    const platform = child.kind === 'image' ? await configuredPlatform(repository, child, registry) : null;
    // Some runtimes start it whatever platform it says; what says none is no image.
    if (platform !== null) targets.set(digest, { repository, digest, platform: formatPlatform(platform) });
  }
  return targets.size === 0 ? nothingFor(repository, manifests, wanted) : [...targets.values()];
}

function tooManyUnnamed(repository: Repository, count: number): Problem {
  return {
    what: 'unnamed-platforms',
    cause: 'content',
    message: `${count} images of an index in ${repositoryOf(repository)} do not say for which platform they are, so that any node may start any of them.`,
    remedy: 'Push the image again as an index that names the platform of each of its images.',
  };
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
