import { beforeAll, describe, expect, test } from 'vitest';
import {
  ALONE,
  FakeRegistry,
  policyText,
  resolvedImage,
  sha256,
  type TestSignature,
} from '../../../test/support/signatures.ts';
import {
  issueLeaf,
  keylessAuthority,
  LOGGED,
  type SigstoreServices,
  STAMPED,
  signKeyless,
  signKeylessBundle,
  startSigstore,
  trustRootText,
} from '../../../test/support/sigstore.ts';
import { completePolicy } from '../../policy/schema.ts';
import { checkSignatures } from './index.ts';

const REPOSITORY = 'ghcr.io/acme/api';
const DIGEST = sha256('api 1.2.3');
const OTHER = sha256('api 1.2.4');
/** The services' own certificates begin with the test. */
const SIGNED = new Date(Math.ceil(Date.now() / 1000) * 1000 + 60_000);
/** Well after the certificate has expired, as it always is when somebody deploys. */
const LATER = new Date(SIGNED.getTime() + 20 * 86_400_000);

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
}

async function check({ legacy, bundles = [], authority = keylessAuthority({ extra: LOGGED }), now = LATER }: Case) {
  const registry = new FakeRegistry();
  if (legacy !== undefined) registry.putLegacy(REPOSITORY, DIGEST, legacy);
  for (const bundle of bundles) registry.putBundle(REPOSITORY, DIGEST, bundle);
  return checkSignatures([resolvedImage(`${REPOSITORY}:1.2.3`, DIGEST)], {
    policy: completePolicy({ version: 1, signatures: { policies: ['policy/*.yaml'] } }),
    documents: [
      { file: 'policy/ci.yaml', text: `${policyText({ authorities: [authority] })}---\n${trustRootText(services)}` },
    ],
    registry,
    now,
    ...ALONE,
  });
}

/** The outcome and what was found, in a line. */
async function verdict(one: Case): Promise<string> {
  const { outcomes, findings } = await check(one);
  const found = findings.map(({ rule, enforcement }) => `${rule} ${enforcement}`);
  return [...outcomes.values(), ...found].join(' | ');
}

const UNTRUSTED = 'fail | signature/untrusted-identity block';
const INVALID = 'fail | signature/invalid block';

describe('a keyless signature in the .sig tag', () => {
  test('by the identity that the policy names, in the log', async () => {
    expect(await verdict({ legacy: [await signKeyless(services, DIGEST)] })).toBe('pass');
  });

  test.each([
    ['another subject', { subject: 'https://ci.example/evil/.build/release.yml@refs/heads/main' }, UNTRUSTED],
    ['another issuer', { issuer: 'https://token.evil.example' }, UNTRUSTED],
    ['without a log entry, which the cluster would search for', { log: false }, 'unknown | signature/invalid block'],
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

  test('with an entry of Rekor v2 and no timestamp', async () => {
    const bundle = await signKeylessBundle(services, DIGEST, { rekor: 2, timestamp: false });
    expect(await verdict({ bundles: [bundle] })).toBe(INVALID);
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

  test('no proof of the certificate in a certificate log', async () => {
    const leaf = await issueLeaf(services.ca);
    const legacy = [await signKeyless(services, DIGEST, { leaf })];
    expect(await verdict({ legacy })).toBe('pass');
  });
});
