import 'reflect-metadata';
import { BasicConstraintsExtension, KeyUsageFlags, KeyUsagesExtension, X509CertificateGenerator } from '@peculiar/x509';
import { type SigstoreServices, startSigstore } from './sigstore.ts';

/** Services whose certificate authority is named as GitHub's own is, which signs for private repositories and logs nothing. */
export async function startGithubServices(
  clock: Date,
  commonName = 'Internal Services Root',
): Promise<SigstoreServices> {
  const services = await startSigstore(clock);
  const { publicKey, privateKey } = services.keys.ca;
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const root = await X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: [{ O: ['GitHub, Inc.'] }, { CN: [commonName] }],
    notBefore: new Date(clock.getTime() - 86_400_000),
    notAfter: new Date(clock.getTime() + 365 * 86_400_000),
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-384' },
    keys: {
      publicKey: publicKey.toCryptoKey(algorithm, true, ['verify']),
      privateKey: privateKey.toCryptoKey(algorithm, true, ['sign']),
    },
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
    ],
  });
  const issueCertificate = services.ca.issueCertificate.bind(services.ca);
  return { ...services, ca: { rootCertificate: Buffer.from(root.rawData), issueCertificate } };
}
