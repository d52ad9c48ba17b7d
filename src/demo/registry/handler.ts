import type { RequestHandler, ServedRequest, ServedResponse } from '../../io/http-server.ts';
import { type ContentStore, digestOf, hasDigest, readPointers } from './content.ts';
import { reply, replyError, replyJson } from './replies.ts';
import { createUploads } from './uploads.ts';

export interface RegistryOptions {
  /** Answer the referrers API of distribution-spec 1.1; without it, 404, and clients use the fallback tag. Default: true. */
  readonly referrers?: boolean;
  /** Send `Docker-Content-Digest`. Some registries do not, on HEAD. Default: true. */
  readonly headDigest?: boolean;
  /** Entries on one page of the referrers and tag lists. Default: all. */
  readonly pageSize?: number;
}

// distribution-spec 1.1, "Pulling manifests": the grammar of <name> and of a tag.
const NAME = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*';
const ROUTE = new RegExp(`^/v2/(${NAME})/(manifests|blobs|referrers|tags)/(.*)$`);
const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;
const DIGEST = /^[a-z0-9]+:[0-9a-f]{32,128}$/;

function onManifest(
  request: ServedRequest,
  store: ContentStore,
  options: RegistryOptions,
  name: string,
  reference: string,
): ServedResponse {
  if (!TAG.test(reference) && !DIGEST.test(reference)) {
    if (request.method === 'PUT') return replyError(400, 'DIGEST_INVALID', 'neither a tag nor a digest');
    return replyError(404, 'MANIFEST_UNKNOWN', 'no such manifest');
  }
  if (request.method === 'PUT') return putManifest(request, store, options, name, reference);
  const manifest = store.findManifest(name, reference);
  if (request.method === 'DELETE') {
    if (manifest === null) return replyError(404, 'MANIFEST_UNKNOWN', 'no such manifest');
    if (DIGEST.test(reference)) store.repository(name).manifests.delete(reference);
    else store.repository(name).tags.delete(reference);
    return reply(202);
  }
  if (manifest === null) {
    return store.repositories.has(name)
      ? replyError(404, 'MANIFEST_UNKNOWN', 'no such manifest')
      : replyError(404, 'NAME_UNKNOWN', 'no such repository');
  }
  const digest = options.headDigest === false ? {} : { 'docker-content-digest': manifest.digest };
  return reply(200, { 'content-type': manifest.mediaType, ...digest }, manifest.bytes);
}

function putManifest(
  request: ServedRequest,
  store: ContentStore,
  options: RegistryOptions,
  name: string,
  reference: string,
): ServedResponse {
  const mediaType = request.headers['content-type'] ?? 'application/vnd.oci.image.manifest.v1+json';
  const byDigest = DIGEST.test(reference);
  if (byDigest && !hasDigest(request.body, reference)) {
    return replyError(400, 'DIGEST_INVALID', 'the manifest has another digest');
  }
  const pointers = readPointers(request.body);
  if (pointers === null) return replyError(400, 'MANIFEST_INVALID', 'not a manifest');
  const digest = byDigest ? reference : digestOf(request.body);
  store.putManifest(name, request.body, mediaType, byDigest ? null : reference, digest);
  const subject = options.referrers !== false ? pointers.subject : undefined;
  return reply(201, {
    location: `/v2/${name}/manifests/${digest}`,
    'docker-content-digest': digest,
    ...(subject === undefined ? {} : { 'oci-subject': subject.digest }),
  });
}

function onBlob(request: ServedRequest, store: ContentStore, name: string, digest: string): ServedResponse {
  const bytes = store.findBlob(name, digest);
  if (bytes === null) return replyError(404, 'BLOB_UNKNOWN', 'no such blob');
  if (request.method === 'DELETE') {
    store.repository(name).blobs.delete(digest);
    return reply(202);
  }
  return reply(200, { 'content-type': 'application/octet-stream', 'docker-content-digest': digest }, bytes);
}

function onReferrers(
  request: ServedRequest,
  store: ContentStore,
  options: RegistryOptions,
  name: string,
  digest: string,
): ServedResponse {
  if (options.referrers === false) return replyError(404, 'UNSUPPORTED', 'no referrers API here');
  if (!DIGEST.test(digest)) return replyError(400, 'DIGEST_INVALID', 'not a digest');
  const artifactType = request.query.get('artifactType');
  const all = store
    .referrersOf(name, digest)
    .filter((entry) => artifactType === null || entry.artifactType === artifactType);
  const from = Number(request.query.get('from') ?? 0);
  const size = options.pageSize ?? Math.max(all.length, 1);
  const next = new URLSearchParams({ ...(artifactType === null ? {} : { artifactType }), from: String(from + size) });
  return replyJson(
    200,
    {
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.index.v1+json',
      manifests: all.slice(from, from + size),
    },
    {
      'content-type': 'application/vnd.oci.image.index.v1+json',
      ...(artifactType === null ? {} : { 'oci-filters-applied': 'artifactType' }),
      ...(from + size < all.length ? { link: `</v2/${name}/referrers/${digest}?${next}>; rel="next"` } : {}),
    },
  );
}

function onTags(request: ServedRequest, store: ContentStore, name: string): ServedResponse {
  const repository = store.repositories.get(name);
  if (repository === undefined) return replyError(404, 'NAME_UNKNOWN', 'no such repository');
  const last = request.query.get('last') ?? '';
  const all = [...repository.tags.keys()].sort().filter((tag) => tag > last);
  const wanted = request.query.get('n');
  const tags = wanted === null ? all : all.slice(0, Number(wanted));
  const more = tags.length < all.length && tags.length > 0;
  const next = new URLSearchParams({ n: wanted ?? '', last: tags.at(-1) ?? '' });
  return replyJson(200, { name, tags }, more ? { link: `</v2/${name}/tags/list?${next}>; rel="next"` } : {});
}

/**
 * A registry of the OCI distribution spec 1.1 over a content store: pull, push, content discovery. No access control
 * and no memory limit of its own: for loopback, for the demo and the tests.
 */
export function createRegistryHandler(store: ContentStore, options: RegistryOptions = {}): RequestHandler {
  const uploads = createUploads(store);
  return async (request) => {
    if (request.path === '/v2/' || request.path === '/v2') return replyJson(200, {});
    const route = ROUTE.exec(decodeURI(request.path));
    const [, name, kind, rest] = route ?? [];
    if (name === undefined || rest === undefined) return replyError(404, 'NAME_INVALID', 'no such path');
    if (kind === 'manifests') return onManifest(request, store, options, name, rest);
    if (kind === 'blobs' && (rest === 'uploads' || rest.startsWith('uploads/'))) {
      return uploads.answer(request, name, rest.slice('uploads/'.length));
    }
    if (kind === 'blobs') return onBlob(request, store, name, rest);
    if (kind === 'referrers') return onReferrers(request, store, options, name, rest);
    if (rest === 'list') return onTags(request, store, name);
    return replyError(404, 'UNSUPPORTED', 'no such path');
  };
}
