import pLimit from 'p-limit';
import { type Finding, type Registry, RegistryError, type ResolvedImage } from '../domain/index.ts';
import { causeOf } from './cause.ts';
import { configuredPlatform } from './configured-platform.ts';
import { findingAbout } from './findings.ts';
import { formatPlatform, isAttestationManifest, isPlatform, type Platform } from './platform.ts';

const MAX_IMAGES = 64;
/** What a digest has builds for. @throws RegistryError */
async function platformsOf({ reference, digest }: ResolvedImage, registry: Registry): Promise<readonly Platform[]> {
  const manifest = await registry.manifest(reference, digest);
  if (manifest.kind === 'index') {
    return manifest.manifests
      .filter((child) => !isAttestationManifest(child))
      .flatMap(({ platform }) => (platform === null ? [] : [platform]));
  }
  const config = await configuredPlatform(reference, manifest, registry);
  return config === null ? [] : [config];
}

async function missingOf(
  image: ResolvedImage,
  registry: Registry,
  required: readonly string[],
): Promise<readonly Finding[]> {
  const about = {
    rule: 'image/missing-platform',
    severity: 'high',
    enforcement: 'block',
    digest: image.digest,
  } as const;
  try {
    const there = await platformsOf(image, registry);
    const missing = required.filter((wanted) => !there.some((platform) => isPlatform(platform, wanted)));
    if (missing.length === 0) return [];
    const shown = [...new Set(there.map(formatPlatform))].slice(0, 8).join(', ') || 'none that it names';
    return [
      findingAbout(image, {
        ...about,
        result: { outcome: 'fail' },
        message: `${image.written} has no image for ${missing.join(' and ')}, which the policy's images.platforms asks for; it has ${JSON.stringify(shown)}. On such nodes its pods do not start. Push it for every platform, or correct images.platforms.`,
        identity: missing,
      }),
    ];
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    return [
      findingAbout(image, {
        ...about,
        result: { outcome: 'unknown', cause: causeOf(error.failure) },
        message: `Whether ${image.written} exists for ${required.join(' and ')}, as the policy's images.platforms asks, could not be found out. ${error.message} ${error.remedy}`,
        identity: [error.failure],
      }),
    ];
  }
}

/** `image/missing-platform`: an image that lacks one of `required`; none where nothing is required. */
export async function findMissingPlatforms(
  images: readonly ResolvedImage[],
  registry: Registry,
  required: readonly string[],
): Promise<readonly Finding[]> {
  if (required.length === 0) return [];
  const limit = pLimit(MAX_IMAGES);
  const found = await Promise.all(images.map((image) => limit(() => missingOf(image, registry, required))));
  return found.flat();
}
