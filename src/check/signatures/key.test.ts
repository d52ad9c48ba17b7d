import { initializeCA } from '@sigstore/mock';
import { describe, expect, test } from 'vitest';
import { check, DIGEST, NOW, OTHER, STRANGER, signed, TEAM, verdict } from '../../../test/support/key-signatures.ts';
import { REPOSITORY } from '../../../test/support/signature-check.ts';
import {
  createKey,
  FakeRegistry,
  keyAuthority,
  policyText,
  signBundle,
  signPayload,
  simpleSigning,
} from '../../../test/support/signatures.ts';

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
