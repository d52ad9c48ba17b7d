import {
  type Descriptor,
  type Digest,
  type ImageIndex,
  type ImageManifest,
  type ImageReference,
  type Registry,
  RegistryError,
  type Repository,
  repositoryOf,
} from '../../domain/index.ts';
import { formatReference } from '../../images/index.ts';
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
  /** As its manifest names them. */
  readonly layers: readonly Digest[];
  /** Of each of them, in bytes, as its manifest says. */
  readonly sizes: readonly number[];
  /** Of its layers together, in bytes, as its manifest says. */
  readonly size: number;
}

export function imageOf({ repository: { registry, path }, digest }: Target): ImageReference {
  return { registry, path, tag: null, digest };
}

export const referenceTo = (target: Target): string => formatReference(imageOf(target));

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
    if (manifest.kind === 'image') {
      return foreignLayers(repository, manifest) ?? [{ repository, digest, platform: null, ...layersOf(manifest) }];
    }
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
  const open = chosen.some((one) => one.open);
  const unnamed = open ? manifests.filter(({ platform }) => platform === null) : [];
  // What is there with a platform and without one has it: the last of the two counts.
  const candidates = [...unnamed, ...chosen.flatMap((one) => one.children)];
  if (candidates.some(({ mediaType }) => INDEX_TYPES.has(mediaType))) return nestedIndex(repository);
  if (unnamed.length > MAX_WITHOUT_PLATFORM) return tooManyUnnamed(repository, unnamed.length);
  const children = new Map(candidates.map(({ digest, platform }) => [digest, platform]));
  const read = await Promise.all(
    [...children].map(([digest, platform]) => childTarget({ repository, digest, platform }, registry)),
  );
  const problem = read.find((one) => one !== null && 'cause' in one);
  if (problem !== undefined && problem !== null && 'cause' in problem) return problem;
  const targets = read.filter((one) => one !== null && 'digest' in one);
  return targets.length === 0 ? nothingFor(repository, manifests, wanted) : targets;
}

/** Null for what is no image. @throws RegistryError */
async function childTarget(
  { repository, digest, platform }: Pick<Descriptor, 'digest' | 'platform'> & { readonly repository: Repository },
  registry: Registry,
): Promise<Target | Problem | null> {
  const child = await registry.manifest(repository, digest);
  if (child.kind === 'index') return nestedIndex(repository);
  // Some runtimes start what is for no platform by name whatever it says itself; what says none is no image.
  const own = platform ?? (await configuredPlatform(repository, child, registry));
  if (own === null) return null;
  return foreignLayers(repository, child) ?? { repository, digest, platform: formatPlatform(own), ...layersOf(child) };
}

const layersOf = ({ layers }: ImageManifest): Pick<Target, 'layers' | 'sizes' | 'size'> => ({
  layers: layers.map(({ digest }) => digest),
  sizes: layers.map(({ size }) => size),
  size: layers.reduce((sum, { size }) => sum + size, 0),
});

/** Trivy would fetch such a layer from wherever the manifest says, and only the image's own registry was admitted. */
function foreignLayers(repository: Repository, { layers }: ImageManifest): Problem | null {
  const hosts = layers.flatMap(({ urls = [] }) => urls);
  if (hosts.length === 0) return null;
  return {
    what: 'foreign-layers',
    cause: 'content',
    message: `An image in ${repositoryOf(repository)} names other places to fetch ${hosts.length === 1 ? 'a layer' : 'layers'} from (urls in its manifest), and only its own registry is asked.`,
    remedy:
      'Push the image again with all of its layers (docker push --allow-nondistributable-artifacts), without urls.',
  };
}

function nestedIndex(repository: Repository): Problem {
  return {
    what: 'nested-index',
    cause: 'content',
    message: `An index in ${repositoryOf(repository)} names another index where an image should be.`,
    remedy: 'Push the image again as an index of images.',
  };
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
