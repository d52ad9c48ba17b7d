import { beforeAll, describe, expect, test } from 'vitest';
import { attest, attestBundle, attestKeyless, PREDICATES } from '../../../test/support/attestations.ts';
import { ALONE, createKey, FakeRegistry, resolvedImage, sha256 } from '../../../test/support/signatures.ts';
import { ISSUER, SIGNED, type SigstoreServices, SUBJECT, startSigstore } from '../../../test/support/sigstore.ts';
import { trustRootText } from '../../../test/support/sigstore-documents.ts';
import { completePolicy } from '../../policy/schema.ts';
import { createAttestedVex } from './attested-vex.ts';
import { lintExpectations, openTrustRoots } from './index.ts';

const REPOSITORY = 'ghcr.io/acme/api';
const DIGEST = sha256('api 1.2.3');
const OTHER = sha256('api 1.2.4');
const SECURITY = createKey();
const PUBLISHER = createKey();

let services: SigstoreServices;
beforeAll(async () => {
  services = await startSigstore(SIGNED);
});

const OPENVEX = 'https://openvex.dev/ns/v0.2.0';
const vex = (said: string, predicateType = OPENVEX) => ({ predicateType, predicate: { said } });
const bySecurity = { signedBy: { key: SECURITY.pem } };

interface Setting {
  readonly legacy?: readonly ReturnType<typeof attest>[];
  readonly bundles?: readonly string[];
  readonly from?: readonly object[];
  readonly registry?: FakeRegistry;
}

async function ask({ legacy = [], bundles = [], from = [bySecurity], registry = new FakeRegistry() }: Setting) {
  if (legacy.length > 0) registry.putLegacy(REPOSITORY, DIGEST, legacy, '', 'att');
  for (const bundle of bundles) registry.putBundle(REPOSITORY, DIGEST, bundle);
  const policy = completePolicy({ version: 1, vulnerabilities: { vexAttestations: from } });
  const documents = [{ file: 'root.yaml', text: trustRootText(services) }];
  const now = new Date(SIGNED.getTime() + 86_400_000);
  const roots = openTrustRoots({ policy, documents, now, ...ALONE });
  const vexOf = createAttestedVex({ policy, registry, now, roots });
  const { reference, digest } = resolvedImage(`${REPOSITORY}:1.2.3`, DIGEST);
  return vexOf(reference, digest);
}

describe('OpenVEX attestations of an image', () => {
  test.each<[string, Setting, readonly string[]]>([
    ['by whom the policy names, as cosign keeps them', { legacy: [attest(SECURITY, DIGEST, vex('a'))] }, ['a']],
    ['as a bundle among the referrers', { bundles: [attestBundle(SECURITY, DIGEST, vex('a'))] }, ['a']],
    ["by cosign's short name", { legacy: [attest(SECURITY, DIGEST, vex('a', 'https://openvex.dev/ns'))] }, ['a']],
    ['several', { legacy: ['a', 'b'].map((said) => attest(SECURITY, DIGEST, vex(said))) }, ['a', 'b']],
    ['by who publishes the image', { legacy: [attest(PUBLISHER, DIGEST, vex('a'))] }, []],
    [
      'of another image',
      { legacy: [attest(SECURITY, OTHER, vex('a'))], bundles: [attestBundle(SECURITY, OTHER, vex('a'))] },
      [],
    ],
    ['of another type', { legacy: [attest(SECURITY, DIGEST, vex('a', PREDICATES.vuln))] }, []],
    ['where the policy names nobody', { legacy: [attest(SECURITY, DIGEST, vex('a'))], from: [] }, []],
    [
      'where the policy names them for other images',
      { legacy: [attest(SECURITY, DIGEST, vex('a'))], from: [{ ...bySecurity, images: ['ghcr.io/other/**'] }] },
      [],
    ],
    [
      'where the policy names them for this image',
      { legacy: [attest(SECURITY, DIGEST, vex('a'))], from: [{ ...bySecurity, images: ['ghcr.io/acme/*'] }] },
      ['a'],
    ],
    ['where there are none', {}, []],
  ])('%s', async (_, setting, expected) => {
    const { documents, problems } = await ask(setting);
    expect([documents.map(({ predicate }) => predicate), problems]).toEqual([expected.map((said) => ({ said })), []]);
  });

  test('by an identity, with its name', async () => {
    const legacy = [await attestKeyless(services, DIGEST, vex('a'))];
    const from = [{ signedBy: { issuer: ISSUER, subject: SUBJECT, trustRoot: 'ours' } }];
    const { documents } = await ask({ legacy, from });
    expect(documents).toEqual([{ by: `${SUBJECT} (issued by ${ISSUER})`, predicate: { said: 'a' } }]);
    const other = [{ signedBy: { issuer: ISSUER, subject: `${SUBJECT}s`, trustRoot: 'ours' } }];
    expect(await ask({ legacy, from: other })).toEqual({ documents: [], problems: [] });
  });

  test('where one place cannot be read: none, and why', async () => {
    const registry = new FakeRegistry();
    registry.fail('referrers', 'timeout');
    const { documents, problems } = await ask({ legacy: [attest(SECURITY, DIGEST, vex('a'))], registry });
    expect([documents, problems.length]).toEqual([[], 1]);
  });
});

test('policy check tells of a signer that is also the publisher, and of one that cannot be used', () => {
  const lint = (vexAttestations: readonly object[]) =>
    lintExpectations(
      completePolicy({
        version: 1,
        signatures: { attestations: [{ predicate: 'spdx', signedBy: { key: PUBLISHER.pem } }] },
        vulnerabilities: { vexAttestations },
      }),
      [],
    ).map(({ path, message }) => `${path.join('.')}: ${message}`);
  expect(lint([bySecurity])).toEqual([]);
  expect(lint([{ signedBy: { key: PUBLISHER.pem } }])).toEqual([
    expect.stringContaining('is who also signs or attests the images'),
  ]);
  expect(lint([{ signedBy: { key: 'nonsense' } }])).toEqual([
    expect.stringContaining('vexAttestations.0.signedBy.key'),
  ]);
  expect(lint([{ signedBy: { subject: 'x', trustRoot: 'nobody' } }])).toEqual([expect.stringContaining('nobody')]);
});

test('policy check objects to signers of bills that cannot be used, and not to who attests the images', () => {
  const lint = (signedBy: object) =>
    lintExpectations(
      completePolicy({
        version: 1,
        signatures: { attestations: [{ predicate: 'spdx', signedBy: { key: PUBLISHER.pem } }] },
        vulnerabilities: { sbomAttestations: [{ signedBy }] },
      }),
      [],
    ).map(({ path }) => path.join('.'));
  expect(lint({ key: PUBLISHER.pem })).toEqual([]);
  expect(lint({ key: 'nonsense' })).toEqual(['vulnerabilities.sbomAttestations.0.signedBy.key']);
  expect(lint({ subject: 'x', trustRoot: 'nobody' })).toEqual([
    'vulnerabilities.sbomAttestations.0.signedBy.trustRoot',
  ]);
});
