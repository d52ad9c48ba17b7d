import type { Descriptor } from '../domain/index.ts';

/** Where an image runs, as the OCI image specification names it: `linux`, `arm`, `v7`. */
export type Platform = NonNullable<Descriptor['platform']>;

/** `linux/arm` takes every variant, `linux/arm/v7` that one. */
export function isPlatform(platform: Platform | null, wanted: string): boolean {
  if (platform === null) return false;
  const [os, architecture, variant] = wanted.split('/');
  const sameVariant = variant === undefined || variant === platform.variant;
  return os === platform.os && architecture === platform.architecture && sameVariant;
}

export function formatPlatform({ os, architecture, variant }: Platform): string {
  return [os, architecture, ...(variant === null ? [] : [variant])].join('/');
}

/** What BuildKit puts beside the images of an index, for the platform `unknown/unknown`: nothing that runs. */
export function isAttestationManifest(child: Descriptor): boolean {
  return child.annotations['vnd.docker.reference.type'] !== undefined || child.platform?.os === 'unknown';
}
