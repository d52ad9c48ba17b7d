import { ASN1Obj, EXTENSION_OID_SCT, X509Certificate } from '@sigstore/core';
import type { Evidence } from '../found/evidence.ts';
import { encodeOnce } from './encode-once.ts';

/** Whom a certificate was given to, and on whose word. */
export interface CertificateIdentity {
  /** The OpenID Connect issuer, from Fulcio's extensions; empty where there is none. */
  readonly issuer: string;
  /** Every subject alternative name. */
  readonly names: readonly string[];
}

const ISSUER_V1 = '1.3.6.1.4.1.57264.1.1';
const ISSUER_V2 = '1.3.6.1.4.1.57264.1.8';
const OTHER_NAME = '1.3.6.1.4.1.57264.1.7';

/** RFC 5280, GeneralName. */
const TAG = { otherName: 0, email: 1, dns: 2, uri: 6, ip: 7 } as const;
/** The order in which the controller lists them, of which the first is the subject for conditions. */
const ORDER = [TAG.dns, TAG.email, TAG.ip, TAG.uri, TAG.otherName];

/**
 * Reads a certificate in DER; null where it is none. Other encodings of the same content are refused: what is verified
 * must be the bytes that were given.
 */
export function parseCertificate(der: Uint8Array): X509Certificate | null {
  try {
    const certificate = encodeOnce(X509Certificate.parse(Buffer.from(der)));
    if (!certificate.root.toDER().equals(der)) return null;
    // How many bits of the last byte of its signature do not count: no signature has such, and Go reads none (crypto/x509).
    if (certificate.root.subs[2]?.value[0] !== 0) return null;
    // Read now what is read lazily: a date may be none.
    return certificate.notBefore <= certificate.notAfter ? certificate : null;
  } catch {
    // Whatever the reader throws, it is the certificate's fault: it is all that was given to it.
    return null;
  }
}

/**
 * The names are every one of the certificate (sigstore/pkg/cryptoutils, GetSubjectAlternateNames). The issuer is in one of
 * two extensions: for its first format cosign reads the older alone (CertExtensions.GetIssuer), for bundles the newer
 * counts (fulcio/pkg/certificate, ParseExtensions).
 */
export function readIdentity(certificate: X509Certificate, format: Evidence['format']): CertificateIdentity {
  const older = certificate.extension(ISSUER_V1)?.value.toString('utf8');
  const newer = certificate.extension(ISSUER_V2)?.valueObj.subs[0]?.value.toString('utf8');
  const issuer = (format === 'annotations' ? older : (newer ?? older)) ?? '';
  const general = certificate.extSubjectAltName?.valueObj.subs[0]?.subs ?? [];
  return {
    issuer,
    names: ORDER.flatMap((tag) => general.filter((name) => name.tag.isContextSpecific(tag)).flatMap(readName)),
  };
}

function readName(name: ASN1Obj): readonly string[] {
  const is = (tag: number): boolean => name.tag.isContextSpecific(tag);
  if (is(TAG.email) || is(TAG.dns) || is(TAG.uri)) return [name.value.toString('utf8')];
  if (is(TAG.ip)) return name.value.length === 4 ? [[...name.value].join('.')] : [];
  if (!is(TAG.otherName) || name.subs[0]?.toOID() !== OTHER_NAME) return [];
  const text = name.subs[1]?.subs[0]?.value.toString('utf8');
  return text === undefined ? [] : [text];
}

/** What Go's crypto/x509 knows; any other critical extension keeps it from verifying a certificate (RFC 5280, 4.2). */
const KNOWN_EXTENSIONS: readonly string[] = [
  ...['2.5.29.14', '2.5.29.15', '2.5.29.17', '2.5.29.19', '2.5.29.30', '2.5.29.31', '2.5.29.32', '2.5.29.35'],
  ...['2.5.29.37', '1.3.6.1.5.5.7.1.1'],
];

/** A critical extension that must be understood, and is not; null where there is none. */
export function findUnknownCritical(certificate: X509Certificate): string | null {
  const oids = certificate.extensions.map((extension) => extension.subs[0]?.toOID() ?? '');
  return oids.find((oid) => !KNOWN_EXTENSIONS.includes(oid) && certificate.extension(oid)?.critical === true) ?? null;
}

/**
 * A certificate whose proofs of being logged are not looked at: @sigstore/verify reads them from a copy that it asks the
 * certificate for. All else, its signature too, stays as it is.
 */
export class UnloggedCertificate extends X509Certificate {
  static read(der: Uint8Array): UnloggedCertificate {
    return new UnloggedCertificate(ASN1Obj.parseBuffer(Buffer.from(der)));
  }

  override clone(): X509Certificate {
    const copy = super.clone();
    const at = copy.extensions.findIndex((extension) => extension.subs[0]?.toOID() === EXTENSION_OID_SCT);
    if (at >= 0) copy.extensions.splice(at, 1);
    return copy;
  }
}
