import type { TestKey } from './signatures.ts';
import { bytesOf, ISSUER, REKOR, type SigstoreServices, SUBJECT, toPem } from './sigstore.ts';

/** Documents of a policy that trust these services. */

/** A TrustRoot document with the keys of the services. `chain`: certificates of a second authority, in PEM. */
export function trustRootText(services: SigstoreServices, name = 'ours', chain: string | null = null): string {
  const base64 = (pem: string): string => Buffer.from(pem).toString('base64');
  const authority = (uri: string, ...views: ArrayBufferView[]): readonly string[] =>
    authorityOf(uri, views.map((view) => toPem('CERTIFICATE', bytesOf(view))).join(''));
  const authorityOf = (uri: string, pem: string): readonly string[] => [
    '      - subject:',
    '          organization: sigstore.mock',
    '          commonName: mock',
    `        uri: ${uri}`,
    `        certChain: ${base64(pem)}`,
  ];
  const log = (url: string, key: TestKey): readonly string[] => [
    `      - baseURL: ${url}`,
    '        hashAlgorithm: sha-256',
    `        publicKey: ${base64(key.pem)}`,
  ];
  return [
    'apiVersion: policy.sigstore.dev/v1alpha1',
    'kind: TrustRoot',
    'metadata:',
    `  name: ${name}`,
    'spec:',
    '  sigstoreKeys:',
    '    certificateAuthorities:',
    ...authority('https://fulcio.sigstore.mock', services.ca.rootCertificate),
    ...(chain === null ? [] : authorityOf('https://second.sigstore.mock', chain)),
    '    tLogs:',
    ...log(REKOR, services.keys.tlog),
    '    ctLogs:',
    ...log('https://ctfe.sigstore.mock', services.keys.ctlog),
    '    timestampAuthorities:',
    ...authority('https://tsa.sigstore.mock', services.tsa.intCertificate, services.tsa.rootCertificate),
    '',
  ].join('\n');
}

interface KeylessText {
  readonly name?: string;
  readonly issuer?: string;
  readonly subject?: string;
  readonly issuerRegExp?: string;
  readonly subjectRegExp?: string;
  /** Of the TrustRoot; null leaves it out. */
  readonly trustRoot?: string | null;
  /** More lines below `keyless`. */
  readonly keyless?: string;
  /** More lines of the authority. */
  readonly extra?: string;
}

/** The lines of a keyless authority. */
export function keylessAuthority({
  name = 'ci',
  issuer,
  subject,
  issuerRegExp,
  subjectRegExp,
  trustRoot = 'ours',
  keyless = '',
  extra = '',
}: KeylessText = {}): string {
  const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const anyIssuer =
    issuerRegExp === undefined ? `issuer: ${quote(issuer ?? ISSUER)}` : `issuerRegExp: ${quote(issuerRegExp)}`;
  const anySubject =
    subjectRegExp === undefined ? `subject: ${quote(subject ?? SUBJECT)}` : `subjectRegExp: ${quote(subjectRegExp)}`;
  return [
    `name: ${name}`,
    'keyless:',
    ...(trustRoot === null ? [] : [`  trustRootRef: ${trustRoot}`]),
    ...(keyless === '' ? [] : [`  ${keyless}`]),
    '  identities:',
    `    - ${anyIssuer}`,
    `      ${anySubject}`,
    ...(extra === '' ? [] : [extra]),
  ].join('\n');
}

/** `ctlog` and `rfc3161timestamp` of an authority, against the same TrustRoot. */
export const LOGGED = `ctlog:\n  url: ${REKOR}\n  trustRootRef: ours`;
export const STAMPED = 'rfc3161timestamp:\n  trustRootRef: ours';
