import type { Digest } from '../../domain/index.ts';
import type { ArtifactSigner, ArtifactVerdict, SignedArtifact } from './artifact.ts';
import type { TrustRootName } from './authority/demands.ts';
import { describeCertificate, matchesIdentity } from './authority/identity.ts';
import { gatherTrust } from './authority/trust.ts';
import { verifyKeyless } from './authority/verify.ts';
import { openBundle } from './found/bundle.ts';
import type { RejectedSignature, Signed, UnreadableSignature } from './found/signature.ts';
import { objectToSubject, readStatement } from './found/statement.ts';
import type { TrustRoots } from './trust-root/trust-roots.ts';

/**
 * Whether this identity signed these very bytes, with a certificate of the trust root and an entry in its log. A bundle
 * holds a signature of the bytes, or an attestation about their digest: whatever it attests, its signer made it for them.
 */
export async function verifyArtifact(
  artifact: SignedArtifact,
  signer: ArtifactSigner,
  { roots, root, now }: { readonly roots: TrustRoots; readonly root: TrustRootName; readonly now: Date },
): Promise<ArtifactVerdict> {
  const signed = signedBy(artifact);
  if ('status' in signed) return signed;
  const demands = { certificates: root, ignoreSct: false, log: root, logUrl: null, timestamps: null };
  const trust = await gatherTrust(demands, roots);
  if (trust.status === 'unreadable') return trust;
  const verified = verifyKeyless(signed, trust, now);
  if (verified.status === 'unreadable') return verified;
  if (verified.status === 'refused') return reject(verified.reason);
  const { identity } = verified;
  const wanted = [
    {
      issuer: { kind: 'exact' as const, text: signer.issuer },
      subject: { kind: 'exact' as const, text: signer.subject },
    },
  ];
  if (identity === null) return reject('its certificate names nobody');
  if (!matchesIdentity(wanted, identity)) return reject(`it was signed by ${describeCertificate(identity)}`);
  // What a statement says counts for nothing before its signature is known to be good.
  const objection = signed.payload === null ? null : objectTo(signed.payload, signed.payloadType, artifact.digest);
  return objection === null ? { status: 'verified' } : reject(objection);
}

type Unverified = Signed & { readonly payloadType: string };

function signedBy({ bytes, bundle }: SignedArtifact): Unverified | RejectedSignature | UnreadableSignature {
  const opened = openBundle(bundle);
  if ('message' in opened) return { ...opened.message, signed: bytes, payload: null, payloadType: '' };
  return opened.status === 'opened' ? { ...opened.signed, payloadType: opened.payloadType } : opened;
}

function objectTo(payload: Uint8Array, payloadType: string, digest: Digest): string | null {
  const statement = readStatement(payloadType, payload);
  if (typeof statement === 'string') return statement;
  return objectToSubject(statement, digest) === null ? null : 'what it attests is of another file';
}

function reject(reason: string): RejectedSignature {
  return { status: 'rejected', reason };
}
