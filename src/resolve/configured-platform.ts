import { z } from 'zod';
import type { ImageManifest, Registry, Repository } from '../domain/index.ts';
import type { Platform } from './platform.ts';

/** An image configuration holds a history line and a hash for each layer: kilobytes. */
const MAX_CONFIG_BYTES = 4 * 1024 * 1024;

/** OCI image specification 1.1, config.md, as far as it says where the image runs. */
const Config = z.looseObject({ os: z.string(), architecture: z.string(), variant: z.string().nullish() });

/** Where an image says itself that it runs; null for what is no image configuration. @throws RegistryError */
export async function configuredPlatform(
  repository: Repository,
  { config }: ImageManifest,
  registry: Registry,
): Promise<Platform | null> {
  const blob = await registry.blob(repository, config.digest, MAX_CONFIG_BYTES);
  try {
    const { data } = Config.safeParse(JSON.parse(Buffer.from(blob).toString('utf8')));
    return data === undefined ? null : { os: data.os, architecture: data.architecture, variant: data.variant || null };
  } catch {
    return null;
  }
}
