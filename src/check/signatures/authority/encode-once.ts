import type { X509Certificate } from '@sigstore/core';
import type { TrustMaterial } from '@sigstore/verify';

const done = new WeakSet<X509Certificate>();

/**
 * @sigstore/core encodes a certificate anew for each comparison and each signature that it checks, which was most of the
 * time that a keyless signature took. Certificates that are only read are encoded once; copies of them are their own.
 */
export function encodeOnce(certificate: X509Certificate): X509Certificate {
  if (done.has(certificate)) return certificate;
  done.add(certificate);
  const [signed] = certificate.root.subs;
  for (const part of signed === undefined ? [certificate.root] : [certificate.root, signed]) {
    const encode = part.toDER.bind(part);
    let encoded: Buffer | null = null;
    part.toDER = () => {
      encoded ??= encode();
      return encoded;
    };
  }
  return certificate;
}

/** The same for what a trust root holds, which every signature is held against. */
export function encodeChainsOnce(material: TrustMaterial): void {
  for (const { certChain } of [...material.certificateAuthorities, ...material.timestampAuthorities]) {
    for (const certificate of certChain) encodeOnce(certificate);
  }
}
