import { createHash } from 'node:crypto';
import { z } from 'zod';

export interface StoredManifest {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface StoredRepository {
  readonly manifests: Map<string, StoredManifest>;
  readonly tags: Map<string, string>;
  readonly blobs: Map<string, Uint8Array>;
}

const Descriptor = z.looseObject({ mediaType: z.string(), digest: z.string(), size: z.number() });

/** As much of an OCI manifest or index as a registry must read to find what it points at. */
export const Pointers = z.looseObject({
  mediaType: z.string().optional(),
  artifactType: z.string().optional(),
  annotations: z.record(z.string(), z.string()).optional(),
  subject: Descriptor.optional(),
  config: Descriptor.optional(),
  layers: z.array(Descriptor).optional(),
  manifests: z.array(Descriptor).optional(),
});
export type Pointers = z.output<typeof Pointers>;

export function readPointers(bytes: Uint8Array): Pointers | null {
  try {
    const parsed = Pointers.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export function digestOf(bytes: Uint8Array, algorithm: 'sha256' | 'sha384' | 'sha512' = 'sha256'): string {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}

/** Do these bytes have this digest? False for an algorithm that is not known. */
export function hasDigest(bytes: Uint8Array, digest: string): boolean {
  const algorithm = /^(sha256|sha384|sha512):/.exec(digest)?.[1];
  if (algorithm !== 'sha256' && algorithm !== 'sha384' && algorithm !== 'sha512') return false;
  return digestOf(bytes, algorithm) === digest;
}

/** What a registry holds, by repository name. */
export class ContentStore {
  readonly repositories = new Map<string, StoredRepository>();

  repository(name: string): StoredRepository {
    let repository = this.repositories.get(name);
    if (repository === undefined) {
      repository = { manifests: new Map(), tags: new Map(), blobs: new Map() };
      this.repositories.set(name, repository);
    }
    return repository;
  }

  putBlob(name: string, bytes: Uint8Array, digest = digestOf(bytes)): string {
    this.repository(name).blobs.set(digest, bytes);
    return digest;
  }

  /** Stores a manifest under its digest, and under a tag where one is given. */
  putManifest(
    name: string,
    bytes: Uint8Array,
    mediaType: string,
    tag: string | null,
    digest = digestOf(bytes),
  ): string {
    const repository = this.repository(name);
    repository.manifests.set(digest, { mediaType, bytes });
    if (tag !== null) repository.tags.set(tag, digest);
    return digest;
  }

  findManifest(name: string, reference: string): (StoredManifest & { readonly digest: string }) | null {
    const repository = this.repositories.get(name);
    const digest = reference.includes(':') ? reference : repository?.tags.get(reference);
    const manifest = digest === undefined ? undefined : repository?.manifests.get(digest);
    return manifest === undefined || digest === undefined ? null : { ...manifest, digest };
  }

  findBlob(name: string, digest: string): Uint8Array | null {
    return this.repositories.get(name)?.blobs.get(digest) ?? null;
  }

  /** Descriptors of the manifests whose `subject` is this digest, in digest order (OCI distribution-spec 1.1). */
  referrersOf(name: string, digest: string): readonly Record<string, unknown>[] {
    const found: Record<string, unknown>[] = [];
    for (const [at, manifest] of this.repositories.get(name)?.manifests ?? []) {
      const pointers = readPointers(manifest.bytes);
      if (pointers?.subject?.digest !== digest) continue;
      const artifactType = pointers.artifactType ?? pointers.config?.mediaType;
      found.push({
        mediaType: manifest.mediaType,
        digest: at,
        size: manifest.bytes.length,
        ...(artifactType === undefined ? {} : { artifactType }),
        ...(pointers.annotations === undefined ? {} : { annotations: pointers.annotations }),
      });
    }
    return found.sort((a, b) => (String(a.digest) < String(b.digest) ? -1 : 1));
  }
}
