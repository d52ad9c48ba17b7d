import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { dsse } from '@sigstore/core';
import type { ContentStore } from '../../src/demo/registry/index.ts';
import {
  type Descriptor,
  type Digest,
  type ImageIndex,
  type ImageManifest,
  type ImageReference,
  type Registry,
  RegistryError,
  type RegistryFailure,
  type Repository,
  type ResolvedImage,
  repositoryOf,
} from '../../src/domain/index.ts';
import { parseImageReference } from '../../src/images/index.ts';
import { image } from './findings.ts';
import { createPorts } from './ports.ts';

/** Keys, signatures and a registry in memory, for tests of the signature check: no program, no network. */

/** For checks without a network: what would be fetched is as it was shipped. */
export const ALONE = { http: createPorts({}).http, offline: true } as const;

export interface TestKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** As `key.data` takes it. */
  readonly pem: string;
}

export type KeyKind = 'P-256' | 'P-384' | 'P-521' | 'RSA' | 'Ed25519';

export function createKey(kind: KeyKind = 'P-256'): TestKey {
  const { privateKey, publicKey } =
    kind === 'RSA'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : kind === 'Ed25519'
        ? generateKeyPairSync('ed25519')
        : generateKeyPairSync('ec', { namedCurve: kind });
  return { privateKey, publicKey, pem: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
}

export function sha256(bytes: string | Uint8Array): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** What cosign signs for a digest. */
export function simpleSigning(digest: string, type = 'cosign container image signature'): string {
  const critical = {
    identity: { 'docker-reference': 'registry.example/any' },
    image: { 'docker-manifest-digest': digest },
    type,
  };
  return JSON.stringify({ critical, optional: null });
}

export interface TestSignature {
  readonly payload: Uint8Array;
  readonly annotations: Readonly<Record<string, string>>;
}

/** One layer of a `.sig` manifest. */
export function signPayload(key: TestKey, payload: string, hash = 'sha256'): TestSignature {
  const bytes = Buffer.from(payload);
  const signature = sign(key.privateKey.asymmetricKeyType === 'ed25519' ? null : hash, bytes, key.privateKey);
  return { payload: bytes, annotations: { 'dev.cosignproject.cosign/signature': signature.toString('base64') } };
}

export const SIGN_PREDICATE = 'https://sigstore.dev/cosign/sign/v1';
export const BUNDLE_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

/** A sigstore bundle v0.3 with a DSSE envelope, as `cosign sign --key` of cosign 3 makes it. */
export function signBundle(key: TestKey, digest: string, predicateType = SIGN_PREDICATE): string {
  const [algorithm = '', hex = ''] = digest.split(':');
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ digest: { [algorithm]: hex } }],
    predicateType,
  };
  const payload = Buffer.from(JSON.stringify(statement));
  const payloadType = 'application/vnd.in-toto+json';
  const sig = sign('sha256', dsse.preAuthEncoding(payloadType, payload), key.privateKey).toString('base64');
  return JSON.stringify({
    mediaType: BUNDLE_TYPE,
    verificationMaterial: { publicKey: { hint: 'none' } },
    dsseEnvelope: { payload: payload.toString('base64'), payloadType, signatures: [{ sig }] },
  });
}

const EMPTY: Omit<Descriptor, 'digest' | 'size'> = {
  mediaType: 'application/octet-stream',
  annotations: {},
  artifactType: null,
  platform: null,
};

/** What a registry holds, put there by hand; every failure to be had by name. */
export class FakeRegistry implements Registry {
  readonly manifests = new Map<string, ImageManifest | ImageIndex>();
  readonly blobs = new Map<string, Uint8Array>();
  readonly listed = new Map<string, Descriptor[]>();
  readonly failures = new Map<string, RegistryFailure>();
  readonly asked: string[] = [];

  /** Makes every request whose text begins so fail: `manifest ghcr.io/acme/api:sha256-`, `referrers`, `blob`. */
  fail(prefix: string, failure: RegistryFailure): void {
    this.failures.set(prefix, failure);
  }

  putLegacy(
    repository: string,
    digest: string,
    signatures: readonly TestSignature[],
    tagPrefix = '',
    suffix = 'sig',
  ): void {
    const layers = signatures.map(({ payload, annotations }) => {
      const descriptor = { ...EMPTY, digest: sha256(payload), size: payload.length, annotations };
      this.blobs.set(`${repository}@${descriptor.digest}`, payload);
      return descriptor;
    });
    this.manifests.set(`${repository}:${tagPrefix}${digest.replace(':', '-')}.${suffix}`, manifestOf(layers));
  }

  putBundle(repository: string, digest: string, bundle: string, annotations: Descriptor['annotations'] = {}): void {
    const bytes = Buffer.from(bundle);
    const layer = { ...EMPTY, mediaType: BUNDLE_TYPE, digest: sha256(bytes), size: bytes.length };
    this.blobs.set(`${repository}@${layer.digest}`, bytes);
    const manifest = manifestOf([layer]);
    this.manifests.set(`${repository}@${manifest.digest}`, manifest);
    const descriptor = { ...EMPTY, digest: manifest.digest, size: 100, artifactType: BUNDLE_TYPE, annotations };
    this.listed.set(`${repository}@${digest}`, [...(this.listed.get(`${repository}@${digest}`) ?? []), descriptor]);
  }

  /** An image with these bytes for a manifest; its digest. */
  putImage(repository: string, text: string): Digest {
    const bytes = Buffer.from(text);
    const digest = sha256(bytes);
    this.manifests.set(`${repository}@${digest}`, { ...manifestOf([]), bytes, digest });
    return digest;
  }

  async resolve(reference: ImageReference): Promise<Digest> {
    const { tag, digest } = reference;
    const key = `${repositoryOf(reference)}${digest === null ? `:${tag ?? 'latest'}` : `@${digest}`}`;
    return this.#answer(reference, `resolve ${key}`, this.manifests.get(key)).digest;
  }

  async manifest(
    repository: Repository,
    reference: Digest | { readonly tag: string },
  ): Promise<ImageManifest | ImageIndex> {
    const at = typeof reference === 'string' ? `@${reference}` : `:${reference.tag}`;
    const key = `${repositoryOf(repository)}${at}`;
    return this.#answer(repository, `manifest ${key}`, this.manifests.get(key));
  }

  async blob(repository: Repository, digest: Digest, maxBytes: number): Promise<Uint8Array> {
    const key = `${repositoryOf(repository)}@${digest}`;
    const bytes = this.#answer(repository, `blob ${key}`, this.blobs.get(key));
    if (bytes.length > maxBytes) throw failureOf(repository, 'too-large');
    return bytes;
  }

  async referrers(repository: Repository, digest: Digest): Promise<readonly Descriptor[]> {
    const key = `${repositoryOf(repository)}@${digest}`;
    return this.#answer(repository, `referrers ${key}`, this.listed.get(key) ?? []);
  }

  #answer<T>(repository: Repository, request: string, value: T | undefined): T {
    this.asked.push(request);
    for (const [prefix, failure] of this.failures) {
      if (request.startsWith(prefix)) throw failureOf(repository, failure);
    }
    if (value === undefined) throw failureOf(repository, 'not-found');
    return value;
  }
}

function failureOf(repository: Repository, failure: RegistryFailure): RegistryError {
  return new RegistryError({
    failure,
    host: repository.registry,
    message: `${repository.registry} answered "${failure}".`,
    remedy: `Do what helps against "${failure}".`,
    attempts: 1,
  });
}

function manifestOf(layers: readonly Descriptor[]): ImageManifest {
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const config = { ...EMPTY, digest: sha256('{}'), size: 2 };
  const bytes = Buffer.from(JSON.stringify(layers));
  const digest = sha256(bytes);
  return { kind: 'image', bytes, mediaType, digest, config, layers, artifactType: null, annotations: {} };
}

/** An image as the check gets it. */
export function resolvedImage(written: string, digest: Digest, uses?: ResolvedImage['uses']): ResolvedImage {
  const parsed = parseImageReference(written);
  if ('problem' in parsed) throw new Error(`${written}: ${parsed.problem}`);
  const base = uses === undefined ? image(written) : image(written, {}, uses);
  return { ...base, written, reference: parsed.reference, digest };
}

export interface PolicyText {
  readonly name?: string;
  readonly globs?: readonly string[];
  readonly mode?: string;
  readonly apiVersion?: string;
  /** Lines below `spec`, without indentation. */
  readonly match?: string;
  /** Each the lines of one authority, without indentation. */
  readonly authorities: readonly string[];
}

/** A ClusterImagePolicy in YAML. */
export function policyText({
  name = 'shop',
  globs = ['**'],
  mode,
  apiVersion,
  match,
  authorities,
}: PolicyText): string {
  const indent = (text: string, by: string): string => text.trim().replaceAll('\n', `\n${by}`);
  return [
    `apiVersion: policy.sigstore.dev/${apiVersion ?? 'v1beta1'}`,
    'kind: ClusterImagePolicy',
    'metadata:',
    `  name: ${name}`,
    'spec:',
    ...(mode === undefined ? [] : [`  mode: ${mode}`]),
    ...(match === undefined ? [] : [`  ${indent(match, '  ')}`]),
    '  images:',
    ...globs.map((glob) => `    - glob: "${glob}"`),
    ...(authorities.length === 0 ? [] : ['  authorities:']),
    ...authorities.map((authority) => `    - ${indent(authority, '      ')}`),
    '',
  ].join('\n');
}

/** The lines of an authority with a key, and of what else it has. */
export function keyAuthority(key: Pick<TestKey, 'pem'>, { name = 'team', hash = '', extra = '' } = {}): string {
  const data = `data: |\n    ${key.pem.trim().replaceAll('\n', '\n    ')}`;
  return [`name: ${name}`, 'key:', ...(hash === '' ? [] : [`  hashAlgorithm: ${hash}`]), `  ${data}`, extra]
    .filter((line) => line !== '')
    .join('\n');
}

/** Puts a `.sig` manifest into a real registry's store. */
export function putSignatures(
  store: ContentStore,
  repository: string,
  digest: string,
  signatures: readonly TestSignature[],
  tagPrefix = '',
  suffix: 'sig' | 'att' = 'sig',
): void {
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const config = Buffer.from('{"architecture":"","os":"","config":{},"rootfs":{"type":"layers","diff_ids":[]}}');
  const layers = signatures.map(({ payload, annotations }) => ({
    mediaType:
      suffix === 'sig' ? 'application/vnd.dev.cosign.simplesigning.v1+json' : 'application/vnd.dsse.envelope.v1+json',
    digest: store.putBlob(repository, payload),
    size: payload.length,
    annotations,
  }));
  const configType = 'application/vnd.oci.image.config.v1+json';
  const configDescriptor = { mediaType: configType, digest: store.putBlob(repository, config), size: config.length };
  const manifest = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, config: configDescriptor, layers }));
  store.putManifest(repository, manifest, mediaType, `${tagPrefix}${digest.replace(':', '-')}.${suffix}`);
}
