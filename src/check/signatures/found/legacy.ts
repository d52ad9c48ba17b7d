import {
  type Descriptor,
  type Digest,
  type ImageIndex,
  type ImageManifest,
  type Registry,
  type Repository,
  repositoryOf,
} from '../../../domain/index.ts';
import { decodeBase64 } from './base64.ts';
import { readAnnotations } from './evidence.ts';
import { objectToPayload } from './payload.ts';
import { isAbsent, unreadable } from './registry-failure.ts';
import { type FoundSignature, type Listing, MAX_PAYLOAD_BYTES, MAX_SIGNATURES } from './signature.ts';

export const SIGNATURE = 'dev.cosignproject.cosign/signature';

/** A list in cosign's first format: what it holds, and how one entry of it is read. */
export interface LegacyKind<Found> {
  readonly suffix: 'sig' | 'att';
  /** "signatures" */
  readonly noun: string;
  readonly readLayer: (registry: Registry, repository: Repository, layer: Descriptor, digest: Digest) => Promise<Found>;
}

/**
 * Signatures in cosign's first format: one manifest under the tag `<prefix>sha256-<hex>.sig`, one layer a signature.
 * The layer's blob is what was signed, its annotations hold the rest (cosign, specs/SIGNATURE_SPEC.md).
 */
export const LEGACY_SIGNATURES: LegacyKind<FoundSignature> = { suffix: 'sig', noun: 'signatures', readLayer };

export async function listLegacy<Found>(
  kind: LegacyKind<Found>,
  registry: Registry,
  { repository, digest }: { readonly repository: Repository; readonly digest: Digest },
  tagPrefix: string,
): Promise<Listing<Found>> {
  const tag = `${tagPrefix}${digest.replace(':', '-')}.${kind.suffix}`;
  const where = `the .${kind.suffix} tag of ${repositoryOf(repository)}`;
  let manifest: ImageManifest | ImageIndex;
  try {
    manifest = await registry.manifest(repository, { tag });
  } catch (error) {
    if (isAbsent(error)) return { status: 'listed', where, count: 0, read: neverCalled };
    return unreadable(error);
  }
  if (manifest.kind === 'index') {
    return { status: 'rejected', reason: `${where} is an index, and not a list of ${kind.noun}` };
  }
  const { layers } = manifest;
  if (layers.length > MAX_SIGNATURES) {
    const reason = `${where} holds ${layers.length} ${kind.noun}, and no more than ${MAX_SIGNATURES} are looked at, here and by cosign`;
    return { status: 'rejected', reason };
  }
  const read = async (index: number): Promise<Found> => {
    const layer = layers[index];
    return layer === undefined ? neverCalled() : kind.readLayer(registry, repository, layer, digest);
  };
  return { status: 'listed', where, count: layers.length, read };
}

async function readLayer(
  registry: Registry,
  repository: Repository,
  layer: Descriptor,
  digest: Digest,
): Promise<FoundSignature> {
  const written = layer.annotations[SIGNATURE];
  if (written === undefined) return { status: 'rejected', reason: `it has no annotation ${SIGNATURE}` };
  const signature = decodeBase64(written);
  if (signature === null) return { status: 'rejected', reason: 'its signature is not base64' };
  const evidence = readAnnotations(layer.annotations);
  if ('problem' in evidence) return { status: 'rejected', reason: evidence.problem };
  try {
    // The registry client checks the digest, so what is returned is what the manifest lists.
    const signed = await registry.blob(repository, layer.digest, MAX_PAYLOAD_BYTES);
    return { status: 'read', signed, signature, payload: null, evidence, objection: objectToPayload(signed, digest) };
  } catch (error) {
    if (isAbsent(error))
      return { status: 'rejected', reason: `what it signs, ${layer.digest}, is not in the registry` };
    return unreadable(error);
  }
}

function neverCalled(): never {
  throw new Error('a signature was asked for that the listing does not have');
}
