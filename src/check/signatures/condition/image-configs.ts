import { isDeepStrictEqual } from 'node:util';
import { type Digest, type JsonObject, type Registry, type Repository, repositoryOf } from '../../../domain/index.ts';
import { unreadable } from '../found/registry-failure.ts';
import type { UnreadableSignature } from '../found/signature.ts';
import { readImageConfig } from './image-config.ts';

/** Configurations by platform: `linux/arm64`. */
export type ConfigsByPlatform = { readonly status: 'read'; readonly configs: JsonObject } | UnreadableSignature;

/** Reads the configurations of an image, once a run. */
export type ImageConfigs = (repository: Repository, digest: Digest) => Promise<ConfigsByPlatform>;

/** A configuration holds a history line and a hash for each layer: kilobytes. */
const MAX_CONFIG_BYTES = 4 * 1024 * 1024;
/** Builds of an image, whatever indexes lie between. */
const MAX_MANIFESTS = 128;

/**
 * policy-controller, getConfigs: of an image its own, of an index those of everything in it, attestations of BuildKit
 * too. One that cannot be read is as good as none: the controller refuses then.
 */
export function createImageConfigs(registry: Registry): ImageConfigs {
  const known = new Map<string, Promise<ConfigsByPlatform>>();
  return (repository, digest) => {
    const key = `${repositoryOf(repository)}@${digest}`;
    const reading = known.get(key) ?? readConfigs(registry, repository, digest);
    known.set(key, reading);
    return reading;
  };
}

async function readConfigs(registry: Registry, repository: Repository, image: Digest): Promise<ConfigsByPlatform> {
  const configs = new Map<string, JsonObject>();
  const wanted = [image];
  try {
    for (let next = 0; next < wanted.length; next += 1) {
      const digest = wanted[next];
      if (digest === undefined) break;
      const manifest = await registry.manifest(repository, digest);
      if (manifest.kind === 'index') {
        wanted.push(...manifest.manifests.map((child) => child.digest));
        if (wanted.length > MAX_MANIFESTS) {
          return refuse(
            `${image} is an index of more than ${MAX_MANIFESTS} manifests`,
            'Use an image of fewer builds.',
          );
        }
        continue;
      }
      const bytes = await registry.blob(repository, manifest.config.digest, MAX_CONFIG_BYTES);
      const read = readImageConfig(bytes);
      if (read === null) {
        return refuse(
          `the configuration ${manifest.config.digest} of ${digest} is none that every reader reads alike`,
          'Build the image again with a common tool.',
        );
      }
      const { platform, config } = read;
      const other = configs.get(platform);
      // The controller keeps whichever of them it happens to read last.
      if (other !== undefined && !isDeepStrictEqual(other, config)) {
        return refuse(
          `${image} has two builds for ${JSON.stringify(platform)} with different configurations, and the cluster takes either`,
          'Build the image once for each platform, without attestations in its index.',
        );
      }
      configs.set(platform, config);
    }
  } catch (error) {
    return unreadable(error);
  }
  return { status: 'read', configs: Object.fromEntries(configs) };
}

function refuse(reason: string, remedy: string): UnreadableSignature {
  return { status: 'unreadable', cause: 'content', reason, remedy };
}
