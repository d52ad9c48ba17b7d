import { type ContentStore, digestOf } from '../../../src/demo/registry/index.ts';
import type { Digest } from '../../../src/domain/index.ts';
import { isDigest } from '../../../src/images/index.ts';

export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
export const DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
export const DOCKER_LIST = 'application/vnd.docker.distribution.manifest.list.v2+json';

export function toDigest(text: string): Digest {
  if (!isDigest(text)) throw new Error(`${text} is no digest`);
  return text;
}

export function jsonBytes(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

export interface SampleImage {
  readonly digest: Digest;
  readonly layer: Digest;
  readonly layerBytes: Uint8Array;
}

/** A small image whose bytes follow from `seed`: two seeds, two digests. */
export function putImage(
  store: ContentStore,
  repository: string,
  tag: string | null,
  seed = `${repository}:${tag}`,
  options: { readonly mediaType?: string; readonly subject?: Digest; readonly artifactType?: string } = {},
): SampleImage {
  const mediaType = options.mediaType ?? OCI_MANIFEST;
  const layerBytes = Buffer.from(`layer of ${seed}`);
  const config = jsonBytes({ architecture: 'amd64', os: 'linux', rootfs: { type: 'layers', diff_ids: [] }, seed });
  const layer = toDigest(store.putBlob(repository, layerBytes));
  const manifest = jsonBytes({
    schemaVersion: 2,
    mediaType,
    ...(options.artifactType === undefined ? {} : { artifactType: options.artifactType }),
    config: {
      mediaType: 'application/vnd.oci.image.config.v1+json',
      digest: store.putBlob(repository, config),
      size: config.length,
    },
    layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: layer, size: layerBytes.length }],
    ...(options.subject === undefined
      ? {}
      : { subject: { mediaType: OCI_MANIFEST, digest: options.subject, size: 2 } }),
  });
  return { digest: toDigest(store.putManifest(repository, manifest, mediaType, tag)), layer, layerBytes };
}

/** An index over new images for linux/amd64 and linux/arm64. */
export function putIndex(store: ContentStore, repository: string, tag: string, mediaType = OCI_INDEX): Digest {
  const manifests = ['amd64', 'arm64'].map((architecture) => {
    const child = putImage(store, repository, null, `${repository}:${tag} ${architecture}`);
    const size = store.findManifest(repository, child.digest)?.bytes.length;
    return { mediaType: OCI_MANIFEST, digest: child.digest, size, platform: { os: 'linux', architecture } };
  });
  return toDigest(store.putManifest(repository, jsonBytes({ schemaVersion: 2, mediaType, manifests }), mediaType, tag));
}

export { digestOf };
