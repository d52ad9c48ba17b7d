/** The manifests a cluster can run, by media type (image-spec 1.1; distribution: docs/spec/manifest-v2-2.md). */
export const INDEX_TYPES: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
]);
export const IMAGE_TYPES: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
]);

export const MANIFEST_ACCEPT = [...INDEX_TYPES, ...IMAGE_TYPES].join(', ');
export const INDEX_ACCEPT = 'application/vnd.oci.image.index.v1+json';

/** What a server says of bytes that it knows nothing about. */
const GENERIC_TYPES: ReadonlySet<string> = new Set(['', 'application/json', 'application/octet-stream', 'text/plain']);

/** A `Content-Type` without its parameters, lower case; null where it says nothing about a manifest. */
export function contentMediaType(header: string | undefined): string | null {
  const type = (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return GENERIC_TYPES.has(type) ? null : type;
}
