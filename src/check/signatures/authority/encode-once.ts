import type { ASN1Obj, X509Certificate } from '@sigstore/core';
import type { TrustMaterial } from '@sigstore/verify';
import { encodeDer } from './encode-der.ts';

const done = new WeakSet<X509Certificate>();

/** RFC 5280, 4.1: where the key stands in what is signed of a certificate. */
const PUBLIC_KEY = 6;

/**
 * @sigstore/core encodes a certificate anew for each comparison and each signature that it checks, which was most of the
 * time that a keyless signature took. Certificates that are only read are encoded once. Copies of them, which the
 * verifier changes, are their own: they are encoded as they are when they are asked.
 */
export function encodeOnce(certificate: X509Certificate): X509Certificate {
  if (done.has(certificate)) return certificate;
  done.add(certificate);
  const [signed] = certificate.root.subs;
  const key = signed?.subs[PUBLIC_KEY];
  for (const part of [certificate.root, signed, key]) if (part !== undefined) keepEncoding(part);
  const copyOf = certificate.clone.bind(certificate);
  certificate.clone = () => {
    const copy = copyOf();
    const { tbsCertificate } = copy;
    tbsCertificate.toDER = () => encodeDer(tbsCertificate);
    return copy;
  };
  return certificate;
}

function keepEncoding(part: ASN1Obj): void {
  let encoded: Buffer | null = null;
  part.toDER = () => {
    encoded ??= encodeDer(part);
    return encoded;
  };
}

/**
 * The same for what a trust root holds, which every signature is held against. That one of its certificates was given
 * out by another is found out once too, since both stay what they are; that it was not is found out each time.
 */
export function encodeChainsOnce(material: TrustMaterial): void {
  for (const { certChain } of [...material.certificateAuthorities, ...material.timestampAuthorities]) {
    for (const certificate of certChain) {
      if (!done.has(certificate)) verifyOnce(certificate);
      encodeOnce(certificate);
    }
  }
}

function verifyOnce(certificate: X509Certificate): void {
  const verify = certificate.verify.bind(certificate);
  const issuers = new WeakSet<X509Certificate>();
  certificate.verify = (issuer) => {
    const by = issuer ?? certificate;
    if (issuers.has(by)) return true;
    const verified = verify(issuer);
    if (verified) issuers.add(by);
    return verified;
  };
}
