import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Key, Metadata, MetaFile, Root, Signature, Snapshot, TargetFile, Targets, Timestamp } from '@tufjs/models';
import { packTar } from 'modern-tar';
import { bytesOf, REKOR, type SigstoreServices, toPem } from './sigstore.ts';

/** A TUF repository in memory, with consistent snapshots, as sigstore's own has them. */
export interface TufRepository {
  /** The first root, which a client begins with. */
  readonly root: Buffer;
  readonly files: ReadonlyMap<string, Buffer>;
}

export interface TufRepositoryOptions {
  /** The trusted root; else the targets of an older repository, each saying what it is for. */
  readonly target: string | readonly { readonly usage: string; readonly name: string; readonly content: string }[];
  readonly expires?: Date;
  /** One role's metadata expires then instead. */
  readonly expired?: { readonly role: 'timestamp' | 'snapshot' | 'targets' | 'root'; readonly at: Date };
  /** How many roots there have been; each later one is signed by the same key. */
  readonly roots?: number;
}

export function makeTufRepository(options: TufRepositoryOptions): TufRepository {
  const { target, expires = new Date(Date.now() + 30 * 86_400_000), expired, roots = 1 } = options;
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const keyVal = { public: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex') };
  const described = { keytype: 'ed25519', scheme: 'ed25519', keyval: keyVal };
  const keyID = createHash('sha256').update(canonical(described)).digest('hex');
  const key = new Key({ keyID, keyType: 'ed25519', scheme: 'ed25519', keyVal });
  const common = (role: string, version = 1) => ({
    version,
    specVersion: '1.0.31',
    expires: (expired?.role === role ? expired.at : expires).toISOString().replace(/\.\d+Z$/, 'Z'),
  });
  const write = (metadata: { sign: Metadata<Root>['sign']; toJSON(): unknown }): Buffer => {
    metadata.sign((data) => signWith(privateKey, keyID, data));
    return Buffer.from(JSON.stringify(metadata.toJSON()));
  };
  const rootOf = (version: number): Buffer => {
    const root = new Root({ ...common('root', version), consistentSnapshot: true });
    for (const role of ['root', 'timestamp', 'snapshot', 'targets']) root.addKey(key, role);
    return write(new Metadata(root));
  };
  const contents = typeof target === 'string' ? [{ name: 'trusted_root.json', content: target, usage: null }] : target;
  const all = contents.map(({ name, content, usage }) => {
    const bytes = Buffer.from(content);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const custom = usage === null ? {} : { custom: { sigstore: { usage, status: 'Active', uri: `https://${name}` } } };
    const file = new TargetFile({ path: name, length: bytes.length, hashes: { sha256 }, unrecognizedFields: custom });
    return { name, bytes, sha256, file };
  });
  const targets = write(
    new Metadata(
      new Targets({ ...common('targets'), targets: Object.fromEntries(all.map(({ name, file }) => [name, file])) }),
    ),
  );
  const snapshot = write(
    new Metadata(new Snapshot({ ...common('snapshot'), meta: { 'targets.json': describe(targets) } })),
  );
  const timestamp = write(new Metadata(new Timestamp({ ...common('timestamp'), snapshotMeta: describe(snapshot) })));
  const files = new Map([
    ['1.targets.json', targets],
    ['targets.json', targets],
    ['1.snapshot.json', snapshot],
    ['snapshot.json', snapshot],
    ['timestamp.json', timestamp],
    ...all.map(({ name, sha256, bytes }): [string, Buffer] => [`targets/${sha256}.${name}`, bytes]),
  ]);
  for (let version = 1; version <= roots; version++) files.set(`${version}.root.json`, rootOf(version));
  const first = files.get('1.root.json') ?? Buffer.alloc(0);
  files.set('root.json', files.get(`${roots}.root.json`) ?? first);
  return { root: first, files };
}

function describe(metadata: Buffer): MetaFile {
  const hashes = { sha256: createHash('sha256').update(metadata).digest('hex') };
  return new MetaFile({ version: 1, length: metadata.length, hashes });
}

function signWith(key: KeyObject, keyID: string, data: Buffer): Signature {
  return new Signature({ keyID, sig: sign(null, data, key).toString('hex') });
}

/** Enough of canonical JSON for the description of a key: sorted names, no spaces. */
function canonical(value: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${JSON.stringify(value[name])}`).join(',')}}`;
}

/** What a TrustRoot's `mirrorFS` holds, before base64. */
export async function packTufRepository({ files }: TufRepository, prefix = 'repository/'): Promise<Buffer> {
  const entries = [...files].map(([name, body]) => ({
    header: { name: `${prefix}${name}`, size: body.length, type: 'file' as const, mode: 0o644 },
    body,
  }));
  return gzipSync(await packTar(entries));
}

/** The services as targets of an older repository, one for each key. */
export function describedTargets({ ca, keys }: SigstoreServices) {
  const chain = toPem('CERTIFICATE', bytesOf(ca.rootCertificate));
  return [
    { usage: 'Fulcio', name: 'fulcio.crt.pem', content: chain },
    { usage: 'Rekor', name: 'rekor.pub', content: keys.tlog.pem },
    { usage: 'CTFE', name: 'ctfe.pub', content: keys.ctlog.pem },
  ];
}

/** The services in the form of sigstore's TrustedRoot (protobuf-specs), in JSON. */
export function trustedRootJson({ ca, keys, tsa }: SigstoreServices): string {
  const certificates = (...chain: ArrayBufferView[]) => ({
    certificates: chain.map((view) => ({ rawBytes: bytesOf(view).toString('base64') })),
  });
  const log = (baseUrl: string, key: KeyObject) => {
    const der = key.export({ format: 'der', type: 'spki' });
    return {
      baseUrl,
      hashAlgorithm: 'SHA2_256',
      publicKey: {
        rawBytes: der.toString('base64'),
        keyDetails: 'PKIX_ECDSA_P256_SHA_256',
        validFor: { start: '2020-01-01T00:00:00Z' },
      },
      logId: { keyId: createHash('sha256').update(der).digest('base64') },
    };
  };
  const subject = { organization: 'sigstore.mock', commonName: 'mock' };
  const validFor = { start: '2020-01-01T00:00:00Z' };
  return JSON.stringify({
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [log(REKOR, keys.tlog.publicKey)],
    ctlogs: [log('https://ctfe.sigstore.mock', keys.ctlog.publicKey)],
    certificateAuthorities: [
      { subject, uri: 'https://fulcio.sigstore.mock', certChain: certificates(ca.rootCertificate), validFor },
    ],
    timestampAuthorities: [
      {
        subject,
        uri: 'https://tsa.sigstore.mock',
        certChain: certificates(tsa.intCertificate, tsa.rootCertificate),
        validFor,
      },
    ],
  });
}
