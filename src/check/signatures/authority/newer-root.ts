import { crypto, type X509Certificate } from '@sigstore/core';
import type { Signed, UnreadableSignature } from '../found/signature.ts';
import { candidateHashes } from './signature-hash.ts';
import type { SigningTime } from './signing-time.ts';
import type { Trust } from './trust.ts';

/**
 * Of what was refused: is a newer trust root all that it may lack? The service has signed with a new intermediate
 * certificate of the old name where the certificate is younger than the trust root that there is, names an authority of
 * it as its issuer, and was given out by none of them; its own signature has to be right. The timestamp authority
 * changes with the certificate authority, so its word cannot be checked either.
 *
 * Anybody can make such a certificate, so that this is the content's fault, which no policy softens.
 */
export function askForNewerRoot(
  signed: Signed,
  certificate: X509Certificate,
  { outdated, material }: Trust,
  time: Extract<SigningTime, { status: 'known' }>,
): UnreadableSignature | null {
  if (outdated === undefined || !time.proved || certificate.notBefore <= outdated.publishedAt) return null;
  const known = material.certificateAuthorities.flatMap(({ certChain }) => certChain);
  const issuers = material.certificateAuthorities.flatMap(({ certChain }) => certChain.slice(0, 1));
  const isNamesake = issuers.some(({ subject }) => subject.equals(certificate.issuer));
  if (!isNamesake || known.some((one) => certificate.verify(one))) return null;
  const key = crypto.createPublicKey(certificate.publicKey);
  const isSigned = candidateHashes(key, signed).some((hash) =>
    crypto.verify(Buffer.from(signed.signed), key, Buffer.from(signed.signature), hash),
  );
  if (!isSigned) return null;
  const date = (one: Date): string => one.toISOString().slice(0, 10);
  return {
    status: 'unreadable',
    cause: 'content',
    reason: `its certificate of ${date(certificate.notBefore)} is by none of the authorities that the trust root of ${date(outdated.publishedAt)} holds, perhaps by one that came later, and ${outdated.reason}`,
    remedy: outdated.remedy,
  };
}
