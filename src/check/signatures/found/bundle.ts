import { type Bundle, bundleFromJSON } from '@sigstore/bundle';
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
import { isReadByGo } from './checkpoint.ts';
import { readBundleEvidence } from './evidence.ts';
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
import { parseWrittenOnce } from './written-once.ts';

const BUNDLE_TYPE = /^application\/vnd\.dev\.sigstore\.bundle(\.v0\.[1-9][0-9]*)?\+json/;
/** Only this predicate makes a DSSE bundle a plain signature; any other is an attestation, which says something else. */
const SIGN_PREDICATE = 'https://sigstore.dev/cosign/sign/v1';
const PREDICATE_ANNOTATION = 'dev.sigstore.bundle.predicateType';

/** @throws RegistryError */
type ManifestBytes = () => Promise<Uint8Array>;

/** What is wanted of the bundles that are attached to an image. */
export interface BundleKind<Found> {
  /** "bundles": for a sentence about how many there are. */
  readonly noun: string;
  /** By what the list says of a bundle; what it says is a hint, and nobody signed it. */
  readonly wants: (predicateType: string | undefined) => boolean;
  readonly maxBytes: number;
  /** `image`: the bytes of the image's own manifest, which a signature of a message is made over. */
  readonly read: (bytes: Uint8Array, digest: Digest, image: ManifestBytes) => Found | Promise<Found>;
}

/**
 * Signatures in sigstore's bundle format (cosign 3's default): each is an OCI 1.1 referrer of the image, whose one layer
 * is the bundle. Attestations are referrers too, and are left out.
 */
export const BUNDLE_SIGNATURES: BundleKind<FoundSignature> = {
  noun: 'bundles',
  wants: (predicate) => predicate === undefined || predicate === SIGN_PREDICATE,
  maxBytes: MAX_PAYLOAD_BYTES,
  read: async (bytes, digest, image) => {
    const opened = openBundle(bytes);
    return 'message' in opened ? readMessage(opened, image) : readOpened(opened, digest);
  },
};

/** cosign signs the manifest itself here: who signed these bytes signed this image, and there is nothing else to read. */
async function readMessage({ message, ...unread }: MessageBundle, image: ManifestBytes): Promise<FoundSignature> {
  try {
    return { status: 'read', signed: await image(), payload: null, objection: null, ...message };
  } catch (error) {
    // With signatures that are kept elsewhere, the image need not be beside them.
    if (isAbsent(error)) return unread;
    return unreadable(error);
  }
}

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
  const likely = referrers.filter(({ artifactType, annotations }) =>
    isBundle(artifactType) ? kind.wants(annotations[PREDICATE_ANNOTATION]) : isUndeclared(artifactType),
  );
  if (likely.length > MAX_SIGNATURES) {
    const reason = `${where} hold ${likely.length} ${kind.noun}, and no more than ${MAX_SIGNATURES} are looked at`;
    return { status: 'rejected', reason };
  }
  const bundles: Descriptor[] = [];
  for (const referrer of likely) if (await isWanted(kind, registry, repository, referrer)) bundles.push(referrer);
  const read = async (index: number): Promise<Found | RejectedSignature | UnreadableSignature> => {
    const bundle = bundles[index];
    return bundle === undefined ? neverCalled() : readReferrer(kind, registry, repository, bundle, digest);
  };
  return { status: 'listed', where, count: bundles.length, read };
}

function isBundle(type: string | null): boolean {
  return BUNDLE_TYPE.test(type ?? '');
}

/** What cosign 3.0 leaves in the index under the fallback tag: the type of the empty config in place of the manifest's. */
function isUndeclared(artifactType: string | null): boolean {
  return artifactType === null || artifactType === 'application/vnd.oci.empty.v1+json';
}

/** Where the list does not say what a referrer is, its manifest does; one that cannot be read may be what is wanted. */
async function isWanted<Found>(
  kind: BundleKind<Found>,
  registry: Registry,
  repository: Repository,
  { artifactType, digest }: Descriptor,
): Promise<boolean> {
  if (!isUndeclared(artifactType)) return true;
  try {
    const manifest = await registry.manifest(repository, digest);
    if (manifest.kind === 'index' || !manifest.layers.some(({ mediaType }) => isBundle(mediaType))) return false;
    return kind.wants(manifest.annotations[PREDICATE_ANNOTATION]);
  } catch (error) {
    // Anything but a failed request is a defect, and is thrown on.
    unreadable(error);
    return !isAbsent(error);
  }
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
    const image = async (): Promise<Uint8Array> => (await registry.manifest(repository, digest)).bytes;
    return await kind.read(await registry.blob(repository, layer.digest, kind.maxBytes), digest, image);
  } catch (error) {
    if (isAbsent(error))
      return { status: 'rejected', reason: `${referrer.digest} or its bundle is not in the registry` };
    return unreadable(error);
  }
}

/** The signature in the bytes of a bundle, and whether it speaks of this digest. */
export function readBundle(bytes: Uint8Array, digest: Digest): FoundSignature {
  return readOpened(openBundle(bytes), digest);
}

function readOpened(opened: OpenedBundle | RejectedSignature | UnreadableSignature, digest: Digest): FoundSignature {
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

/** A bundle whose signature is over the artifact itself: nothing that can be read without it. */
export interface MessageBundle extends UnreadableSignature {
  readonly message: Pick<Signed, 'signature' | 'evidence'>;
}

export function openBundle(bytes: Uint8Array): OpenedBundle | MessageBundle | RejectedSignature | UnreadableSignature {
  let bundle: Bundle;
  try {
    bundle = bundleFromJSON(parseWrittenOnce(bytes));
  } catch {
    // Whatever the reader throws, it is the bundle's fault: it is all that was given to it.
    return { status: 'rejected', reason: 'it is not a sigstore bundle that can be read' };
  }
  const { content, verificationMaterial } = bundle;
  if (!verificationMaterial.tlogEntries.every(isReadByGo)) {
    return { status: 'rejected', reason: 'the checkpoint in its log entry has a signature that is no standard base64' };
  }
  if (content.$case === 'messageSignature') {
    return {
      status: 'unreadable',
      cause: 'content',
      reason: 'its signature is over the manifest of the image, which is not beside it',
      remedy:
        'Keep the signature in the repository of the image, or sign with cosign sign, which makes a DSSE envelope.',
      message: { signature: content.messageSignature.signature, evidence: readBundleEvidence(bundle) },
    };
  }
  const { payload, payloadType, signatures } = content.dsseEnvelope;
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
