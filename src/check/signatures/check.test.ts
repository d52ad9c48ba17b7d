import { initializeCA } from '@sigstore/mock';
import { describe, expect, test } from 'vitest';
import { imageUse, manifest, manifestRef } from '../../../test/support/findings.ts';
import {
  ALONE,
  createKey,
  FakeRegistry,
  keyAuthority,
  policyText,
  resolvedImage,
  sha256,
  signBundle,
  signPayload,
  simpleSigning,
  type TestKey,
} from '../../../test/support/signatures.ts';
import { type Finding, type JsonObject, type ResolvedImage, UsageError } from '../../domain/index.ts';
import { completePolicy } from '../../policy/schema.ts';
import { checkSignatures } from './index.ts';

const TEAM = createKey();
const STRANGER = createKey();
const REPOSITORY = 'ghcr.io/acme/api';
const WRITTEN = `${REPOSITORY}:1.2.3`;
const DIGEST = sha256('api 1.2.3');
const OTHER = sha256('api 1.2.4');
const NOW = new Date('2026-06-01T12:00:00Z');

const BY_TEAM = policyText({ authorities: [keyAuthority(TEAM)] });

async function check(
  registry: FakeRegistry,
  documents: readonly string[] = [BY_TEAM],
  signatures: Record<string, unknown> = {},
  images: readonly ResolvedImage[] = [resolvedImage(WRITTEN, DIGEST)],
) {
  return checkSignatures(images, {
    policy: completePolicy({ version: 1, signatures: { policies: ['policy/*.yaml'], ...signatures } }),
    documents: documents.map((text, index) => ({ file: `policy/${index}.yaml`, text })),
    registry,
    now: NOW,
    ...ALONE,
  });
}

/** `outcome [rule result enforcement, ...]` of one image, in a line. */
async function verdict(...args: Parameters<typeof check>): Promise<string> {
  const { outcomes, findings } = await check(...args);
  return [[...outcomes.values()].join(' '), ...findings.map(describeFinding)].join(' | ');
}

function describeFinding({ rule, result, enforcement }: Finding): string {
  return `${rule} ${result.outcome === 'unknown' ? `unknown(${result.cause})` : 'fail'} ${enforcement}`;
}

function signed(key: TestKey, payload = simpleSigning(DIGEST), hash = 'sha256'): FakeRegistry {
  const registry = new FakeRegistry();
  registry.putLegacy(REPOSITORY, DIGEST, [signPayload(key, payload, hash)]);
  return registry;
}

describe('a signature in the .sig tag', () => {
  test.each([
    ['made with the key', signed(TEAM), 'pass'],
    ['none at all', new FakeRegistry(), 'fail | signature/missing fail block'],
    ['made with another key', signed(STRANGER), 'fail | signature/invalid fail block'],
    ['made for another digest', signed(TEAM, simpleSigning(OTHER)), 'fail | signature/invalid fail block'],
    ['of another type', signed(TEAM, simpleSigning(DIGEST, 'atomic')), 'fail | signature/invalid fail block'],
    ['over what is not JSON', signed(TEAM, 'not JSON'), 'fail | signature/invalid fail block'],
    ['over JSON of another shape', signed(TEAM, '{"critical":[]}'), 'fail | signature/invalid fail block'],
  ])('%s', async (_, registry, expected) => {
    expect(await verdict(registry)).toBe(expected);
  });

  test('one good signature among bad ones is enough', async () => {
    const registry = new FakeRegistry();
    const payload = simpleSigning(DIGEST);
    const nothing = { payload: Buffer.from(payload), annotations: {} };
    const garbage = { ...nothing, annotations: { 'dev.cosignproject.cosign/signature': '!' } };
    registry.putLegacy(REPOSITORY, DIGEST, [
      nothing,
      garbage,
      signPayload(STRANGER, payload),
      signPayload(TEAM, payload),
    ]);
    expect(await verdict(registry)).toBe('pass');
  });

  test('says of each signature why it is not enough', async () => {
    const registry = new FakeRegistry();
    const nothing = { payload: Buffer.from(simpleSigning(DIGEST)), annotations: {} };
    const garbage = { ...nothing, annotations: { 'dev.cosignproject.cosign/signature': 'a' } };
    registry.putLegacy(REPOSITORY, DIGEST, [
      nothing,
      garbage,
      signPayload(STRANGER, simpleSigning(DIGEST)),
      signPayload(TEAM, simpleSigning(OTHER)),
    ]);
    const { findings } = await check(registry);
    expect(findings[0]?.message).toContain(
      'signature 1 of 4 in the .sig tag of ghcr.io/acme/api: it has no annotation',
    );
    expect(findings[0]?.message).toContain(
      'signature 2 of 4 in the .sig tag of ghcr.io/acme/api: its signature is not base64',
    );
    expect(findings[0]?.message).toContain(
      'signature 3 of 4 in the .sig tag of ghcr.io/acme/api: it was not made with this key',
    );
    expect(findings[0]?.message).toContain(`it was made for another image, ${OTHER}`);
  });

  test("another image's signatures, copied", async () => {
    const registry = new FakeRegistry();
    registry.putLegacy(REPOSITORY, OTHER, [signPayload(TEAM, simpleSigning(OTHER))]);
    registry.putLegacy(REPOSITORY, DIGEST, [signPayload(TEAM, simpleSigning(OTHER))]);
    expect(await verdict(registry)).toBe('fail | signature/invalid fail block');
  });

  test('more signatures than cosign looks at', async () => {
    const registry = new FakeRegistry();
    const good = signPayload(TEAM, simpleSigning(DIGEST));
    registry.putLegacy(REPOSITORY, DIGEST, new Array(1001).fill(good));
    expect(await verdict(registry)).toBe('fail | signature/invalid fail block');
    registry.putLegacy(REPOSITORY, DIGEST, new Array(1000).fill(good));
    expect(await verdict(registry)).toBe('pass');
  });

  test.each([
    ['valid now, and not for long', new Date(NOW.getTime() - 60_000), 'pass | signature/missing fail warn'],
    ['expired', new Date(NOW.getTime() - 3_600_000), 'fail | signature/invalid fail block'],
    ['not valid yet', new Date(NOW.getTime() + 60_000), 'fail | signature/invalid fail block'],
  ])('with a certificate beside it that is %s, which cosign looks at even with a key', async (_, issued, expected) => {
    const ca = await initializeCA(createKey(), undefined, issued);
    const publicKey = createKey().publicKey.export({ type: 'spki', format: 'der' });
    const der = await ca.issueCertificate({ publicKey, subjectAltName: 'https://ci.example' });
    const base64 = Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('base64');
    const pem = `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
    const { payload, annotations } = signPayload(TEAM, simpleSigning(DIGEST));
    const registry = new FakeRegistry();
    registry.putLegacy(REPOSITORY, DIGEST, [
      { payload, annotations: { ...annotations, 'dev.sigstore.cosign/certificate': pem } },
    ]);
    expect(await verdict(registry)).toBe(expected);
  });

  test('with what is no certificate beside it', async () => {
    const { payload, annotations } = signPayload(TEAM, simpleSigning(DIGEST));
    const registry = new FakeRegistry();
    registry.putLegacy(REPOSITORY, DIGEST, [
      { payload, annotations: { ...annotations, 'dev.sigstore.cosign/certificate': 'none' } },
    ]);
    expect(await verdict(registry)).toBe('fail | signature/invalid fail block');
  });
});

describe('a key', () => {
  test.each([
    ['P-256', 'sha256'],
    ['P-256', 'sha512'],
    ['P-384', 'sha384'],
    ['P-521', 'sha512'],
    ['P-256', 'sha224'],
    ['RSA', 'sha256'],
    ['RSA', 'sha512'],
    ['Ed25519', 'sha256'],
  ] as const)('of %s with %s', async (kind, hash) => {
    const key = createKey(kind);
    const documents = [policyText({ authorities: [keyAuthority(key, { hash })] })];
    expect(await verdict(signed(key, undefined, hash), documents)).toBe('pass');
    expect(await verdict(signed(createKey(kind), undefined, hash), documents)).toMatch(/^fail \| signature\/invalid/);
  });

  test('with another hash than the signature was made with', async () => {
    const documents = [policyText({ authorities: [keyAuthority(TEAM, { hash: 'sha384' })] })];
    expect(await verdict(signed(TEAM), documents)).toBe('fail | signature/invalid fail block');
  });

  test('of RSA with sha224 verifies nothing, in a cluster neither', async () => {
    const key = createKey('RSA');
    const documents = [policyText({ authorities: [keyAuthority(key, { hash: 'sha224' })] })];
    expect(await verdict(signed(key, undefined, 'sha224'), documents)).toBe('fail | signature/invalid fail block');
  });

  test('counts only in the first PEM block', async () => {
    const second = { pem: `${STRANGER.pem}${TEAM.pem}` };
    expect(await verdict(signed(TEAM), [policyText({ authorities: [keyAuthority(second)] })])).toMatch(/^fail/);
    expect(await verdict(signed(STRANGER), [policyText({ authorities: [keyAuthority(second)] })])).toBe('pass');
  });

  test('whose signatures are elsewhere', async () => {
    const registry = new FakeRegistry();
    registry.putLegacy('ghcr.io/acme/signatures', DIGEST, [signPayload(TEAM, simpleSigning(DIGEST))], 'prod-');
    const extra = 'source:\n  - oci: ghcr.io/acme/signatures\n    tagPrefix: prod-';
    expect(await verdict(registry, [policyText({ authorities: [keyAuthority(TEAM, { extra })] })])).toBe('pass');
    expect(await verdict(registry)).toBe('fail | signature/missing fail block');
  });
});

describe('a sigstore bundle', () => {
  const bundled = (bundle: string): FakeRegistry => {
    const registry = new FakeRegistry();
    registry.putBundle(REPOSITORY, DIGEST, bundle);
    return registry;
  };

  test.each([
    [
      'by the key passes, and the cluster would not take it',
      signBundle(TEAM, DIGEST),
      'pass | signature/missing fail warn',
    ],
    ['by another key', signBundle(STRANGER, DIGEST), 'fail | signature/invalid fail block'],
    ['for another image', signBundle(TEAM, OTHER), 'fail | signature/invalid fail block'],
    [
      'that is an attestation',
      signBundle(TEAM, DIGEST, 'https://slsa.dev/provenance/v1'),
      'fail | signature/invalid fail block',
    ],
    ['that is none', '{"mediaType":"no"}', 'fail | signature/invalid fail block'],
    ['that is not JSON', 'bundle', 'fail | signature/invalid fail block'],
  ])('%s', async (_, bundle, expected) => {
    expect(await verdict(bundled(bundle))).toBe(expected);
  });

  test('that says it is an attestation is no signature', async () => {
    const registry = new FakeRegistry();
    const predicate = { 'dev.sigstore.bundle.predicateType': 'https://slsa.dev/provenance/v1' };
    registry.putBundle(REPOSITORY, DIGEST, signBundle(TEAM, DIGEST, 'https://slsa.dev/provenance/v1'), predicate);
    expect(await verdict(registry)).toBe('fail | signature/missing fail block');
  });

  test('is all that signatureFormat: bundle looks at', async () => {
    const documents = [policyText({ authorities: [keyAuthority(TEAM, { extra: 'signatureFormat: bundle' })] })];
    expect(await verdict(signed(TEAM), documents)).toBe('fail | signature/missing fail block');
    expect(await verdict(bundled(signBundle(TEAM, DIGEST)), documents)).toBe('pass | signature/missing fail warn');
  });
});

describe('what could not be looked at is unknown, never unsigned', () => {
  test.each([
    ['manifest', 'timeout', 'unknown | signature/invalid unknown(infrastructure) block'],
    ['manifest', 'throttled', 'unknown | signature/invalid unknown(infrastructure) block'],
    ['manifest', 'unauthorized', 'unknown | signature/invalid unknown(infrastructure) block'],
    ['manifest', 'malformed', 'unknown | signature/invalid unknown(content) block'],
    ['manifest', 'not-found', 'fail | signature/missing fail block'],
    ['blob', 'server-error', 'unknown | signature/invalid unknown(infrastructure) block'],
    ['blob', 'digest-mismatch', 'unknown | signature/invalid unknown(content) block'],
    ['blob', 'too-large', 'unknown | signature/invalid unknown(content) block'],
    ['blob', 'not-found', 'fail | signature/invalid fail block'],
  ] as const)('%s: %s', async (request, failure, expected) => {
    const registry = signed(TEAM);
    registry.fail(request, failure);
    expect(await verdict(registry)).toBe(expected);
  });

  test('a payload of more than a mebibyte', async () => {
    const registry = signed(TEAM, simpleSigning(DIGEST).padEnd(1024 * 1024 + 1));
    expect(await verdict(registry)).toBe('unknown | signature/invalid unknown(content) block');
  });

  test('another authority that passes is enough all the same', async () => {
    const registry = signed(TEAM);
    registry.fail('manifest ghcr.io/acme/signatures', 'timeout');
    const elsewhere = keyAuthority(STRANGER, { name: 'elsewhere', extra: 'source:\n  - oci: ghcr.io/acme/signatures' });
    const documents = [policyText({ authorities: [elsewhere, keyAuthority(TEAM)] })];
    expect(await verdict(registry, documents)).toBe('pass');
    expect(await verdict(signed(STRANGER), [policyText({ authorities: [elsewhere] })])).toMatch(
      /^fail \| signature\/missing/,
    );
  });

  test.each([
    ['a key in a KMS', 'name: kms\nkey:\n  kms: gcpkms://projects/p/locations/l/keyRings/r/cryptoKeys/k'],
    ['a key in a Secret', 'name: secret\nkey:\n  secretRef:\n    name: cosign'],
    ['a TrustRoot that is not there', keyAuthority(TEAM, { extra: 'rfc3161timestamp:\n  trustRootRef: ours' })],
  ])('what the gate cannot check: %s', async (_, authority) => {
    const documents = [policyText({ authorities: [authority] })];
    expect(await verdict(signed(TEAM), documents)).toBe('unknown | signature/invalid unknown(infrastructure) block');
  });

  test("the policy's own condition", async () => {
    const documents = [`${BY_TEAM}  policy:\n    type: cue\n    data: "true"\n`];
    expect(await verdict(signed(TEAM), documents)).toBe('unknown | signature/invalid unknown(infrastructure) block');
    expect(await verdict(signed(STRANGER), documents)).toBe('fail | signature/invalid fail block');
  });
});

describe('policies', () => {
  const pass = policyText({ name: 'pass', authorities: ['static:\n  action: pass'] });
  const fail = policyText({
    name: 'refuse',
    authorities: ['static:\n  action: fail\n  message: use ghcr.io/acme/base'],
  });
  const warn = policyText({ name: 'try', mode: 'warn', authorities: [keyAuthority(STRANGER)] });
  const empty = policyText({ name: 'empty', authorities: [] });

  test.each([
    ['static pass', [pass], {}, 'pass'],
    ['static fail', [fail], {}, 'fail | signature/invalid fail block'],
    ['all that match must pass', [BY_TEAM, fail], {}, 'fail | signature/invalid fail block'],
    ['all that match pass', [BY_TEAM, pass], {}, 'pass'],
    ['mode warn', [warn], {}, 'fail | signature/invalid fail warn'],
    ['mode warn beside one that passes', [BY_TEAM, warn], {}, 'fail | signature/invalid fail warn'],
    ['mode warn beside one that fails', [fail, warn], {}, 'fail | signature/invalid fail block'],
    ['the gate only warns', [fail], { mode: 'warn' }, 'fail | signature/invalid fail warn'],
    ['the gate is off', [fail], { mode: 'off' }, 'skipped'],
    ['no authorities', [empty], {}, 'fail | signature/no-policy fail block'],
    ['no authorities, where that is allowed', [empty], { noMatch: 'allow' }, 'skipped'],
    ['no authorities beside one that passes', [empty, BY_TEAM], {}, 'pass'],
    ['no policy', [], {}, 'fail | signature/no-policy fail block'],
    ['no policy, which is a warning', [], { noMatch: 'warn' }, 'skipped | signature/no-policy fail warn'],
    ['no policy, which is allowed', [], { noMatch: 'allow' }, 'skipped'],
  ])('%s', async (_, documents, signatures, expected) => {
    expect(await verdict(signed(TEAM), documents, signatures)).toBe(expected);
  });

  test('a policy for another image does not match', async () => {
    const documents = [policyText({ globs: ['ghcr.io/acme/web@*'], authorities: [keyAuthority(TEAM)] })];
    const { findings } = await check(signed(TEAM), documents);
    expect(findings.map(describeFinding)).toEqual(['signature/no-policy fail block']);
    expect(findings[0]?.message).toContain(`The only policy, "shop", does not match ${REPOSITORY}@${DIGEST}`);
  });

  test('documents of other kinds count for nothing', async () => {
    const openshift = BY_TEAM.replace('policy.sigstore.dev/v1beta1', 'config.openshift.io/v1');
    expect(await verdict(signed(TEAM), [openshift])).toBe('fail | signature/no-policy fail block');
  });

  test('each list of signatures is asked for once, whoever asks', async () => {
    const registry = signed(TEAM);
    const again = policyText({ name: 'again', authorities: [keyAuthority(TEAM), keyAuthority(STRANGER)] });
    expect(await verdict(registry, [BY_TEAM, again])).toBe('pass');
    expect(registry.asked.filter((request) => request.startsWith('manifest'))).toHaveLength(1);
  });
});

describe('match', () => {
  const deployments = policyText({
    name: 'deployments',
    match:
      'match:\n  - group: apps\n    version: v1\n    resource: deployments\n    selector:\n      matchLabels:\n        tier: web',
    authorities: ['static:\n  action: fail'],
  });
  const all = policyText({ name: 'all', authorities: ['static:\n  action: pass'] });

  function used(kind: string, apiVersion: string, object: JsonObject): ResolvedImage {
    const use = imageUse(WRITTEN);
    const ref = manifestRef({ kind, apiVersion });
    return resolvedImage(WRITTEN, DIGEST, [
      { ...use, manifest: { ...manifest(ref), object: { apiVersion, kind, ...object } } },
    ]);
  }
  const web = { metadata: { labels: { tier: 'web' } } };

  test.each([
    ['the resource and its labels', used('Deployment', 'apps/v1', web), 'fail | signature/invalid fail block'],
    ['other labels', used('Deployment', 'apps/v1', { metadata: { labels: { tier: 'db' } } }), 'pass'],
    ['another kind', used('StatefulSet', 'apps/v1', web), 'pass'],
    ['another group', used('Deployment', 'example.com/v1', web), 'pass'],
  ])('%s', async (_, one, expected) => {
    expect(await verdict(new FakeRegistry(), [deployments, all], {}, [one])).toBe(expected);
  });

  test('an object that a Deployment makes and no policy covers is denied, as in the cluster', async () => {
    const one = used('Deployment', 'apps/v1', web);
    const { findings } = await check(new FakeRegistry(), [deployments], { noMatch: 'deny' }, [one]);
    expect(findings.map(describeFinding)).toEqual(['signature/invalid fail block', 'signature/no-policy fail block']);
    expect(findings[1]?.message).toContain('for a ReplicaSet');
  });
});

describe('policy files that the controller would not take', () => {
  test.each([
    [
      'an unknown field',
      BY_TEAM.replace('spec:', 'spec:\n  colour: red'),
      'spec.colour of this ClusterImagePolicy is not a field',
    ],
    ['a mode', BY_TEAM.replace('spec:', 'spec:\n  mode: off'), 'spec.mode'],
    ['no images', BY_TEAM.replace(/ {2}images:\n.*\n/, ''), 'spec.images names no image'],
    ['a glob', BY_TEAM.replace('"**"', '"ghcr.io/[a-z]*"'), 'spec.images[0].glob has a character'],
    [
      'two kinds at once',
      BY_TEAM.replace('key:', 'static:\n        action: pass\n      key:'),
      'more than one of key, keyless, static',
    ],
    ['no kind', policyText({ authorities: ['name: nothing'] }), 'spec.authorities[0] has neither key'],
    ['an empty key', policyText({ authorities: ['key:\n  data: ""'] }), 'spec.authorities[0].key has neither data'],
    [
      'a private key',
      BY_TEAM.replaceAll('PUBLIC KEY', 'PRIVATE KEY'),
      'spec.authorities[0].key.data starts with a PEM block',
    ],
    ['no PEM', policyText({ authorities: ['key:\n  data: abc'] }), 'spec.authorities[0].key.data holds no PEM block'],
    ['a hash', policyText({ authorities: [keyAuthority(TEAM, { hash: 'md5' })] }), 'key.hashAlgorithm is not a hash'],
    ['an action', policyText({ authorities: ['static:\n  action: maybe'] }), 'static.action is no action'],
    [
      'a source',
      policyText({ authorities: [keyAuthority(TEAM, { extra: 'source:\n  - oci: "a b"' })] }),
      'source[0].oci is not a repository',
    ],
    ['two of a name', `${BY_TEAM}---\n${BY_TEAM}`, 'there is already a ClusterImagePolicy "shop"'],
    ['another version', BY_TEAM.replace('v1beta1', 'v2'), 'policy.sigstore.dev/v2 ClusterImagePolicy is not a kind'],
    ['no YAML', 'a: [', 'policy/0.yaml:1:'],
  ])('%s', async (_, text, message) => {
    const run = check(new FakeRegistry(), [text]);
    await expect(run).rejects.toThrow(UsageError);
    await expect(run).rejects.toThrow(message);
  });

  test('the error has the place of the first mistake', async () => {
    const error = await check(new FakeRegistry(), [BY_TEAM.replace('spec:', 'spec:\n  mode: off')]).catch(
      (e: unknown) => e,
    );
    expect(error).toMatchObject({
      code: 'signatures/policy',
      location: { file: 'policy/0.yaml', startLine: 6, startColumn: 9 },
    });
  });
});
