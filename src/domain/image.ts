import type { Place } from './location.ts';
import type { Manifest } from './manifest.ts';
import type { Path } from './path.ts';

/** `sha256:` and 64 hexadecimal digits (sha384 and sha512 likewise), checked when it was parsed. */
export type Digest = `${'sha256' | 'sha384' | 'sha512'}:${string}`;

/**
 * An image reference as go-containerregistry's `name` package reads it (pkg/name, v0.22): the cluster's own parser.
 *
 * `registry` is canonical: lower case, no trailing dot, no default port; Docker Hub and its aliases are `docker.io`.
 * With a digest the tag takes no part in what is pulled, but it is kept, since people read it.
 */
export interface ImageReference {
  readonly registry: string;
  /** Below the registry, with Docker Hub's `library/` written out: `library/nginx`, `acme/api`. */
  readonly path: string;
  /** As written; null where the text had none (a registry then reads `latest`, unless there is a digest). */
  readonly tag: string | null;
  readonly digest: Digest | null;
}

/** `docker.io/library/nginx`: the name that allow lists, deny lists and the report use. */
export function repositoryOf(reference: Pick<ImageReference, 'registry' | 'path'>): string {
  return `${reference.registry}/${reference.path}`;
}

/** One place that runs an image. */
export interface ImageUse {
  /** The text as written in the manifest. */
  readonly written: string;
  readonly manifest: Manifest;
  readonly path: Path;
  readonly place: Place;
}

/** One written reference with all its uses, the first one first (by source, then file, then line). */
export interface Image {
  readonly written: string;
  /** Null where the text is no image reference; `problem` says why, in the parser's words. */
  readonly reference: ImageReference | null;
  readonly problem: string | null;
  readonly uses: readonly [ImageUse, ...ImageUse[]];
}
