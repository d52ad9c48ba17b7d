import 'reflect-metadata';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  Extension,
  type JsonGeneralName,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { createKey } from './signatures.ts';
import { bytesOf, ISSUER, type Leaf, type SigstoreServices, SUBJECT } from './sigstore.ts';

/** Certificates that the certificate authority could give out, and Fulcio does not. None is in a certificate log. */
export interface OddOptions {
  readonly names?: readonly JsonGeneralName[];
  /** Object identifiers of extended key usages; null leaves the extension out. */
  readonly uses?: readonly string[] | null;
  readonly curve?: 'P-256' | 'P-384' | 'P-521';
  /** In Fulcio's extensions: the first version is plain text, the second a string in DER. */
  readonly issuers?: { readonly v1?: string; readonly v2?: string };
  readonly ca?: boolean;
  /** More critical extensions that nobody knows. */
  readonly unknownCritical?: boolean;
}

export const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';
export const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';

export async function issueOdd(services: SigstoreServices, options: OddOptions): Promise<Leaf> {
  const { names = [{ type: 'url', value: SUBJECT }], uses = [CODE_SIGNING], curve = 'P-256' } = options;
  const { issuers = { v1: ISSUER, v2: ISSUER }, ca = false, unknownCritical = false } = options;
  const key = createKey(curve);
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const publicKey = key.publicKey.toCryptoKey({ name: 'ECDSA', namedCurve: curve }, true, ['verify']);
  const signingKey = services.keys.ca.privateKey.toCryptoKey(algorithm, true, ['sign']);
  const caKey = services.keys.ca.publicKey.toCryptoKey(algorithm, true, ['verify']);
  const notBefore = services.clock ?? new Date();
  const root = new X509Certificate(bytesOf(services.ca.rootCertificate));
  const certificate = await X509CertificateGenerator.create({
    serialNumber: '11182004',
    issuer: root.subject,
    notBefore,
    notAfter: new Date(notBefore.getTime() + 600_000),
    publicKey,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-384' },
    signingKey,
    extensions: [
      new KeyUsagesExtension(ca ? KeyUsageFlags.keyCertSign : KeyUsageFlags.digitalSignature, true),
      ...(ca ? [new BasicConstraintsExtension(true, undefined, true)] : []),
      ...(uses === null ? [] : [new ExtendedKeyUsageExtension([...uses])]),
      ...(names.length === 0 ? [] : [new SubjectAlternativeNameExtension([...names], true)]),
      await SubjectKeyIdentifierExtension.create(publicKey),
      await AuthorityKeyIdentifierExtension.create(caKey),
      ...(issuers.v1 === undefined ? [] : [new Extension('1.3.6.1.4.1.57264.1.1', false, Buffer.from(issuers.v1))]),
      ...(issuers.v2 === undefined ? [] : [new Extension('1.3.6.1.4.1.57264.1.8', false, utf8String(issuers.v2))]),
      ...(unknownCritical ? [new Extension('1.2.3.4.5', true, utf8String('x'))] : []),
    ],
  });
  return { key, der: Buffer.from(certificate.rawData) };
}

/** DER, X.690: for texts of less than 128 bytes. */
function utf8String(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x0c, bytes.length]), bytes]);
}
