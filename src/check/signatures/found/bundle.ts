import { type Bundle, bundleFromJSON, isBundleWithDsseEnvelope } from '@sigstore/bundle';
import { dsse } from '@sigstore/core';
import { z } from 'zod';
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
import { type FoundSignature, type Listing, MAX_PAYLOAD_BYTES, MAX_SIGNATURES } from './signature.ts';

const BUNDLE_TYPE = /^application\/vnd\.dev\.sigstore\.bundle(\.v0\.[1-9][0-9]*)?\+json/;
const IN_TOTO = 'application/vnd.in-toto+json';
/** Only this predicate makes a DSSE bundle a plain signature; any other is an attestation, which says something else. */
const SIGN_PREDICATE = 'https://sigstore.dev/cosign/sign/v1';
const PREDICATE_ANNOTATION = 'dev.sigstore.bundle.predicateType';

const Statement = z.looseObject({
  _type: z.string().startsWith('https://in-toto.io/Statement/'),
  predicateType: z.string(),
  subject: z.array(z.looseObject({ digest: z.record(z.string(), z.string()).default({}) })).max(10_000),
});

/**
 * Signatures in sigstore's bundle format (cosign 3's default): each is an OCI 1.1 referrer of the image, whose one layer
 * is the bundle. Attestations are referrers too, and are left out.
 */
export async function listBundleSignatures(
  registry: Registry,
  repository: Repository,
  digest: Digest,
): Promise<Listing> {
  const where = `the referrers in ${repositoryOf(repository)}`;
  let referrers: readonly Descriptor[];
  try {
    referrers = await registry.referrers(repository, digest);
  } catch (error) {
    if (isAbsent(error)) return { status: 'listed', where, count: 0, read: neverCalled };
    return unreadable(error);
  }
  const bundles = referrers.filter(isSignatureBundle);
  if (bundles.length > MAX_SIGNATURES) {
    const reason = `${where} hold ${bundles.length} bundles, and no more than ${MAX_SIGNATURES} are looked at`;
    return { status: 'rejected', reason };
  }
  const read = async (index: number): Promise<FoundSignature> => {
    const bundle = bundles[index];
    return bundle === undefined ? neverCalled() : readReferrer(registry, repository, bundle, digest);
  };
  return { status: 'listed', where, count: bundles.length, read };
}

function isSignatureBundle(referrer: Descriptor): boolean {
  const predicate = referrer.annotations[PREDICATE_ANNOTATION];
  return BUNDLE_TYPE.test(referrer.artifactType ?? '') && (predicate === undefined || predicate === SIGN_PREDICATE);
}

async function readReferrer(
  registry: Registry,
  repository: Repository,
  referrer: Descriptor,
  digest: Digest,
): Promise<FoundSignature> {
  try {
    const manifest: ImageManifest | ImageIndex = await registry.manifest(repository, referrer.digest);
    const [layer, second] = manifest.kind === 'image' ? manifest.layers : [];
    if (layer === undefined || second !== undefined || !BUNDLE_TYPE.test(layer.mediaType)) {
      return { status: 'rejected', reason: `${referrer.digest} does not hold exactly one bundle` };
    }
    return readBundle(await registry.blob(repository, layer.digest, MAX_PAYLOAD_BYTES), digest);
  } catch (error) {
    if (isAbsent(error))
      return { status: 'rejected', reason: `${referrer.digest} or its bundle is not in the registry` };
    return unreadable(error);
  }
}

/** The signature in the bytes of a bundle, and whether it speaks of this digest. */
export function readBundle(bytes: Uint8Array, digest: Digest): FoundSignature {
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
  const { dsseEnvelope: envelope } = bundle.content;
  const [signature, second] = envelope.signatures;
  if (signature === undefined || second !== undefined) {
    return { status: 'rejected', reason: `its envelope has ${envelope.signatures.length} signatures, and not one` };
  }
  return {
    status: 'read',
    signed: dsse.preAuthEncoding(envelope.payloadType, envelope.payload),
    signature: signature.sig,
    payload: envelope.payload,
    evidence: readBundleEvidence(bundle),
    objection: objectToStatement(envelope.payloadType, envelope.payload, digest),
  };
}

function objectToStatement(payloadType: string, payload: Uint8Array, digest: Digest): string | null {
  if (payloadType !== IN_TOTO)
    return `what was signed is of the type "${clip(payloadType)}", and not an in-toto statement`;
  const statement = Statement.safeParse(parseJson(payload));
  if (!statement.success) return 'what was signed is not an in-toto statement';
  const { predicateType, subject } = statement.data;
  if (predicateType !== SIGN_PREDICATE)
    return `it is an attestation of the type "${clip(predicateType)}", and not a signature`;
  const [algorithm = '', hex = ''] = digest.split(':');
  const speaks = subject.some((one) => Object.hasOwn(one.digest, algorithm) && one.digest[algorithm] === hex);
  if (speaks) return null;
  const [first] = subject;
  const other =
    first === undefined ? 'no image at all' : `another image, ${clip(Object.values(first.digest).join(', '))}`;
  return `it was made for ${other}`;
}

function neverCalled(): never {
  throw new Error('a bundle was asked for that the listing does not have');
}
