import type { Digest, ImageReference } from './image.ts';
import type { PieceSink } from './ports.ts';

/** A repository to ask, canonical as in ImageReference. */
export type Repository = Pick<ImageReference, 'registry' | 'path'>;

/** OCI image-spec v1.1 descriptor, as far as the gate reads it. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
  readonly annotations: Readonly<Record<string, string>>;
  readonly artifactType: string | null;
  readonly platform: { readonly os: string; readonly architecture: string; readonly variant: string | null } | null;
  /** Other places that the content may be fetched from; left out where none is named. */
  readonly urls?: readonly string[];
}

export interface ImageManifest {
  readonly kind: 'image';
  /** As the registry gave them: what the digest is of. */
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly digest: Digest;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  readonly artifactType: string | null;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface ImageIndex {
  readonly kind: 'index';
  /** As the registry gave them: what the digest is of. */
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly digest: Digest;
  readonly manifests: readonly Descriptor[];
  readonly annotations: Readonly<Record<string, string>>;
}

/** Every way a registry can fail to answer. Only `not-found` from the origin says something about the image. */
export type RegistryFailure =
  | 'not-allowed'
  | 'dns'
  | 'refused'
  | 'tls'
  | 'timeout'
  | 'out-of-time'
  | 'network'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'throttled'
  | 'cut-off'
  | 'server-error'
  | 'malformed'
  | 'wrong-media-type'
  | 'digest-mismatch'
  | 'too-large'
  | 'redirect'
  | 'private-address'
  | 'token-realm'
  | 'offline';

/**
 * A request to a registry that gave no usable answer. `message` says which host, what was tried and how often;
 * `remedy` what to do. Neither ever holds a credential or a query string.
 */
export class RegistryError extends Error {
  readonly failure: RegistryFailure;
  readonly host: string;
  readonly remedy: string;
  readonly attempts: number;
  constructor(details: {
    readonly failure: RegistryFailure;
    readonly host: string;
    readonly message: string;
    readonly remedy: string;
    readonly attempts: number;
    readonly cause?: unknown;
  }) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'RegistryError';
    this.failure = details.failure;
    this.host = details.host;
    this.remedy = details.remedy;
    this.attempts = details.attempts;
  }
}

/** What the checks ask of registries. Read-only; every answer checked against its digest; each fetched once a run. */
export interface Registry {
  /** The digest a tag (or none: `latest`) points at now; for a digest reference that digest, once it was seen to exist. @throws RegistryError */
  resolve(reference: ImageReference): Promise<Digest>;
  /** @throws RegistryError */
  manifest(repository: Repository, reference: Digest | { readonly tag: string }): Promise<ImageManifest | ImageIndex>;
  /** @throws RegistryError `too-large` past `maxBytes`. */
  blob(repository: Repository, digest: Digest, maxBytes: number): Promise<Uint8Array>;
  /** Through the referrers API, else the fallback tag; empty where there are none. @throws RegistryError */
  referrers(repository: Repository, digest: Digest): Promise<readonly Descriptor[]>;
}

export interface Passing {
  readonly repository: Repository;
  readonly digest: Digest;
  /** As the manifest says, in bytes; a blob of another size is none of its. */
  readonly size: number;
  /** Aborted when nobody waits for it any more. */
  readonly signal: AbortSignal;
}

/** Blobs of any size, which are never whole in memory. */
export interface BlobSource {
  /**
   * Passes a blob on as it comes. What was passed on is the blob only once this is fulfilled: the last piece goes when the digest
   * of all is right. @throws RegistryError `cut-off` where it does not come to its end in time; what the sink throws
   */
  pass(passing: Passing, sink: PieceSink): Promise<void>;
  /**
   * Lets an image be asked for once more, with time of its own, where the registry failed in a way that may pass: what is not
   * renewed fails the same way for the rest of the run, without a request.
   */
  renew(reference: ImageReference): void;
}
