import { constants, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { initializeCA } from '@sigstore/mock';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkImage, describeVerdict, REPOSITORY } from '../../../test/support/signature-check.ts';
import {
  createKey,
  FakeRegistry,
  keyAuthority,
  policyText,
  sha256,
  signPayload,
  simpleSigning,
  type TestSignature,
} from '../../../test/support/signatures.ts';
import {
  issueLeaf,
  LATER,
  logSignature,
  SIGNED,
  type SigstoreServices,
  signKeyless,
  startSigstore,
} from '../../../test/support/sigstore.ts';
import { signKeylessBundle, signMessageBundle } from '../../../test/support/sigstore-bundles.ts';
import { keylessAuthority, LOGGED, STAMPED, trustRootText } from '../../../test/support/sigstore-documents.ts';
import type { Digest } from '../../domain/index.ts';

const DIGEST = sha256('api 1.2.3');
const OTHER = sha256('api 1.2.4');

let services: SigstoreServices;
let strangers: SigstoreServices;

beforeAll(async () => {
  services = await startSigstore(SIGNED);
  strangers = await startSigstore(SIGNED);
});

interface Case {
  readonly legacy?: readonly TestSignature[];
  readonly bundles?: readonly string[];
  readonly authority?: string;
  readonly now?: Date;
  readonly root?: string;
  /** In place of one that holds `legacy` and `bundles`. */
  readonly registry?: FakeRegistry;
  readonly digest?: Digest;
}

function check({
  legacy,
  bundles = [],
  authority = keylessAuthority({ extra: LOGGED }),
  now = LATER,
  root = trustRootText(services),
  registry = new FakeRegistry(),
  digest = DIGEST,
}: Case) {
  if (legacy !== undefined) registry.putLegacy(REPOSITORY, DIGEST, legacy);
  for (const bundle of bundles) registry.putBundle(REPOSITORY, DIGEST, bundle);
  return checkImage({ registry, digest, documents: [policyText({ authorities: [authority] }), root], now });
}

const verdict = async (one: Case): Promise<string> => describeVerdict(await check(one));

const UNTRUSTED = 'fail | signature/untrusted-identity block';
const INVALID = 'fail | signature/invalid block';

describe('a keyless signature in the .sig tag', () => {
  test('by the identity that the policy names, in the log', async () => {
    expect(await verdict({ legacy: [await signKeyless(services, DIGEST)] })).toBe('pass');
  });

  test.each([
    ['another subject', { subject: 'https://ci.example/evil/.build/release.yml@refs/heads/main' }, UNTRUSTED],
    ['another issuer', { issuer: 'https://token.evil.example' }, UNTRUSTED],
    [
      'without a log entry, which the cluster would search for',
      { log: false },
      'unknown | signature/invalid unknown(content) block',
    ],
    [
      'for another digest',
      {
        payload:
          '{"critical":{"type":"cosign container image signature","image":{"docker-manifest-digest":"sha256:0"}}}',
      },
      INVALID,
    ],
  ])('%s', async (_, options, expected) => {
    expect(await verdict({ legacy: [await signKeyless(services, DIGEST, options)] })).toBe(expected);
  });

  test('by the services of somebody else, with the right subject', async () => {
    expect(await verdict({ legacy: [await signKeyless(strangers, DIGEST)] })).toBe(INVALID);
  });
});

describe('a keyless signature in a bundle', () => {
  test.each(['0.1', '0.2', '0.3'] as const)('version %s', async (version) => {
    expect(await verdict({ bundles: [await signKeylessBundle(services, DIGEST, { version })] })).toBe(
      'pass | signature/missing warn',
    );
  });

  test('with an entry of Rekor v2 and a timestamp', async () => {
    expect(await verdict({ bundles: [await signKeylessBundle(services, DIGEST, { rekor: 2 })] })).toBe(
      'pass | signature/missing warn',
    );
  });

  test('with an entry of a Rekor v2 that signs with Ed25519', async () => {
    const modern = { ...services, keys: { ...services.keys, tlog: createKey('Ed25519') } };
    const bundles = [await signKeylessBundle(modern, DIGEST, { rekor: 2 })];
    expect(await verdict({ bundles, root: trustRootText(modern) })).toBe('pass | signature/missing warn');
    expect(await verdict({ bundles })).toBe(INVALID);
  });

  test('with an entry of Rekor v2 and no timestamp', async () => {
    const bundle = await signKeylessBundle(services, DIGEST, { rekor: 2, timestamp: false });
    expect(await verdict({ bundles: [bundle] })).toBe(INVALID);
  });

  test('that the fallback tag lists as something else, as cosign 3.0 leaves it', async () => {
    const registry = new FakeRegistry();
    registry.putBundle(REPOSITORY, DIGEST, await signKeylessBundle(services, DIGEST));
    const key = `${REPOSITORY}@${DIGEST}`;
    const listed = registry.listed.get(key) ?? [];
    const emptyType = 'application/vnd.oci.empty.v1+json';
    registry.listed.set(
      key,
      listed.map((one) => ({ ...one, artifactType: emptyType })),
    );
    expect(await verdict({ registry })).toBe('pass | signature/missing warn');
    registry.fail('manifest ghcr.io/acme/api@', 'timeout');
    expect(await verdict({ registry })).toBe('unknown | signature/invalid unknown(infrastructure) block');
  });

  test('over the manifest itself', async () => {
    const [manifest, other] = ['{"schemaVersion":2}', '{"schemaVersion":2,"layers":[]}'];
    const registry = new FakeRegistry();
    const digest = registry.putImage(REPOSITORY, manifest);
    registry.putBundle(REPOSITORY, digest, await signMessageBundle(services, Buffer.from(manifest)));
    expect(await verdict({ registry, digest })).toBe('pass | signature/missing warn');
    const copied = new FakeRegistry();
    copied.putImage(REPOSITORY, manifest);
    copied.putBundle(REPOSITORY, digest, await signMessageBundle(services, Buffer.from(other)));
    expect(await verdict({ registry: copied, digest })).toBe(INVALID);
    const absent = new FakeRegistry();
    absent.putBundle(REPOSITORY, digest, await signMessageBundle(services, Buffer.from(manifest)));
    expect(await verdict({ registry: absent, digest })).toBe('unknown | signature/invalid unknown(content) block');
  });

  test('for another digest', async () => {
    expect(await verdict({ bundles: [await signKeylessBundle(services, OTHER)] })).toBe(INVALID);
  });
});

describe('what a policy may ask for beside the identity', () => {
  test('a timestamp in place of the log', async () => {
    const authority = keylessAuthority({ extra: STAMPED });
    const stamped = await signKeyless(services, DIGEST, { log: false, timestamp: true });
    expect(await verdict({ legacy: [stamped], authority })).toBe('pass');
    expect(await verdict({ legacy: [await signKeyless(services, DIGEST)], authority })).toBe(INVALID);
    const foreign = await signKeyless({ ...services, tsa: strangers.tsa }, DIGEST, { log: false, timestamp: true });
    expect(await verdict({ legacy: [foreign], authority })).toBe(INVALID);
  });

  test('neither: then the certificate counts while it is valid', async () => {
    const authority = keylessAuthority();
    const legacy = [await signKeyless(services, DIGEST, { log: false })];
    expect(await verdict({ legacy, authority })).toBe(INVALID);
    const now = new Date(SIGNED.getTime() + 60_000);
    expect(await verdict({ legacy, authority, now })).toBe('pass | signature/missing warn');
  });

  test('no proof that a certificate log has the certificate', async () => {
    const foreign = await initializeCA(services.keys.ca, strangers.ctlog, SIGNED);
    const unlogged = await initializeCA(services.keys.ca, undefined, SIGNED);
    const authority = keylessAuthority({ keyless: 'insecureIgnoreSCT: true', extra: LOGGED });
    for (const ca of [foreign, unlogged]) {
      const legacy = [await signKeyless(services, DIGEST, { leaf: await issueLeaf(ca) })];
      expect(await verdict({ legacy })).toBe(INVALID);
      expect(await verdict({ legacy, authority })).toBe('pass');
    }
  });

  test('an entry in the log, of a signature with a key', async () => {
    const key = createKey();
    const { payload, annotations } = signPayload(key, simpleSigning(DIGEST));
    const signature = Buffer.from(annotations['dev.cosignproject.cosign/signature'] ?? '', 'base64');
    const logged = async (signer: string): Promise<TestSignature> => ({
      payload,
      annotations: {
        ...annotations,
        'dev.sigstore.cosign/bundle': await logSignature(services, payload, signature, signer),
      },
    });
    const authority = keyAuthority(key, { extra: LOGGED });
    expect(await verdict({ legacy: [await logged(key.pem)], authority })).toBe('pass');
    expect(await verdict({ legacy: [await logged(createKey().pem)], authority })).toBe(INVALID);
    expect(await verdict({ legacy: [{ payload, annotations }], authority })).toBe(
      'unknown | signature/invalid unknown(content) block',
    );
  });

  test('an RSA-PSS signature, which a cluster does not verify', async () => {
    const key = createKey('RSA');
    const payload = Buffer.from(simpleSigning(DIGEST));
    const pss = (by: KeyObject): string =>
      sign('sha256', payload, { key: by, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }).toString('base64');
    const signed = (by: KeyObject): TestSignature => ({
      payload,
      annotations: { 'dev.cosignproject.cosign/signature': pss(by) },
    });
    const authority = keyAuthority(key);
    expect(await verdict({ legacy: [signed(key.privateKey)], authority })).toBe('pass | signature/missing warn');
    expect(await verdict({ legacy: [signed(createKey('RSA').privateKey)], authority })).toBe(INVALID);
    const sha512 = keyAuthority(key, { hash: 'sha512' });
    expect(await verdict({ legacy: [signed(key.privateKey)], authority: sha512 })).toBe(INVALID);
  });

  test('an entry of a kind from before 2022', async () => {
    const signature = await signKeyless(services, DIGEST);
    const name = 'dev.sigstore.cosign/bundle';
    const bundle = JSON.parse(signature.annotations[name] ?? '');
    bundle.Payload.body = Buffer.from('{"kind":"rekord","apiVersion":"0.0.1","spec":{}}').toString('base64');
    const legacy = [{ ...signature, annotations: { ...signature.annotations, [name]: JSON.stringify(bundle) } }];
    expect(await verdict({ legacy })).toBe('unknown | signature/invalid unknown(content) block');
  });

  test('a log whose key is not ECDSA, which a cluster refuses', async () => {
    const { publicKey } = generateKeyPairSync('ed25519');
    const log = `      - baseURL: https://rekor2.example\n        hashAlgorithm: sha-256\n        publicKey: ${Buffer.from(
      publicKey.export({ type: 'spki', format: 'pem' }),
    ).toString('base64')}\n`;
    const root = trustRootText(services).replace('    tLogs:\n', `    tLogs:\n${log}`);
    const { outcomes, findings } = await check({ legacy: [await signKeyless(services, DIGEST)], root });
    expect([...outcomes.values()]).toEqual(['pass']);
    expect(findings[0]?.message).toContain('has a log with a key that is not ECDSA');
  });
});
