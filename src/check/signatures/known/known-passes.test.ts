import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { attest, wantedText } from '../../../../test/support/attestations.ts';
import { createPorts } from '../../../../test/support/ports.ts';
import { describeVerdict, REPOSITORY } from '../../../../test/support/signature-check.ts';
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
} from '../../../../test/support/signatures.ts';
import { LATER, SIGNED, type SigstoreServices, signKeyless, startSigstore } from '../../../../test/support/sigstore.ts';
import { keylessAuthority, LOGGED, trustRootText } from '../../../../test/support/sigstore-documents.ts';
import { completePolicy } from '../../../policy/schema.ts';
import { checkSignatures } from '../index.ts';
import { openTrustRoots } from '../trust-root/open.ts';
import type { TrustRoots } from '../trust-root/trust-roots.ts';

const TEAM = createKey();
const STRANGER = createKey();
const DIGEST = sha256('api 1.2.3');
const HOUR = 3_600_000;
const BY_TEAM = policyText({ authorities: [keyAuthority(TEAM)] });
const TAG = `${REPOSITORY}:${DIGEST.replace(':', '-')}.sig`;

interface Run {
  readonly registry: FakeRegistry;
  /** Files of the cache; null: nothing is kept. */
  readonly files: Map<string, Uint8Array> | null;
  readonly documents?: readonly string[];
  readonly now?: Date;
  readonly key?: string;
  readonly build?: string;
  readonly rootIdentity?: string;
}

/** The verdict on one image, and what was asked for it: `resolve`, `manifest`, `blob`, `referrers`. */
async function run({ registry, files, documents = [BY_TEAM], now = LATER, key = 'k', build = 'b', rootIdentity }: Run) {
  const ports = createPorts({});
  const policy = completePolicy({ version: 1, signatures: { policies: ['policy/*.yaml'] } });
  const texts = documents.map((text, index) => ({ file: `policy/${index}.yaml`, text }));
  const roots = openTrustRoots({ policy, documents: texts, now, ...ALONE });
  const renamed: TrustRoots = {
    used: roots.used,
    async get(name) {
      const answer = await roots.get(name);
      const isOther = rootIdentity !== undefined && answer.status === 'available';
      return isOther ? { ...answer, root: { ...answer.root, identity: rootIdentity } } : answer;
    },
  };
  const kept = {
    directory: '/cache',
    key,
    build,
    ports: {
      log: ports.log,
      files: {
        ...ports.files,
        read: async (path: string) => files?.get(path) ?? null,
        write: async (path: string, content: string | Uint8Array) => void files?.set(path, Buffer.from(content)),
      },
    },
  };
  registry.asked.length = 0;
  const result = await checkSignatures([resolvedImage(`${REPOSITORY}:1.2.3`, DIGEST)], {
    policy,
    documents: texts,
    registry,
    now,
    ...ALONE,
    roots: renamed,
    kept: files === null ? null : kept,
  });
  const asked = [...new Set(registry.asked.map((one) => one.split(' ')[0]))];
  return { verdict: describeVerdict(result), asked, roots: roots.used() };
}

const KNOWN = ['resolve'];

function signedBy(...keys: ReturnType<typeof createKey>[]): FakeRegistry {
  const registry = new FakeRegistry();
  registry.putLegacy(
    REPOSITORY,
    DIGEST,
    keys.map((key) => signPayload(key, simpleSigning(DIGEST))),
  );
  return registry;
}

test('a signature that was verified is not looked at again while its tag says the same', async () => {
  const registry = signedBy(TEAM);
  const files = new Map<string, Uint8Array>();
  expect(await run({ registry, files })).toMatchObject({ verdict: 'pass', asked: ['manifest', 'blob'] });
  expect(await run({ registry, files })).toMatchObject({ verdict: 'pass', asked: KNOWN });
  expect([...files.keys()]).toEqual(['/cache/signatures-v1/passes']);
});

test('a pass with a warning about the cluster keeps its warning', async () => {
  const registry = new FakeRegistry();
  registry.putBundle(REPOSITORY, DIGEST, signBundle(TEAM, DIGEST));
  const files = new Map<string, Uint8Array>();
  const first = await run({ registry, files });
  expect(first.verdict).toBe('pass | signature/missing warn');
  expect(await run({ registry, files })).toEqual({ ...first, asked: ['resolve', 'referrers'] });
});

describe('is verified again', () => {
  type Change = (before: { readonly registry: FakeRegistry; readonly files: Map<string, Uint8Array> }) => Partial<Run>;
  const edit =
    (text: (before: string) => string): Change =>
    ({ files }) => {
      for (const [path, bytes] of files) files.set(path, Buffer.from(text(Buffer.from(bytes).toString())));
      return {};
    };
  test.each<[what: string, change: Change, verdict: string]>([
    ['with signatures by somebody else', () => ({ registry: signedBy(STRANGER) }), 'fail | signature/invalid block'],
    ['with another signature beside it', () => ({ registry: signedBy(STRANGER, TEAM) }), 'pass'],
    ['without its signatures', () => ({ registry: new FakeRegistry() }), 'fail | signature/missing block'],
    [
      'where the registry does not answer',
      ({ registry }) => {
        registry.fail(`resolve ${TAG}`, 'timeout');
        registry.fail(`manifest ${TAG}`, 'timeout');
        registry.fail('referrers', 'timeout');
        return {};
      },
      'unknown | signature/invalid unknown(infrastructure) block',
    ],
    [
      'by another key',
      () => ({ documents: [policyText({ authorities: [keyAuthority(STRANGER)] })] }),
      'fail | signature/invalid block',
    ],
    ['by a policy that is written otherwise', () => ({ documents: [`${BY_TEAM}# more\n`] }), 'pass'],
    ['by another build', () => ({ build: 'other' }), 'pass'],
    ['a day later', () => ({ now: new Date(LATER.getTime() + 24 * HOUR) }), 'pass'],
    ['by a clock that was set back', () => ({ now: new Date(LATER.getTime() - 1) }), 'pass'],
    ['under another key of the cache', () => ({ key: 'other' }), 'pass'],
    [
      'where what was kept was changed',
      edit((text) => text.replace('"clusterDiffers":null', '"clusterDiffers":""')),
      'pass',
    ],
    ['where what was kept was cut off', edit((text) => text.slice(0, -1)), 'pass'],
    ['where its seal is gone', edit((text) => text.slice(text.indexOf('\n'))), 'pass'],
  ])('%s', async (_, change, verdict) => {
    const before = { registry: signedBy(TEAM), files: new Map<string, Uint8Array>() };
    await run(before);
    expect(before.files.size).toBe(1);
    const after = await run({ ...before, ...change(before) });
    expect(after.verdict).toBe(verdict);
    expect(after.asked).toContain('manifest');
  });

  test('an hour before the day is over it is known, whatever was kept since', async () => {
    const before = { registry: signedBy(TEAM), files: new Map<string, Uint8Array>() };
    await run(before);
    const at = (hours: number) => run({ ...before, now: new Date(LATER.getTime() + hours * HOUR) });
    expect((await at(23)).asked).toEqual(KNOWN);
    // Another image's pass is kept beside it; its own day is not longer for that.
    await run({ ...before, documents: [`${BY_TEAM}# other\n`], now: new Date(LATER.getTime() + 23 * HOUR) });
    expect((await at(23.9)).asked).toEqual(KNOWN);
    expect((await at(24)).asked).toContain('manifest');
  });
});

test.each<[what: string, registry: FakeRegistry, documents: readonly string[]]>([
  ['what fails', signedBy(STRANGER), [BY_TEAM]],
  ['what is not signed', new FakeRegistry(), [BY_TEAM]],
  [
    'what a condition of the policy decides',
    signedBy(TEAM),
    [
      policyText({ authorities: [keyAuthority(TEAM)] }).replace(
        'spec:',
        'spec:\n  policy:\n    type: cue\n    data: "isCompliant: true"',
      ),
    ],
  ],
])('%s is never kept', async (_, registry, documents) => {
  const files = new Map<string, Uint8Array>();
  await run({ registry, files, documents }).catch(() => null);
  expect(files.size).toBe(0);
});

describe('signers with certificates', () => {
  let services: SigstoreServices;
  let registry: FakeRegistry;
  beforeAll(async () => {
    services = await startSigstore(SIGNED);
    registry = new FakeRegistry();
    registry.putLegacy(REPOSITORY, DIGEST, [await signKeyless(services, DIGEST)]);
  });
  const documents = (extra: string) => [
    policyText({ authorities: [keylessAuthority({ extra })] }),
    trustRootText(services),
  ];

  test('are known by the trust root that they were verified by, and by no other', async () => {
    const files = new Map<string, Uint8Array>();
    const asked = { registry, files, documents: documents(LOGGED) };
    const first = await run(asked);
    expect(first).toMatchObject({ verdict: 'pass', roots: [{ name: 'ours' }] });
    expect(await run(asked)).toEqual({ ...first, asked: KNOWN });
    expect((await run({ ...asked, rootIdentity: 'another' })).asked).toContain('manifest');
  });

  test('are not kept where only the present shows that a certificate is good', async () => {
    const files = new Map<string, Uint8Array>();
    const { verdict } = await run({ registry, files, documents: documents(''), now: SIGNED });
    expect(verdict).toBe('pass | signature/missing warn');
    expect(files.size).toBe(0);
  });
});

test('what is no more signed asks no trust root, and names none', async () => {
  const services = await startSigstore(SIGNED);
  const files = new Map<string, Uint8Array>();
  const registry = new FakeRegistry();
  registry.putLegacy(REPOSITORY, DIGEST, [await signKeyless(services, DIGEST)]);
  const documents = [policyText({ authorities: [keylessAuthority({ extra: LOGGED })] }), trustRootText(services)];
  await run({ registry, files, documents });
  const gone = new FakeRegistry();
  const known = await run({ registry: gone, files, documents });
  const fresh = await run({ registry: new FakeRegistry(), files: null, documents });
  expect(known).toMatchObject({ verdict: fresh.verdict, roots: [] });
  expect(fresh.roots).toEqual([]);
});

test('an attestation that is larger than what is kept of registries is read in each run', async () => {
  const wanted = [policyText({ authorities: [keyAuthority(TEAM, { extra: wantedText(['custom']) })] })];
  for (const [length, isKept] of [
    [10, true],
    [5 * 1024 * 1024, false],
  ] as const) {
    const registry = new FakeRegistry();
    const attested = attest(TEAM, DIGEST, { predicate: { Data: 'x'.repeat(length) } });
    registry.putLegacy(REPOSITORY, DIGEST, [attested], '', 'att');
    const files = new Map<string, Uint8Array>();
    expect([length, (await run({ registry, files, documents: wanted })).verdict]).toEqual([length, 'pass']);
    expect([length, files.size > 0]).toEqual([length, isKept]);
    expect([length, (await run({ registry, files, documents: wanted })).asked.includes('blob')]).toEqual([
      length,
      !isKept,
    ]);
  }
});

test('whatever happens between runs, what is known comes to the same as looking at all of it', async () => {
  const world = fc.record({
    keys: fc.subarray([TEAM, STRANGER]),
    isBundled: fc.boolean(),
    failing: fc.constantFrom(null, 'resolve', 'manifest', 'blob', 'referrers'),
    policy: fc.constantFrom(TEAM, STRANGER),
    hours: fc.integer({ min: 0, max: 30 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(world, { minLength: 2, maxLength: 5 }), async (worlds) => {
      const files = new Map<string, Uint8Array>();
      for (const { keys, isBundled, failing, policy, hours } of worlds) {
        const made = (): FakeRegistry => {
          const registry = isBundled ? new FakeRegistry() : signedBy(...keys);
          if (isBundled) for (const key of keys) registry.putBundle(REPOSITORY, DIGEST, signBundle(key, DIGEST));
          if (failing !== null) registry.fail(failing, 'timeout');
          return registry;
        };
        const asked = {
          documents: [policyText({ authorities: [keyAuthority(policy)] })],
          now: new Date(LATER.getTime() + hours * HOUR),
        };
        const known = await run({ registry: made(), files, ...asked });
        const { verdict } = await run({ registry: made(), files: null, ...asked });
        // Content under a digest is what it was: where it can no more be had, who knows it needs no second look.
        const isUnneeded = verdict.startsWith('unknown') && (failing === 'manifest' || failing === 'blob');
        if (!isUnneeded || !known.verdict.startsWith('pass')) expect(known.verdict).toBe(verdict);
      }
    }),
    { numRuns: 150 },
  );
});
