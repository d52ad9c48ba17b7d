import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { VulnerabilityCheck } from '../src/check/vulnerabilities/index.ts';
import { attestBundle, PREDICATES, putBundleReferrer } from './support/attestations.ts';
import { MIXED_FILES, makeBill } from './support/made-bills.ts';
import { checkOn, putFiles, startScanRegistry, summarize } from './support/scanning.ts';
import { createKey, type TestKey } from './support/signatures.ts';

/** Bills of materials that the real Trivy made, attested, and scanned in place of the layers. */

const BUILD = createKey();
const OTHER = createKey();
const FOUND = [
  'block critical CVE-2019-10744 lodash',
  'block high DEMO-2024-0001 libssl3',
  'warn low DEMO-2024-0002 busybox',
  'warn medium CVE-2023-42366 busybox',
  'warn medium CVE-2023-6129 libssl3',
];

let server: Awaited<ReturnType<typeof startScanRegistry>>;
let made: { readonly cyclonedx: unknown; readonly spdx: unknown };

beforeAll(async () => {
  server = await startScanRegistry();
  await putFiles(server.store, 'made/whole', '1', MIXED_FILES);
  const billOf = async (format: 'cyclonedx' | 'spdx-json'): Promise<unknown> =>
    JSON.parse(await makeBill(`${server.host}/made/whole:1`, format));
  made = { cyclonedx: await billOf('cyclonedx'), spdx: await billOf('spdx-json') };
});
afterAll(() => server.close());

type Attestation = readonly [predicateType: string, predicate: unknown, key?: TestKey, of?: string];

let count = 0;
/** An image with attestations of its own, checked where the build's key counts: the bills, and all that was said. */
async function check(attestations: readonly Attestation[], request: Partial<Parameters<typeof checkOn>[1]> = {}) {
  const repository = `bills/image${count++}`;
  const digest = await putFiles(server.store, repository, '1', { ...MIXED_FILES, 'app/number': `${count}` });
  for (const [predicateType, predicate, key = BUILD, of = digest] of attestations) {
    putBundleReferrer(
      server.store,
      repository,
      { digest, size: 0 },
      attestBundle(key, of, { predicateType, predicate }),
    );
  }
  return ask(`${repository}:1`, request);
}

async function ask(image: string, request: Partial<Parameters<typeof checkOn>[1]> = {}) {
  const warnings: string[] = [];
  const log = { progress: () => {}, info: () => {}, warn: (line: string) => warnings.push(line) };
  const sbomAttestations = [{ signedBy: { key: BUILD.pem, issuer: '' } }];
  const checked = await checkOn(server, {
    images: [image],
    ports: { log },
    ...request,
    vulnerabilities: { sbomAttestations, ...request.vulnerabilities },
  });
  return { checked, warnings, source: sourceOf(checked) };
}

const sourceOf = ({ bills }: VulnerabilityCheck): string =>
  [...bills.values()]
    .flat()
    .map(({ platform, signedBy }) => `${platform ?? 'image'} ${/^the key \S+$/.test(signedBy) ? 'the key' : signedBy}`)
    .join(', ') || 'layers';

const { cyclonedx: CYCLONEDX, spdx: SPDX } = PREDICATES;
const Bom = z.looseObject({ components: z.array(z.looseObject({ type: z.string(), purl: z.string().optional() })) });
const without = (drop: (one: z.output<typeof Bom>['components'][number]) => boolean) => {
  const bom = Bom.parse(made.cyclonedx);
  return { ...bom, components: bom.components.filter((one) => !drop(one)) };
};
const isLodash = ({ purl = '' }: { readonly purl?: string | undefined }): boolean => purl.includes('lodash');

/** As npm and its like make one of what they build. */
const ofApplication = (bom: object): object => ({
  ...bom,
  metadata: { component: { type: 'application', name: 'x' } },
});

describe('a bill of materials that verifies is scanned in place of the layers', () => {
  test.each<[string, () => readonly Attestation[]]>([
    ['CycloneDX', () => [[CYCLONEDX, made.cyclonedx]]],
    ['CycloneDX by a name with its version', () => [['https://cyclonedx.org/bom/v1.6', made.cyclonedx]]],
    ['SPDX', () => [[SPDX, made.spdx]]],
    [
      'both',
      () => [
        [CYCLONEDX, made.cyclonedx],
        [SPDX, made.spdx],
      ],
    ],
    [
      'one of the image and one of an application in it: what any of them lists is in the image',
      () => [
        [CYCLONEDX, without(isLodash)],
        [CYCLONEDX, ofApplication(without((one) => !isLodash(one)))],
      ],
    ],
    [
      'beside one by somebody else, which does not count',
      () => [
        [CYCLONEDX, made.cyclonedx],
        [CYCLONEDX, {}, OTHER],
      ],
    ],
  ])('%s: the findings of a scan of the layers', async (_, attestations) => {
    const { checked, warnings, source } = await check(attestations());
    expect(summarize(checked)).toEqual(FOUND);
    expect([source, warnings, ...checked.outcomes.values()]).toEqual(['image the key', [], 'fail']);
  });

  test('and nothing else: what a signed bill does not list is not found', async () => {
    const { checked, source } = await check([[CYCLONEDX, without(isLodash)]]);
    expect([summarize(checked), source]).toEqual([FOUND.slice(1), 'image the key']);
  });

  test('without a layer being fetched', async () => {
    const repository = 'bills/gone';
    const digest = await putFiles(server.store, repository, '1', { ...MIXED_FILES, 'app/number': 'gone' });
    const bundle = attestBundle(BUILD, digest, { predicateType: CYCLONEDX, predicate: made.cyclonedx });
    const blobs = [...server.store.repository(repository).blobs.keys()];
    putBundleReferrer(server.store, repository, { digest, size: 0 }, bundle);
    for (const blob of blobs) server.store.repository(repository).blobs.delete(blob);
    const { checked } = await ask(`${repository}:1`);
    expect(summarize(checked)).toEqual(FOUND);
  });
});

describe('one that does not count, or not wholly: the layers are scanned', () => {
  test.each<[string, () => readonly Attestation[], RegExp | null]>([
    ['none', () => [], null],
    ['by another key', () => [[CYCLONEDX, made.cyclonedx, OTHER]], null],
    [
      'of another image, such as the one before',
      () => [[CYCLONEDX, made.cyclonedx, BUILD, `sha256:${'1'.repeat(64)}`]],
      null,
    ],
    ['of another type', () => [[PREDICATES.vuln, made.cyclonedx]], null],
    ['no bill at all', () => [[CYCLONEDX, { bomFormat: 'other' }]], /neither CycloneDX nor SPDX 2 in JSON/],
    ['SPDX as lines of text', () => [[SPDX, 'SPDXVersion: SPDX-2.3\n']], /neither CycloneDX nor SPDX 2 in JSON/],
    ['SPDX 3', () => [[SPDX, { '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld' }]], /neither/],
    [
      'one of the application in it',
      () => [[CYCLONEDX, ofApplication(without((one) => !isLodash(one)))]],
      /none says that it is of a container image/,
    ],
    [
      'a good one beside one that is none',
      () => [
        [CYCLONEDX, made.cyclonedx],
        [SPDX, {}],
      ],
      /neither CycloneDX nor SPDX 2 in JSON/,
    ],
    [
      'packages of no system',
      () => [[CYCLONEDX, without(({ type }) => type === 'operating-system')]],
      /cannot look up 2 of the packages/,
    ],
    [
      'packages of a system without their source, which advisories are for, as syft makes them',
      () => {
        const bom = Bom.parse(made.cyclonedx);
        const components = bom.components.map((one) => ({ ...one, properties: [] }));
        return [[CYCLONEDX, { ...bom, components }]];
      },
      /cannot look up 2 of the packages/,
    ],
    [
      'a package without a package URL',
      () => {
        const bom = Bom.parse(made.cyclonedx);
        return [[CYCLONEDX, { ...bom, components: [...bom.components, { type: 'library', name: 'x', version: '1' }] }]];
      },
      /cannot look up 1 of the packages/,
    ],
    [
      'a package of a kind that Trivy has no advisories for',
      () => {
        const bom = Bom.parse(made.cyclonedx);
        const odd = { type: 'library', name: 'x', version: '1', purl: 'pkg:generic/x@1' };
        return [[CYCLONEDX, { ...bom, components: [...bom.components, odd] }]];
      },
      /cannot look up 1 of the packages/,
    ],
  ])('%s', async (_, attestations, said) => {
    const { checked, warnings, source } = await check(attestations());
    expect([summarize(checked), source]).toEqual([FOUND, 'layers']);
    expect(warnings.length).toBe(said === null ? 0 : 1);
    if (said !== null) expect(warnings[0]).toMatch(said);
  });

  test('one whose text was changed after it was signed', async () => {
    const repository = 'bills/tampered';
    const digest = await putFiles(server.store, repository, '1', { ...MIXED_FILES, 'app/number': 'tampered' });
    const bundle = JSON.parse(attestBundle(BUILD, digest, { predicateType: CYCLONEDX, predicate: made.cyclonedx }));
    const statement = JSON.parse(Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString('utf8'));
    statement.predicate = without(isLodash);
    bundle.dsseEnvelope.payload = Buffer.from(JSON.stringify(statement)).toString('base64');
    putBundleReferrer(server.store, repository, { digest, size: 0 }, JSON.stringify(bundle));
    const { checked, source } = await ask(`${repository}:1`);
    expect([summarize(checked), source]).toEqual([FOUND, 'layers']);
  });

  test('where the policy trusts the signer for other images, or for one of two names of the digest', async () => {
    const repository = 'bills/named';
    const digest = await putFiles(server.store, repository, '1', { ...MIXED_FILES, 'app/number': 'named' });
    await putFiles(server.store, 'other/named', '1', { ...MIXED_FILES, 'app/number': 'named' });
    const bundle = attestBundle(BUILD, digest, { predicateType: CYCLONEDX, predicate: without(isLodash) });
    putBundleReferrer(server.store, repository, { digest, size: 0 }, bundle);
    const asked = async (images: readonly string[], globs: string[]) => {
      const sbomAttestations = [{ images: globs, signedBy: { key: BUILD.pem, issuer: '' } }];
      return (await ask('', { images, vulnerabilities: { sbomAttestations } })).source;
    };
    expect(await asked([`${repository}:1`], [`${server.host}/other/**`])).toBe('layers');
    expect(await asked([`${repository}:1`], [`${server.host}/bills/**`])).toBe('image the key');
    expect(await asked([`${repository}:1`, 'other/named:1'], [`${server.host}/bills/**`])).toBe('layers');
  });
});

test('one that verifies and lists nothing: unknown, never a pass', async () => {
  const { checked } = await check([[CYCLONEDX, without(() => true)]]);
  expect(summarize(checked)).toEqual(['unknown (content) bill-empty']);
  expect([...checked.outcomes.values()]).toEqual(['unknown']);
});

test('of an index: each platform has its own, and one of the whole index says nothing of either', async () => {
  const [repository, tag] = ['shop/web', '1.4.0'];
  const index = server.store.findManifest(repository, tag);
  const Index = z.looseObject({
    manifests: z.array(z.looseObject({ digest: z.string(), platform: z.looseObject({ architecture: z.string() }) })),
  });
  const { manifests } = Index.parse(JSON.parse(Buffer.from(index?.bytes ?? []).toString('utf8')));
  const put = (of: string) => {
    const bundle = attestBundle(BUILD, of, { predicateType: CYCLONEDX, predicate: made.cyclonedx });
    putBundleReferrer(server.store, repository, { digest: of, size: 0 }, bundle);
  };
  put(index?.digest ?? '');
  const before = await ask(`${repository}:${tag}`);
  expect([before.source, summarize(before.checked)]).toEqual(['layers', []]);
  put(manifests.find(({ platform }) => platform.architecture === 'amd64')?.digest ?? '');
  const after = await ask(`${repository}:${tag}`);
  expect([after.source, summarize(after.checked)]).toEqual(['linux/amd64 the key', FOUND]);
  expect(after.checked.findings[0]?.message).toContain('(linux/amd64)');
});

test('kept from run to run by the digest of the bill, apart from what a scan of the layers said', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'scg-bills-'));
  try {
    const results = { directory, key: 'k'.repeat(64) };
    const repository = 'bills/kept';
    const digest = await putFiles(server.store, repository, '1', { ...MIXED_FILES, 'app/number': 'kept' });
    const put = (predicate: unknown) =>
      putBundleReferrer(
        server.store,
        repository,
        { digest, size: 0 },
        attestBundle(BUILD, digest, { predicateType: CYCLONEDX, predicate }),
      );
    const image = `${repository}:1`;
    put(without(isLodash));
    expect(summarize((await ask(image, { results })).checked)).toEqual(FOUND.slice(1));
    expect(summarize((await ask(image, { results })).checked)).toEqual(FOUND.slice(1));
    const layers = await ask(image, { results, vulnerabilities: { sbomAttestations: [] } });
    expect([layers.source, summarize(layers.checked)]).toEqual(['layers', FOUND]);
    put(made.cyclonedx);
    expect(summarize((await ask(image, { results })).checked)).toEqual(FOUND);
  } finally {
    await rm(directory, { recursive: true });
  }
});
