import { X509Certificate as NodeCertificate } from 'node:crypto';
import type { X509Certificate } from '@sigstore/core';
import type { TrustMaterial } from '@sigstore/verify';
import { findUnknownCritical } from './certificate.ts';

type Authorities = TrustMaterial['certificateAuthorities'];

const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const ANY_USAGE = '2.5.29.37.0';
const NAME_CONSTRAINTS = '2.5.29.30';

/**
 * May a certificate, in DER, be used for this? One that names no extended key usage may be used for all (Go's crypto/x509,
 * which @sigstore/verify does not follow there).
 */
function allows(der: Uint8Array, usage: string): boolean {
  try {
    const uses = new NodeCertificate(der).keyUsage ?? [];
    return uses.length === 0 || uses.includes(usage) || uses.includes(ANY_USAGE);
  } catch {
    return false;
  }
}

/** May what this certificate signs be code? */
export function maySignCode(der: Uint8Array): boolean {
  return allows(der, CODE_SIGNING);
}

/**
 * Authorities without the certificates that may not give out others for signing code, as every one on the way must, and
 * without those that @sigstore/verify cannot do justice to.
 */
export function forCode(authorities: Authorities): Authorities {
  return authorities.map(({ certChain, validFor }) => ({
    validFor,
    certChain: certChain.filter(
      (certificate) => allows(derOf(certificate), CODE_SIGNING) && !isConstrained(certificate),
    ),
  }));
}

/** It restricts the names in what it gives out, which nothing here checks, or something that nothing here knows. */
function isConstrained(certificate: X509Certificate): boolean {
  return certificate.extension(NAME_CONSTRAINTS) !== undefined || findUnknownCritical(certificate) !== null;
}

/** Authorities whose signing certificate is for timestamps alone (RFC 3161, 2.3; sigstore/timestamp-authority asks too). */
export function forTimestamps(authorities: Authorities): Authorities {
  return authorities.filter(({ certChain: [signer] }) => {
    const uses = signer === undefined ? [] : (new NodeCertificate(derOf(signer)).keyUsage ?? []);
    return uses.length === 1 && uses[0] === TIME_STAMPING;
  });
}

function derOf(certificate: X509Certificate): Buffer {
  return certificate.root.toDER();
}
