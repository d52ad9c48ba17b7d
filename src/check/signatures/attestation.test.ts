import { beforeAll, describe, expect, test } from 'vitest';
import { attest, attestBundle, attestKeyless, PREDICATES, wantedText } from '../../../test/support/attestations.ts';
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
import { LATER, SIGNED, type SigstoreServices, startSigstore } from '../../../test/support/sigstore.ts';
import { signKeylessBundle } from '../../../test/support/sigstore-bundles.ts';
import { keylessAuthority, LOGGED, STAMPED, trustRootText } from '../../../test/support/sigstore-documents.ts';

const DIGEST = sha256('api 1.2.3');
const OTHER = sha256('api 1.2.4');
const TEAM = createKey();
const STRANGER = createKey();

let services: SigstoreServices;
let strangers: SigstoreServices;
beforeAll(async () => {
  services = await startSigstore(SIGNED);
  strangers = await startSigstore(SIGNED);
});

interface Case {
  readonly legacy?: readonly TestSignature[];
  readonly bundles?: readonly string[];
  readonly authority: string;
  readonly prepare?: (registry: FakeRegistry) => void;
}

function check({ legacy, bundles = [], authority, prepare = () => {} }: Case) {
  const registry = new FakeRegistry();
  if (legacy !== undefined) registry.putLegacy(REPOSITORY, DIGEST, legacy, '', 'att');
  for (const bundle of bundles) registry.putBundle(REPOSITORY, DIGEST, bundle);
  prepare(registry);
  const documents = [policyText({ authorities: [authority] }), trustRootText(services)];
  return checkImage({ registry, digest: DIGEST, documents, now: LATER });
}

const verdict = async (one: Case): Promise<string> => describeVerdict(await check(one));

const wanting = (...types: string[]): string => keyAuthority(TEAM, { extra: wantedText(types) });

describe('with a key, in a .att manifest', () => {
  const custom = wanting('custom');
  test.each<[string, Case, string]>([
    ['one that fits, by short name', { legacy: [attest(TEAM, DIGEST)], authority: custom }, 'pass'],
    ['one that fits, by URI', { legacy: [attest(TEAM, DIGEST)], authority: wanting(PREDICATES.custom) }, 'pass'],
    [
      'a statement v1',
      { legacy: [attest(TEAM, DIGEST, { type: 'https://in-toto.io/Statement/v1' })], authority: custom },
      'pass',
    ],
    ['none', { authority: custom }, 'fail | attestation/missing block'],
    [
      'a plain signature is none',
      {
        authority: custom,
        prepare: (registry) => registry.putLegacy(REPOSITORY, DIGEST, [signPayload(TEAM, simpleSigning(DIGEST))]),
      },
      'fail | attestation/missing block',
    ],
    [
      'an attestation is no plain signature',
      { legacy: [attest(TEAM, DIGEST)], authority: keyAuthority(TEAM) },
      'fail | signature/missing block',
    ],
    ['another key', { legacy: [attest(STRANGER, DIGEST)], authority: custom }, 'fail | attestation/invalid block'],
    ['another image', { legacy: [attest(TEAM, OTHER)], authority: custom }, 'fail | attestation/invalid block'],
    [
      'another type',
      { legacy: [attest(TEAM, DIGEST, { predicateType: PREDICATES.spdx })], authority: custom },
      'fail | attestation/missing block',
    ],
    [
      'one of several',
      { legacy: [attest(STRANGER, DIGEST), attest(TEAM, OTHER), attest(TEAM, DIGEST)], authority: custom },
      'pass',
    ],
    [
      'two wanted, both there',
      {
        legacy: [attest(TEAM, DIGEST), attest(TEAM, DIGEST, { predicateType: PREDICATES.spdx })],
        authority: wanting('custom', 'spdx'),
      },
      'pass',
    ],
    [
      'two wanted, one there',
      { legacy: [attest(TEAM, DIGEST)], authority: wanting('custom', 'spdx') },
      'fail | attestation/missing block',
    ],
    [
      'two wanted, one by a stranger',
      {
        legacy: [attest(TEAM, DIGEST), attest(STRANGER, DIGEST, { predicateType: PREDICATES.spdx })],
        authority: wanting('custom', 'spdx'),
      },
      'fail | attestation/invalid block',
    ],
    [
      'the second signature of an envelope',
      { legacy: [attest(TEAM, DIGEST, {}, { before: [STRANGER] })], authority: custom },
      'pass',
    ],
    [
      'another payload type',
      { legacy: [attest(TEAM, DIGEST, {}, { payloadType: 'text/plain' })], authority: custom },
      'fail | attestation/invalid block',
    ],
    [
      'another statement type',
      { legacy: [attest(TEAM, DIGEST, { type: 'https://example.com/Statement' })], authority: custom },
      'fail | attestation/invalid block',
    ],
    [
      'no annotation',
      { legacy: [{ ...attest(TEAM, DIGEST), annotations: {} }], authority: custom },
      'fail | attestation/invalid block',
    ],
    [
      'no envelope',
      { legacy: [{ ...attest(TEAM, DIGEST), payload: Buffer.from('{}') }], authority: custom },
      'fail | attestation/invalid block',
    ],
    [
      'a short name wants its own type',
      {
        legacy: [attest(TEAM, DIGEST, { predicateType: PREDICATES.vuln, predicate: { scanner: 1 } })],
        authority: wanting('vuln'),
      },
      'fail | attestation/unsatisfied block',
    ],
    [
      'and a URI does not',
      {
        legacy: [attest(TEAM, DIGEST, { predicateType: PREDICATES.vuln, predicate: { scanner: 1 } })],
        authority: wanting(PREDICATES.vuln),
      },
      'pass',
    ],
    [
      'a condition, and no program',
      {
        legacy: [attest(TEAM, DIGEST)],
        authority: keyAuthority(TEAM, { extra: wantedText(['custom'], 'type: cue\ndata: "predicate: {}"') }),
      },
      'unknown | attestation/invalid unknown(infrastructure) block',
    ],
    [
      'a registry that is down',
      { authority: custom, prepare: (registry) => registry.fail('manifest', 'timeout') },
      'unknown | attestation/invalid unknown(infrastructure) block',
    ],
    [
      'an attestation that is too large',
      { legacy: [attest(TEAM, DIGEST)], authority: custom, prepare: (registry) => registry.fail('blob', 'too-large') },
      'unknown | attestation/invalid unknown(content) block',
    ],
  ])('%s', async (_, one, expected) => {
    expect(await verdict(one)).toBe(expected);
  });

  test('in another repository and under a prefix', async () => {
    const extra = `${wantedText(['custom'])}\nsource:\n  - oci: ghcr.io/acme/signatures\n    tagPrefix: prod-`;
    const put = (registry: FakeRegistry) =>
      registry.putLegacy('ghcr.io/acme/signatures', DIGEST, [attest(TEAM, DIGEST)], 'prod-', 'att');
    expect(await verdict({ authority: keyAuthority(TEAM, { extra }), prepare: put })).toBe('pass');
    expect(await verdict({ authority: custom, prepare: put })).toBe('fail | attestation/missing block');
  });
});

describe('with a key, in bundles', () => {
  test.each<[string, Case, string]>([
    [
      'the cluster does not look there',
      { bundles: [attestBundle(TEAM, DIGEST)], authority: wanting('custom') },
      'pass | attestation/missing warn',
    ],
    [
      'one half in each format',
      {
        legacy: [attest(TEAM, DIGEST)],
        bundles: [attestBundle(TEAM, DIGEST, { predicateType: PREDICATES.spdx })],
        authority: wanting('custom', 'spdx'),
      },
      'pass | attestation/missing warn',
    ],
    [
      'another key',
      { bundles: [attestBundle(STRANGER, DIGEST)], authority: wanting('custom') },
      'fail | attestation/invalid block',
    ],
    [
      'another image',
      { bundles: [attestBundle(TEAM, OTHER)], authority: wanting('custom') },
      'fail | attestation/invalid block',
    ],
    ['no bundle', { bundles: ['{}'], authority: wanting('custom') }, 'fail | attestation/invalid block'],
  ])('%s', async (_, one, expected) => {
    expect(await verdict(one)).toBe(expected);
  });

  test('more than are looked at', async () => {
    const bundles = (registry: FakeRegistry) => {
      registry.putBundle(REPOSITORY, DIGEST, attestBundle(TEAM, DIGEST));
      const [one] = registry.listed.get(`${REPOSITORY}@${DIGEST}`) ?? [];
      if (one !== undefined)
        registry.listed.set(
          `${REPOSITORY}@${DIGEST}`,
          Array.from({ length: 10_000 }, () => one),
        );
    };
    expect(await verdict({ authority: wanting('custom'), prepare: bundles })).toBe('fail | attestation/invalid block');
  });
});

describe('keyless', () => {
  const authority = (extra: string, more = {}) => keylessAuthority({ extra, ...more });
  const custom = wantedText(['custom']);

  test('in a .att manifest, with a log entry', async () => {
    const legacy = [await attestKeyless(services, DIGEST)];
    expect(await verdict({ legacy, authority: authority(`${LOGGED}\n${custom}`) })).toBe('pass');
    const other = { subject: 'https://ci.example/other' };
    expect(await verdict({ legacy, authority: authority(`${LOGGED}\n${custom}`, other) })).toBe(
      'fail | attestation/untrusted-identity block',
    );
  });

  test('with a timestamp, which is of the whole envelope', async () => {
    const legacy = [await attestKeyless(services, DIGEST, {}, { log: false, timestamp: true })];
    expect(await verdict({ legacy, authority: authority(`${STAMPED}\n${custom}`) })).toBe('pass');
  });

  test("by a stranger's services, or for another image", async () => {
    for (const attestation of [await attestKeyless(strangers, DIGEST), await attestKeyless(services, OTHER)]) {
      expect(await verdict({ legacy: [attestation], authority: authority(`${LOGGED}\n${custom}`) })).toBe(
        'fail | attestation/invalid block',
      );
    }
  });

  test('without the log entry that is wanted: it may be in the log that this gate does not search', async () => {
    const legacy = [await attestKeyless(services, DIGEST, {}, { log: false })];
    expect(await verdict({ legacy, authority: authority(`${LOGGED}\n${custom}`) })).toMatch(/^unknown/);
  });

  describe('signatureFormat: bundle', () => {
    const bundle = `signatureFormat: bundle\n${wantedText(['https://example.com/p'])}`;
    const predicateType = 'https://example.com/p';
    test('passes here and in the cluster', async () => {
      const bundles = [await signKeylessBundle(services, DIGEST, { predicateType })];
      expect(await verdict({ bundles, authority: authority(bundle) })).toBe('pass');
    });
    test.each(['0.1', '0.2'] as const)('v%s is good, and the cluster does not see it', async (version) => {
      const bundles = [await signKeylessBundle(services, DIGEST, { predicateType, version })];
      const { findings } = await check({ bundles, authority: authority(bundle) });
      expect(findings.map(({ enforcement, message }) => `${enforcement} ${message}`)).toEqual([
        expect.stringMatching(/^warn .*a cluster would refuse it: its bundle is older than v0\.3/),
      ]);
    });
    test('a log entry is needed, though the authority has no ctlog', async () => {
      const bundles = [await signKeylessBundle(services, DIGEST, { predicateType, log: false })];
      expect(await verdict({ bundles, authority: authority(bundle) })).toBe('fail | attestation/invalid block');
    });
    test('what the controller does not take is said', async () => {
      const bundles = [await signKeylessBundle(services, DIGEST, { predicateType })];
      const two = `${authority(bundle)}`.replace(
        '  identities:\n',
        '  identities:\n    - issuer: a\n      subject: b\n',
      );
      expect(await verdict({ bundles, authority: two })).toBe('pass | attestation/missing warn');
    });
  });
});
