import { beforeAll, describe, expect, test } from 'vitest';
import { PREDICATES, statementOf } from '../../../../test/support/attestations.ts';
import { startGithubServices } from '../../../../test/support/github-services.ts';
import { issueOdd } from '../../../../test/support/odd-certificates.ts';
import { ALONE, FakeRegistry, resolvedImage, sha256 } from '../../../../test/support/signatures.ts';
import {
  ISSUER,
  issueLeaf,
  LATER,
  SIGNED,
  type SigstoreServices,
  SUBJECT,
  startSigstore,
} from '../../../../test/support/sigstore.ts';
import { type BundleOptions, signKeylessBundle } from '../../../../test/support/sigstore-bundles.ts';
import { trustRootText } from '../../../../test/support/sigstore-documents.ts';
import { completePolicy } from '../../../policy/schema.ts';
import { createSignatureFinder } from '../found/finder.ts';
import { parseSignaturePolicies } from '../policy/parse.ts';
import { createTrustRoots } from '../trust-root/create.ts';
import type { TrustRoots } from '../trust-root/trust-roots.ts';
import { createExpectations } from './expect-of-image.ts';

/**
 * GitHub's own services certify and stamp for private repositories, and log nothing: what they signed is held against their
 * keys, and never against less than the public services' keys and log where it is not theirs.
 */

const REPOSITORY = 'ghcr.io/acme/api';
const DIGEST = sha256('api 1.2.3');

let github: SigstoreServices;
let everybody: SigstoreServices;
let roots: TrustRoots;
beforeAll(async () => {
  [github, everybody] = await Promise.all([startGithubServices(SIGNED), startSigstore(SIGNED)]);
  const text = `${trustRootText(github, 'github')}---\n${trustRootText(everybody, 'public-good')}`;
  const documents = parseSignaturePolicies([{ file: 'roots.yaml', text }]).trustRoots;
  const mirrors = { sigstore: null, github: null };
  const written = createTrustRoots({ documents, now: LATER, maxAge: 1, mirrors, ...ALONE });
  // The keys that each of the two is known by are in their TUF repositories: these stand in their place.
  roots = { get: (name) => written.get({ kind: 'named', name: name.kind }), used: written.used };
});

async function outcome(bundle: string, trustRoot: object = {}): Promise<string> {
  const registry = new FakeRegistry();
  registry.putBundle(REPOSITORY, DIGEST, bundle);
  const signedBy = { issuer: ISSUER, subject: SUBJECT, ...trustRoot };
  const policy = completePolicy({ version: 1, signatures: { attestations: [{ predicate: 'spdx', signedBy }] } });
  const means = { finder: createSignatureFinder(registry), roots, github: null, now: LATER };
  const { outcome: said, findings } = await createExpectations(policy, means)(resolvedImage(`${REPOSITORY}:1`, DIGEST));
  return [said, ...findings.map(({ rule }) => rule)].join(' ');
}

async function attested(services: SigstoreServices, options: BundleOptions = {}): Promise<string> {
  const statement = { predicateType: PREDICATES.spdx, predicate: { spdxVersion: 'SPDX-2.3' } };
  const payload = statementOf(DIGEST, { ...statement, type: 'https://in-toto.io/Statement/v1' });
  return signKeylessBundle(services, DIGEST, { payload, log: false, timestamp: true, ...options });
}

const byGithub = async (options: BundleOptions = {}): Promise<string> =>
  attested(github, { leaf: await issueOdd(github, {}), ...options });

describe('what GitHub signed for a private repository', () => {
  test.each([
    ['which it is, is seen from the certificate', {}, 'pass'],
    ['as the policy says', { trustRoot: 'github' }, 'pass'],
    ["not where the policy wants the public services'", { trustRoot: 'sigstore' }, 'fail attestation/invalid'],
  ])('%s', async (_, trustRoot, said) => {
    expect(await outcome(await byGithub(), trustRoot)).toBe(said);
  });

  test.each<[string, BundleOptions]>([
    ['without a timestamp', { timestamp: false }],
    ['with the timestamp of another authority', {}],
  ])('%s, not: nothing shows when', async (name, options) => {
    const stranger = { ...github, tsa: everybody.tsa };
    const leaf = await issueOdd(github, {});
    const bundle = await attested(name.startsWith('with the') ? stranger : github, { leaf, ...options });
    expect(await outcome(bundle)).toBe('fail attestation/invalid');
  });

  test('in a log, it is held against the public services, and is not theirs', async () => {
    expect(await outcome(await byGithub({ log: true }))).toBe('fail attestation/invalid');
  });
});

describe('what the public services signed', () => {
  test('needs its log entry, whatever its timestamp', async () => {
    expect(await outcome(await attested(everybody, { log: true }))).toBe('pass');
    expect(await outcome(await attested(everybody))).toBe('fail attestation/invalid');
  });

  test("with GitHub's name in its certificate is held against GitHub's keys, and refused", async () => {
    const names = [
      { type: 'url', value: SUBJECT } as const,
      { type: 'email', value: 'GitHub, Inc.@ci.example' } as const,
    ];
    const leaf = await issueOdd(everybody, { names });
    expect(await outcome(await attested(everybody, { leaf }))).toBe('fail attestation/invalid');
  });

  test("nor is a certificate of theirs enough where GitHub's are wanted", async () => {
    const leaf = await issueLeaf(everybody.ca);
    const bundle = await attested({ ...github, ca: everybody.ca }, { leaf });
    expect(await outcome(bundle, { trustRoot: 'github' })).toBe('fail attestation/invalid');
  });
});
