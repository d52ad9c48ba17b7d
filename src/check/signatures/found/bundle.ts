import { type Bundle, bundleFromJSON, isBundleWithDsseEnvelope } from '@sigstore/bundle';
import { dsse } from '@sigstore/core';
import {
  type Descriptor,
  type Digest,
  type ImageIndex,
  type ImageManifest,
  type Registry,
  type Repository,
  repositoryOf,
} from '../../../domain/index.ts';
import { clip } from '../clip.ts';
import { readBundleEvidence } from './evidence.ts';
import { parseJson } from './payload.ts';
import { isAbsent, unreadable } from './registry-failure.ts';
import {
  type FoundSignature,
  type Listing,
  MAX_PAYLOAD_BYTES,
  MAX_SIGNATURES,
  type RejectedSignature,
  type Signed,
  type UnreadableSignature,
} from './signature.ts';
import { objectToSubject, readStatement, type Statement } from './statement.ts';

const BUNDLE_TYPE = /^application\/vnd\.dev\.sigstore\.bundle(\.v0\.[1-9][0-9]*)?\+json/;
/** Only this predicate makes a DSSE bundle a plain signature; any other is an attestation, which says something else. */
const SIGN_PREDICATE = 'https://sigstore.dev/cosign/sign/v1';
const PREDICATE_ANNOTATION = 'dev.sigstore.bundle.predicateType';

/** What is wanted of the bundles that are attached to an image. */
export interface BundleKind<Found> {
  /** "bundles": for a sentence about how many there are. */
  readonly noun: string;
  /** By what the list says of a bundle; what it says is a hint, and nobody signed it. */
  readonly wants: (predicateType: string | undefined) => boolean;
  readonly maxBytes: number;
  readonly read: (bytes: Uint8Array, digest: Digest) => Found;
}

/**
 * Signatures in sigstore's bundle format (cosign 3's default): each is an OCI 1.1 referrer of the image, whose one layer
 * is the bundle. Attestations are referrers too, and are left out.
 */
export const BUNDLE_SIGNATURES: BundleKind<FoundSignature> = {
  noun: 'bundles',
  wants: (predicate) => predicate === undefined || predicate === SIGN_PREDICATE,
  maxBytes: MAX_PAYLOAD_BYTES,
  read: readBundle,
};

export async function listBundles<Found>(
  kind: BundleKind<Found>,
  registry: Registry,
  { repository, digest }: { readonly repository: Repository; readonly digest: Digest },
): Promise<Listing<Found | RejectedSignature | UnreadableSignature>> {
  const where = `the referrers in ${repositoryOf(repository)}`;
  let referrers: readonly Descriptor[];
  try {
    referrers = await registry.referrers(repository, digest);
  } catch (error) {
    if (isAbsent(error)) return { status: 'listed', where, count: 0, read: neverCalled };
    return unreadable(error);
  }
  const bundles = referrers.filter(
    ({ artifactType, annotations }) =>
      BUNDLE_TYPE.test(artifactType ?? '') && kind.wants(annotations[PREDICATE_ANNOTATION]),
  );
  if (bundles.length > MAX_SIGNATURES) {
    const reason = `${where} hold ${bundles.length} ${kind.noun}, and no more than ${MAX_SIGNATURES} are looked at`;
    return { status: 'rejected', reason };
  }
  const read = async (index: number): Promise<Found | RejectedSignature | UnreadableSignature> => {
    const bundle = bundles[index];
    return bundle === undefined ? neverCalled() : readReferrer(kind, registry, repository, bundle, digest);
  };
  return { status: 'listed', where, count: bundles.length, read };
}

async function readReferrer<Found>(
  kind: BundleKind<Found>,
  registry: Registry,
  repository: Repository,
  referrer: Descriptor,
  digest: Digest,
): Promise<Found | RejectedSignature | UnreadableSignature> {
  try {
    const manifest: ImageManifest | ImageIndex = await registry.manifest(repository, referrer.digest);
    const [layer, second] = manifest.kind === 'image' ? manifest.layers : [];
    if (layer === undefined || second !== undefined || !BUNDLE_TYPE.test(layer.mediaType)) {
      return { status: 'rejected', reason: `${referrer.digest} does not hold exactly one bundle` };
    }
    return kind.read(await registry.blob(repository, layer.digest, kind.maxBytes), digest);
  } catch (error) {
    if (isAbsent(error))
      return { status: 'rejected', reason: `${referrer.digest} or its bundle is not in the registry` };
    return unreadable(error);
  }
}

/** The signature in the bytes of a bundle, and whether it speaks of this digest. */
export function readBundle(bytes: Uint8Array, digest: Digest): FoundSignature {
  const opened = openBundle(bytes);
  if (opened.status !== 'opened') return opened;
  const statement = readStatement(opened.payloadType, opened.signed.payload);
  return { status: 'read', ...opened.signed, objection: objectToStatement(statement, digest) };
}

/** A bundle with a DSSE envelope; nothing of it is verified. */
export interface OpenedBundle {
  readonly status: 'opened';
  readonly signed: Signed & { readonly payload: Uint8Array };
  readonly payloadType: string;
}

export function openBundle(bytes: Uint8Array): OpenedBundle | RejectedSignature | UnreadableSignature {
  let bundle: Bundle;
  try {
    bundle = bundleFromJSON(parseJson(bytes));
  } catch {
    // Whatever the reader throws, it is the bundle's fault: it is all that was given to it.
    return { status: 'rejected', reason: 'it is not a sigstore bundle that can be read' };
  }
  if (!isBundleWithDsseEnvelope(bundle)) {
    // A messageSignature is made over the manifest's own bytes, which the registry client does not hand out.
    return {
      status: 'unreadable',
      cause: 'content',
      reason: 'it is a bundle with a message signature, which the gate does not verify for images',
      remedy: 'Sign the image with cosign sign, which makes a DSSE envelope.',
    };
  }
  const { payload, payloadType, signatures } = bundle.content.dsseEnvelope;
  const [signature, second] = signatures;
  if (signature === undefined || second !== undefined) {
    return { status: 'rejected', reason: `its envelope has ${signatures.length} signatures, and not one` };
  }
  const signed = dsse.preAuthEncoding(payloadType, payload);
  const evidence = readBundleEvidence(bundle);
  return { status: 'opened', payloadType, signed: { signed, signature: signature.sig, payload, evidence } };
}

function objectToStatement(statement: Statement | string, digest: Digest): string | null {
  if (typeof statement === 'string') return statement;
  if (statement.predicateType !== SIGN_PREDICATE) {
    return `it is an attestation of the type "${clip(statement.predicateType)}", and not a signature`;
  }
  return objectToSubject(statement, digest);
}

function neverCalled(): never {
  throw new Error('a bundle was asked for that the listing does not have');
}
