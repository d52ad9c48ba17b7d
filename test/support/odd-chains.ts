import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { CODE_SIGNING, SERVER_AUTH } from './odd-certificates.ts';
import { createKey, type TestKey } from './signatures.ts';
import { ISSUER, type Leaf, SUBJECT, toPem } from './sigstore.ts';

/** A second certificate authority, with certificates between its root and its leaves. */
export interface OddChains {
  /** Every certificate that is trusted, in PEM: what a TrustRoot's certChain holds. */
  readonly chain: string;
  /** By what is odd about the way to the root. */
  readonly leaves: Readonly<Record<string, Leaf>>;
}

interface Certificate {
  readonly name: string;
  readonly key: TestKey;
  readonly der: Buffer;
}

interface Issue {
  readonly name: string;
  /** Null: itself. */
  readonly by: Certificate | null;
  readonly ca: { readonly length?: number } | null;
  readonly uses?: readonly string[];
  readonly keyUsage?: KeyUsageFlags;
  readonly from?: Date;
  readonly days?: number;
  readonly extensions?: readonly Extension[];
}

export async function makeOddChains(clock: Date): Promise<OddChains> {
  const issue = (options: Issue): Promise<Certificate> => issueAt(clock, options);
  const ca = (name: string, by: Certificate | null, more: Partial<Issue> = {}): Promise<Certificate> =>
    issue({ name, by, ca: {}, keyUsage: KeyUsageFlags.keyCertSign, days: 365, ...more });
  const root = await ca('root', null);
  const plain = await ca('plain', root);
  const short = await ca('short', root, { ca: { length: 0 } });
  const authorities: Readonly<Record<string, Certificate>> = {
    'straight from the root': root,
    'through another authority': plain,
    'through two': await ca('second', plain),
    'through one that may sign for servers alone': await ca('servers', root, { uses: [SERVER_AUTH] }),
    'through one that may sign for code': await ca('code', root, { uses: [CODE_SIGNING] }),
    'through one that is no authority': await ca('leaf-like', root, { ca: null }),
    'through one that may not sign certificates': await ca('digital', root, {
      keyUsage: KeyUsageFlags.digitalSignature,
    }),
    'through one too many': await ca('deep', short),
    'through one that has expired': await ca('expired', root, { from: new Date(clock.getTime() - 2 * DAY), days: 1 }),
    'through one for other names': await ca('names', root, {
      extensions: [new Extension('2.5.29.30', true, permitHosts('.other.example'))],
    }),
    'through one that must be understood': await ca('critical', root, {
      extensions: [new Extension('1.2.3.4.5', true, Buffer.from([0x05, 0x00]))],
    }),
    'through one that nobody trusts': await ca('unlisted', root),
  };
  const leaves: Record<string, Leaf> = {};
  for (const [name, by] of Object.entries(authorities)) leaves[name] = await issueLeafOf(issue, by);
  const trusted = [plain, short, ...Object.values(authorities), root].filter(({ name }) => name !== 'unlisted');
  return { chain: [...new Set(trusted)].map(({ der }) => toPem('CERTIFICATE', der)).join(''), leaves };
}

/** RFC 5280, NameConstraints: addresses on these hosts alone. */
function permitHosts(suffix: string): Buffer {
  const wrap = (tag: number, content: Buffer): Buffer => Buffer.concat([Buffer.from([tag, content.length]), content]);
  return wrap(0x30, wrap(0xa0, wrap(0x30, wrap(0x86, Buffer.from(suffix)))));
}

const DAY = 86_400_000;

async function issueLeafOf(issue: (options: Issue) => Promise<Certificate>, by: Certificate): Promise<Leaf> {
  const extensions = [
    new SubjectAlternativeNameExtension([{ type: 'url', value: SUBJECT }], true),
    new Extension('1.3.6.1.4.1.57264.1.1', false, Buffer.from(ISSUER)),
  ];
  return issue({ name: 'leaf', by, ca: null, uses: [CODE_SIGNING], extensions });
}

let serial = 1000;

async function issueAt(clock: Date, options: Issue): Promise<Certificate> {
  const {
    name,
    by,
    ca,
    uses,
    keyUsage = KeyUsageFlags.digitalSignature,
    from = clock,
    days = 1,
    extensions = [],
  } = options;
  const key = createKey();
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  serial += 1;
  const certificate = await X509CertificateGenerator.create({
    serialNumber: String(serial),
    subject: `CN=${name}`,
    issuer: `CN=${by === null ? name : by.name}`,
    notBefore: from,
    notAfter: new Date(from.getTime() + days * DAY),
    publicKey: key.publicKey.toCryptoKey(algorithm, true, ['verify']),
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    signingKey: (by?.key ?? key).privateKey.toCryptoKey(algorithm, true, ['sign']),
    extensions: [
      new KeyUsagesExtension(keyUsage, true),
      ...(ca === null ? [] : [new BasicConstraintsExtension(true, ca.length, true)]),
      ...(uses === undefined ? [] : [new ExtendedKeyUsageExtension([...uses])]),
      ...extensions,
    ],
  });
  return { name, key, der: Buffer.from(certificate.rawData) };
}
