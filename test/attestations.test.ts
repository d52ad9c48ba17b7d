import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkSignatures } from '../src/check/signatures/index.ts';
import { ContentStore, createRegistryHandler, digestOf } from '../src/demo/registry/index.ts';
import type { Digest } from '../src/domain/index.ts';
import { serveLoopback } from '../src/io/http-server.ts';
import { completePolicy } from '../src/policy/schema.ts';
import { attest, attestBundle, PREDICATES, putBundleReferrer, wantedText } from './support/attestations.ts';
import { createTestRegistry, putImage, type TestRegistry, withFaults } from './support/registry/index.ts';
import {
  ALONE,
  BUNDLE_TYPE,
  createKey,
  keyAuthority,
  policyText,
  putSignatures,
  resolvedImage,
} from './support/signatures.ts';

/** Attestations through the real registry client: where they are found, and how much of them is read. */

const KEY = createKey();
const SPDX = { predicateType: PREDICATES.spdx, predicate: { spdxVersion: 'SPDX-2.3' } };
const POLICY = policyText({ authorities: [keyAuthority(KEY, { extra: wantedText(['spdxjson']) })] });
const REPOSITORY = 'team/app';

let store: ContentStore;
let withApi: Awaited<ReturnType<typeof serveLoopback>>;
let withoutApi: Awaited<ReturnType<typeof serveLoopback>>;
let client: TestRegistry;

beforeAll(async () => {
  store = new ContentStore();
  const handle = createRegistryHandler(store);
  withApi = await serveLoopback(handle);
  const notFound = { status: 404, headers: {}, body: new Uint8Array() };
  withoutApi = await serveLoopback(withFaults(handle, ({ path }) => (path.includes('/referrers/') ? notFound : null)));
  client = createTestRegistry();
});
afterAll(() => Promise.all([client.close(), withApi.close(), withoutApi.close()]));

async function judge(host: string, digest: Digest): Promise<string> {
  const { outcomes, findings } = await checkSignatures([resolvedImage(`${host}/${REPOSITORY}@${digest}`, digest)], {
    policy: completePolicy({ version: 1, signatures: { policies: ['p.yaml'] } }),
    documents: [{ file: 'p.yaml', text: POLICY }],
    registry: client.registry,
    now: new Date(),
    ...ALONE,
  });
  const shown = findings.map(({ rule, result }) =>
    result.outcome === 'unknown' ? `${rule} unknown(${result.cause})` : rule,
  );
  return [...outcomes.values(), ...shown].join(' | ');
}

test('in a .att manifest', async () => {
  const { digest } = putImage(store, REPOSITORY, 'att');
  putSignatures(store, REPOSITORY, digest, [attest(KEY, digest, SPDX)], '', 'att');
  expect(await judge(withApi.host, digest)).toBe('pass');
});

describe('in a bundle, which the cluster does not look at', () => {
  test('through the referrers API', async () => {
    const { digest } = putImage(store, REPOSITORY, 'bundle');
    putBundleReferrer(store, REPOSITORY, { digest, size: 2 }, attestBundle(KEY, digest, SPDX));
    expect(await judge(withApi.host, digest)).toBe('pass | attestation/missing');
    // Without the API, and without the fallback tag, there is none.
    expect(await judge(withoutApi.host, digest)).toBe('fail | attestation/missing');
  });

  test('by the fallback tag', async () => {
    const { digest } = putImage(store, REPOSITORY, 'fallback');
    putBundleReferrer(store, REPOSITORY, { digest, size: 2 }, attestBundle(KEY, digest, SPDX));
    const index = await client.registry.referrers({ registry: withApi.host, path: REPOSITORY }, digest);
    const manifests = index.map(({ mediaType, size, artifactType, annotations, digest: at }) => ({
      mediaType,
      size,
      artifactType,
      annotations,
      digest: at,
    }));
    const mediaType = 'application/vnd.oci.image.index.v1+json';
    const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, manifests }));
    store.putManifest(REPOSITORY, bytes, mediaType, digest.replace(':', '-'));
    expect(await judge(withoutApi.host, digest)).toBe('pass | attestation/missing');
  });
});

describe('what is too much is said to be unchecked, or refused', () => {
  test('an attestation of 50 MB, in both formats', async () => {
    const huge = Buffer.alloc(50_000_000, 0x20);
    const att = putImage(store, REPOSITORY, 'huge-att').digest;
    putSignatures(store, REPOSITORY, att, [{ ...attest(KEY, att, SPDX), payload: huge }], '', 'att');
    const before = process.memoryUsage().arrayBuffers;
    expect(await judge(withApi.host, att)).toBe('unknown | attestation/invalid unknown(content)');
    const bundle = putImage(store, REPOSITORY, 'huge-bundle').digest;
    putBundleReferrer(
      store,
      REPOSITORY,
      { digest: bundle, size: 2 },
      `${attestBundle(KEY, bundle, SPDX)}${huge.toString('latin1')}`,
    );
    expect(await judge(withApi.host, bundle)).toBe('unknown | attestation/invalid unknown(content)');
    // The store holds both; the client must not hold them as well.
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200_000_000);
  });

  test('10,000 referrers', async () => {
    const { digest } = putImage(store, REPOSITORY, 'crowd');
    const mediaType = 'application/vnd.oci.image.manifest.v1+json';
    const one = { mediaType, size: 500, artifactType: BUNDLE_TYPE, digest: digestOf(Buffer.from('x')) };
    const manifests = Array.from({ length: 10_000 }, () => one);
    const type = 'application/vnd.oci.image.index.v1+json';
    const body = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: type, manifests }));
    const answer = { status: 200, headers: { 'content-type': type }, body };
    const crowded = await serveLoopback(
      withFaults(createRegistryHandler(store), ({ path }) => (path.includes('/referrers/') ? answer : null)),
    );
    try {
      expect(await judge(crowded.host, digest)).toBe('unknown | attestation/invalid unknown(content)');
    } finally {
      await crowded.close();
    }
  });
});
