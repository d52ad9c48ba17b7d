import type { Digest, ImageReference } from '../domain/index.ts';
import { isAuthority } from './authority.ts';
import { canonicalHost, DOCKER_HUB } from './canonical-host.ts';
import { quoted } from './quoted.ts';

/** A reference in the parser's own words: the registry as it was written, before it is made canonical. */
export interface WrittenReference {
  /** As go-containerregistry's RegistryStr: `index.docker.io` where none was written, and for `docker.io`. */
  readonly registry: string;
  /** As go-containerregistry's RepositoryStr: with `library/` on `index.docker.io`. */
  readonly path: string;
  readonly tag: string | null;
  readonly digest: Digest | null;
}

export type ParsedReference = { readonly reference: ImageReference } | { readonly problem: string };
export type ReadReference = { readonly written: WrittenReference } | { readonly problem: string };

/**
 * Reads an image reference as go-containerregistry does (pkg/name v0.22.1, ParseReference, weak validation), which is
 * how the cluster's admission controller reads it, and makes its registry canonical. `problem` completes the sentence
 * "this is no image reference: ...".
 */
export function parseImageReference(text: string): ParsedReference {
  const read = readReference(text);
  if ('problem' in read) return read;
  return { reference: { ...read.written, registry: canonicalHost(read.written.registry) } };
}

/**
 * The text of a reference with nothing left out. It reads back as the same reference: a one-part name on Docker Hub,
 * which only the hub's other host names can express, is written with one of those.
 */
export function formatReference(reference: ImageReference): string {
  const hub = reference.registry === DOCKER_HUB && !reference.path.includes('/');
  const name = `${hub ? 'registry-1.docker.io' : reference.registry}/${reference.path}`;
  const tag = reference.tag === null ? '' : `:${reference.tag}`;
  return `${name}${tag}${reference.digest === null ? '' : `@${reference.digest}`}`;
}

/** The name that a ClusterImagePolicy's globs are matched on: `index.docker.io/library/nginx`, the host as written. */
export function clusterRepositoryName(text: string): string | null {
  const read = readReference(text);
  return 'written' in read ? `${read.written.registry}/${read.written.path}` : null;
}

export function readReference(text: string): ReadReference {
  if (/^https?:\/\//.test(text)) return { problem: 'it starts with a URL scheme, and an image reference has none' };
  const [name = '', digest, ...more] = text.split('@');
  if (digest === undefined) return readTagged(name, null);
  if (more.length > 0) return { problem: 'it has more than one @' };
  return isDigest(digest) ? readTagged(name, digest) : { problem: digestProblem(digest) };
}

function readTagged(text: string, digest: Digest | null): ReadReference {
  const colon = text.lastIndexOf(':');
  // What follows the colon of a port has a slash in it.
  const hasTag = colon !== -1 && !text.includes('/', colon);
  const tag = hasTag ? text.slice(colon + 1) : null;
  const problem = tag === null ? null : tagProblem(tag);
  if (problem !== null) return { problem };
  return readRepository(hasTag ? text.slice(0, colon) : text, tag, digest);
}

function readRepository(name: string, tag: string | null, digest: Digest | null): ReadReference {
  if (name === '') return { problem: 'it names no repository' };
  const slash = name.indexOf('/');
  const first = slash === -1 ? '' : name.slice(0, slash);
  const hasRegistry = first === 'localhost' || /[.:]/.test(first);
  const path = hasRegistry ? name.slice(slash + 1) : name;
  const problem = pathProblem(path);
  if (problem !== null) return { problem };
  if (hasRegistry && !isAuthority(first)) return { problem: `${quoted(first)} is not a registry's host name` };
  const registry = !hasRegistry || first === 'docker.io' ? 'index.docker.io' : first;
  const official = registry === 'index.docker.io' && !path.includes('/');
  return { written: { registry, path: official ? `library/${path}` : path, tag, digest } };
}

function pathProblem(path: string): string | null {
  const length = [...path].length;
  if (length < 1) return 'it names no repository';
  if (/[A-Z]/.test(path)) return `the repository name ${quoted(path)} has upper-case letters, which none may have`;
  if (!/^[a-z0-9_\-./]*$/.test(path)) {
    return `the repository name ${quoted(path)} has characters other than a-z, 0-9, "_", "-", "." and "/"`;
  }
  return length > 255 ? `its repository name has ${length} characters, more than 255` : null;
}

function tagProblem(tag: string): string | null {
  const length = [...tag].length;
  if (length < 1) return 'there is no tag after the colon';
  if (!/^[A-Za-z0-9_\-.]*$/.test(tag)) {
    return `the tag ${quoted(tag)} has characters other than letters, digits, "_", "-" and "."`;
  }
  return length > 128 ? `its tag has ${length} characters, more than 128` : null;
}

const DIGEST_LENGTHS: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);

/** opencontainers/go-digest v1.0.0, Validate: known algorithms only, lower case only. */
export function isDigest(text: string): text is Digest {
  const length = digestLength(text);
  const encoded = text.slice(text.indexOf(':') + 1);
  return encoded.length === length && /^[0-9a-f]*$/.test(encoded);
}

function digestLength(text: string): number | undefined {
  const colon = text.indexOf(':');
  return colon === -1 ? undefined : DIGEST_LENGTHS.get(text.slice(0, colon));
}

function digestProblem(text: string): string {
  const length = digestLength(text);
  if (length === undefined) return `the digest ${quoted(text)} does not start with sha256:, sha384: or sha512:`;
  return `the digest ${quoted(text)} does not have ${length} lower-case hexadecimal digits after the colon`;
}
