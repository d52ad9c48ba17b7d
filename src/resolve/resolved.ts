import type { Image, Outcome, Resolution, ResolvedImage } from '../domain/index.ts';

/** The images whose digest is known: what signatures, platforms and scans are about. */
export function withDigests(
  images: readonly Image[],
  resolutions: ReadonlyMap<string, Resolution>,
): readonly ResolvedImage[] {
  return images.flatMap((image) => {
    const resolution = resolutions.get(image.written);
    if (image.reference === null || resolution?.status !== 'resolved') return [];
    return [{ ...image, reference: image.reference, digest: resolution.digest }];
  });
}

/** An image without a digest was not checked: unknown where the registry did not answer, and never a pass. */
export function unresolvedOutcomes(
  resolutions: ReadonlyMap<string, Resolution>,
): readonly (readonly [string, Outcome])[] {
  return [...resolutions].flatMap(([written, { status }]) => {
    if (status === 'resolved') return [];
    return [[written, status === 'skipped' ? 'skipped' : 'unknown'] as const];
  });
}
