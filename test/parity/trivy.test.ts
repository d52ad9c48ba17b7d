import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDatabase } from '../../scripts/trivy-db/build.ts';
import type { VulnerabilityPolicy } from '../../src/policy/index.ts';
import { attestBundle, PREDICATES, putBundleReferrer } from '../support/attestations.ts';
import { blockedBy, type OwnTrivy, openOwnTrivy, THRESHOLDS } from '../support/own-trivy.ts';
import { makeAdvisories, makeImage } from '../support/package-sets.ts';
import { makeRpmAdvisories, makeRpmImage } from '../support/rpm/sets.ts';
import { checkOn, putFiles, startScanRegistry } from '../support/scanning.ts';
import { createKey } from '../support/signatures.ts';

/**
 * The gate against Trivy's own word: generated package sets and advisories, scanned by the gate, from their layers and from
 * signed bills of materials in place of them, and by Trivy as a person runs it, with its own `--severity` and `--ignore-unfixed`. SCG_SEED gives other sets, SCG_SETS more of them.
 */
const SEED = Number(process.env.SCG_SEED ?? 1);
const SETS = Number(process.env.SCG_SETS ?? 200);

let server: Awaited<ReturnType<typeof startScanRegistry>>;
let own: OwnTrivy;

const KINDS = { set: makeImage, 'rpm-set': makeRpmImage } as const;
const namesOf = (kind: keyof typeof KINDS): readonly string[] =>
  Array.from({ length: SETS }, (_, index) => `${kind}/${SEED}-${index}:1`);

beforeAll(async () => {
  const advisories = [...makeAdvisories(SEED), ...makeRpmAdvisories(SEED)];
  server = await startScanRegistry({ database: await buildDatabase(advisories) });
  for (const kind of ['set', 'rpm-set'] as const) {
    for (const [index, name] of namesOf(kind).entries()) {
      await putFiles(server.store, name.slice(0, -2), '1', KINDS[kind](SEED * 1_000_003 + index));
    }
  }
  own = await openOwnTrivy(server.host);
});

afterAll(async () => {
  await server.close();
  await own.close();
});

const BUILD = createKey();

/** Attaches what `trivy image --format …` lists: one half of the sets in either format. */
async function attestBill(name: string, index: number): Promise<void> {
  const [format, predicateType] =
    index % 2 === 0 ? (['cyclonedx', PREDICATES.cyclonedx] as const) : (['spdx-json', PREDICATES.spdx] as const);
  const repository = name.slice(0, -2);
  const digest = server.store.findManifest(repository, '1')?.digest ?? '';
  const bundle = attestBundle(BUILD, digest, { predicateType, predicate: JSON.parse(await own.print(name, format)) });
  putBundleReferrer(server.store, repository, { digest, size: 0 }, bundle);
}

describe.each(['set', 'rpm-set'] as const)('generated package sets: %s', (kind) => {
  test.each(THRESHOLDS)('$policy: what blocks is what Trivy reports', async ({ policy, flags }) => {
    // Each policy takes its share of the sets.
    const place = THRESHOLDS.findIndex((each) => each.policy === policy);
    const share = namesOf(kind).filter((_, index) => index % THRESHOLDS.length === place);
    const scan = (vulnerabilities: Partial<VulnerabilityPolicy>) =>
      checkOn(server, { images: share, vulnerabilities: { ...policy, ...vulnerabilities } });
    const limit = pLimit(2);
    const reported = new Map(
      await Promise.all(share.map((name) => limit(async () => [name, await own.find(name, flags)] as const))),
    );
    const outcomes = new Map(
      [...reported].map(([name, { length }]) => [`${server.host}/${name}`, length > 0 ? 'fail' : 'pass']),
    );

    const layers = await scan({});
    expect(blockedBy(layers, server.host, share)).toEqual(Object.fromEntries(reported));
    expect(layers.outcomes).toEqual(outcomes);

    await Promise.all(share.map((name, index) => limit(() => attestBill(name, index))));
    const bills = await scan({ sbomAttestations: [{ signedBy: { key: BUILD.pem, issuer: '' } }] });
    expect(blockedBy(bills, server.host, share)).toEqual(Object.fromEntries(reported));
    expect(bills.outcomes).toEqual(outcomes);
    // None of them fell back to the layers.
    expect([...bills.bills.keys()].sort()).toEqual([...outcomes.keys()].sort());
    // The sets say something: some of them block, and not all the same.
    expect(new Set([...reported.values()].map(String)).size).toBeGreaterThan(2);
  });
});
