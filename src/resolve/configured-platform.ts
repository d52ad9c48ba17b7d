import { z } from 'zod';
import { foldJsonKey, type ImageManifest, type Registry, type Repository } from '../domain/index.ts';
import type { Platform } from './platform.ts';

/** An image configuration holds a history line and a hash for each layer: kilobytes. */
const MAX_CONFIG_BYTES = 4 * 1024 * 1024;

/** OCI image specification 1.1, config.md, as far as it says where the image runs; what is left out is empty to nodes. */
const Text = z.string().nullish();
const Config = z.looseObject({ os: Text, architecture: Text, variant: Text });
/** What has none of these is no image configuration. */
const KEYS = ['os', 'architecture', 'rootfs'];

/** Nodes read keys without regard to case, as Go does (`ſ` is `s` to it), and take the last of several. */
function keysAsNodesReadThem(json: unknown): Readonly<Record<string, unknown>> {
  const entries = Object.entries(z.looseObject({}).parse(json));
  return Object.fromEntries(entries.map(([key, value]) => [foldJsonKey(key), value]));
}

/** Where an image says itself that it runs; null for what is no image configuration. @throws RegistryError */
export async function configuredPlatform(
  repository: Repository,
  { config }: ImageManifest,
  registry: Registry,
): Promise<Platform | null> {
  const blob = await registry.blob(repository, config.digest, MAX_CONFIG_BYTES);
  try {
    const json = keysAsNodesReadThem(JSON.parse(Buffer.from(blob).toString('utf8')));
    if (!KEYS.some((key) => Object.hasOwn(json, key))) return null;
    const { os, architecture, variant } = Config.parse(json);
    return { os: os || 'linux', architecture: architecture ?? '', variant: variant || null };
  } catch {
    return null;
  }
}
