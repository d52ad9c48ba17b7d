import { constants, type KeyObject, verify } from 'node:crypto';
import { crypto } from '@sigstore/core';
import { type SignedEntity, type TrustMaterial, Verifier } from '@sigstore/verify';
import type { Signed, UnreadableSignature } from '../found/signature.ts';
import {
  type CertificateIdentity,
  findUnknownCritical,
  parseCertificate,
  readIdentity,
  UnloggedCertificate,
} from './certificate.ts';
import { findForeignEntry } from './entry-signer.ts';
import { askForNewerRoot } from './newer-root.ts';
import type { PublicKey } from './public-key.ts';
import { describeRefusal } from './refusal.ts';
import { candidateHashes } from './signature-hash.ts';
import { proveTime, type SigningTime } from './signing-time.ts';
import type { Trust } from './trust.ts';
import { maySignCode } from './usage.ts';

/** What the cryptography says of one signature; who signed what is for the caller to judge. */
export type Verification =
  | {
      readonly status: 'verified';
      /** Whose certificate it was; null for a key. */
      readonly identity: CertificateIdentity | null;
      /** Nothing shows when it was signed, so that the certificate counts only while it is valid: until then. */
      readonly until: Date | null;
      /** It is an RSA-PSS signature, which cosign's own verifiers of RSA keys do not take. */
      readonly pss: boolean;
    }
  | { readonly status: 'refused'; readonly reason: string }
  | UnreadableSignature;

const HINT = 'key.data';

/**
 * Was this signed with a certificate that the trust root's authorities gave out, while it was valid, and, where the
 * authority demands it, with an entry in a log? All cryptography is @sigstore/verify's.
 */
export function verifyKeyless(signed: Signed, trust: Trust, now: Date): Verification {
  return guard(() => judgeCertificate(signed, trust, now));
}

/** Was this signed with the key and, where the authority demands it, entered in a log? */
export function verifyWithKey(key: PublicKey, signed: Signed, trust: Trust, now: Date): Verification {
  return guard(() => judgeKey(key, signed, trust, now));
}

/** The readers of @sigstore/core throw where they come upon what they cannot read, which may be late. */
function guard(judge: () => Verification): Verification {
  const { stackTraceLimit } = Error;
  // Nor is a stack of theirs ever shown, and they find out by throwing what in a certificate is no ASN.1 of its own.
  Error.stackTraceLimit = 0;
  try {
    return judge();
  } catch {
    // It was given nothing but the signature and what travels with it: whatever it throws, it is their fault.
    return refuse('what stands beside it is malformed');
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function judgeCertificate(signed: Signed, trust: Trust, now: Date): Verification {
  const { certificate: der } = signed.evidence;
  if (der === null) return refuse('it has no certificate beside it, so that it names nobody who signed');
  const certificate = parseCertificate(der);
  if (certificate === null) return refuse('the certificate beside it cannot be read');
  if (!maySignCode(der)) return refuse('its certificate is not for signing code');
  const unknown = findUnknownCritical(certificate);
  if (unknown !== null) return refuse(`its certificate has a critical extension that nothing here knows (${unknown})`);
  const time = proveTime(signed, trust, now, certificate);
  if (time.status !== 'known') return time;
  const foreign = findForeignEntry(time.entries, der);
  if (foreign !== null) return refuse(foreign);
  const signer = trust.demands.ignoreSct ? UnloggedCertificate.read(der) : certificate;
  const problem = run(signed, { $case: 'certificate', certificate: signer }, trust.material, {
    time,
    sct: !trust.demands.ignoreSct,
    hashes: (signer) => candidateHashes(signer, signed),
  });
  if (problem !== null) return askForNewerRoot(signed, certificate, trust, time) ?? refuse(problem);
  return {
    status: 'verified',
    identity: readIdentity(certificate, signed.evidence.format),
    until: time.proved ? null : certificate.notAfter,
    pss: false,
  };
}

function judgeKey(key: PublicKey, signed: Signed, trust: Trust, now: Date): Verification {
  const { certificate: der } = signed.evidence;
  const certificate = der === null ? null : parseCertificate(der);
  if (der !== null && certificate === null) return refuse('the certificate beside it cannot be read');
  const time = proveTime(signed, trust, now, certificate);
  if (time.status !== 'known') return time;
  const foreign = findForeignEntry(time.entries, key.spki);
  if (foreign !== null) return refuse(foreign);
  const material = { ...trust.material, publicKey: () => ({ publicKey: key.object, validFor: () => true }) };
  const hashes = key.object.asymmetricKeyType === 'ed25519' ? [undefined] : [key.hash];
  const until = certificate === null || time.proved ? null : certificate.notAfter;
  const attempt = (pss: boolean): string | null =>
    run(signed, { $case: 'public-key', hint: HINT }, material, { time, sct: false, hashes: () => hashes, pss });
  const problem = attempt(false);
  if (problem === null) return { status: 'verified', identity: null, until, pss: false };
  if (key.object.asymmetricKeyType !== 'rsa' || attempt(true) !== null) return refuse(problem);
  return { status: 'verified', identity: null, until, pss: true };
}

function refuse(reason: string): Verification {
  return { status: 'refused', reason };
}

interface Run {
  readonly time: Extract<SigningTime, { status: 'known' }>;
  readonly sct: boolean;
  /** With the signer's key: any one is enough; undefined for keys that sign the message itself. */
  readonly hashes: (signer: KeyObject) => readonly (string | undefined)[];
  readonly pss?: boolean;
}

/** Null: verified. Else why not, as a clause. */
function run(
  signed: Signed,
  key: SignedEntity['key'],
  material: TrustMaterial,
  { time, sct, hashes, pss = false }: Run,
): string | null {
  const message = Buffer.from(signed.signed);
  const signature = Buffer.from(signed.signature);
  const logged = signed.payload === null ? message : Buffer.from(signed.payload);
  const entity: SignedEntity = {
    key,
    tlogEntries: [...time.entries],
    timestamps: [...time.timestamps],
    signature: {
      // Only timestamps are held against this one.
      signature: signed.stamped === undefined ? signature : Buffer.from(signed.stamped),
      verifySignature: (candidate) =>
        hashes(candidate).some((hash) =>
          pss ? verifyPss(message, candidate, signature, hash) : crypto.verify(message, candidate, signature, hash),
        ),
      compareSignature: (other) => crypto.bufferEqual(other, signature),
      compareDigest: (digest) => crypto.bufferEqual(digest, crypto.digest('sha256', logged)),
      compareSignedDigest: (digest) => crypto.bufferEqual(digest, crypto.digest('sha256', message)),
    },
  };
  const thresholds = {
    tlogThreshold: time.entries.length > 0 ? 1 : 0,
    ctlogThreshold: sct ? 1 : 0,
    timestampThreshold: time.timestamps.length > 0 ? 1 : 0,
  };
  try {
    new Verifier(material, thresholds).verify(entity);
    return null;
  } catch (error) {
    // It was given nothing but the signature and what travels with it: whatever it throws, it is their fault.
    return describeRefusal(error, key.$case);
  }
}

/** RFC 8017, RSASSA-PSS with a salt of any length, as services for keys sign; @sigstore/core has PKCS#1 v1.5 alone. */
function verifyPss(message: Buffer, key: KeyObject, signature: Buffer, hash: string | undefined): boolean {
  const { RSA_PKCS1_PSS_PADDING: padding, RSA_PSS_SALTLEN_AUTO: saltLength } = constants;
  return verify(hash, message, { key, padding, saltLength }, signature);
}
