import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { buildDatabase } from '../../scripts/trivy-db/build.ts';
import type { VulnerabilityCheck } from '../../src/check/vulnerabilities/index.ts';
import { DATABASE_NAME } from '../../src/demo/trivy-database.ts';
import type { VulnerabilityPolicy } from '../../src/policy/index.ts';
import { attestBundle, PREDICATES, putBundleReferrer } from '../support/attestations.ts';
import { makeAdvisories, makeImage } from '../support/package-sets.ts';
import { checkOn, putFiles, startScanRegistry } from '../support/scanning.ts';
import { createKey } from '../support/signatures.ts';
import { requireTool } from '../support/tools.ts';

/**
 * The gate against Trivy's own word: generated package sets and advisories, scanned by the gate, from their layers and from
 * signed bills of materials in place of them, and by Trivy as a person runs it, with its own `--severity` and `--ignore-unfixed`. SCG_SEED gives other sets, SCG_SETS more of them.
 */
const SEED = Number(process.env.SCG_SEED ?? 1);
const SETS = Number(process.env.SCG_SETS ?? 200);

const run = promisify(execFile);
let server: Awaited<ReturnType<typeof startScanRegistry>>;
let cache: string;
let trivy: string;

const names = Array.from({ length: SETS }, (_, index) => `set/${SEED}-${index}:1`);

beforeAll(async () => {
  trivy = await requireTool('trivy');
  server = await startScanRegistry({ database: await buildDatabase(makeAdvisories(SEED)) });
  for (const [index, name] of names.entries()) {
    await putFiles(server.store, name.slice(0, -2), '1', makeImage(SEED * 1_000_003 + index));
  }
  cache = await mkdtemp(join(tmpdir(), 'scg-parity-'));
  const database = `--db-repository=${server.host}/${DATABASE_NAME}`;
  await run(trivy, ['image', '--download-db-only', database, '--insecure', '--quiet', '--cache-dir', cache], {
    cwd: cache,
  });
});

afterAll(async () => {
  await server.close();
  await rm(cache, { recursive: true, force: true });
});

const Own = z.looseObject({
  Results: z
    .array(
      z.looseObject({
        Vulnerabilities: z.array(z.looseObject({ VulnerabilityID: z.string(), PkgName: z.string() })).optional(),
      }),
    )
    .optional(),
});

const BUILD = createKey();

/** Attaches what `trivy image --format …` lists: one half of the sets in either format. */
async function attestBill(name: string, index: number): Promise<void> {
  const [format, predicateType] =
    index % 2 === 0 ? (['cyclonedx', PREDICATES.cyclonedx] as const) : (['spdx-json', PREDICATES.spdx] as const);
  const { stdout } = await run(
    trivy,
    ['image', '--quiet', '--cache-dir', cache, '--cache-backend', 'memory', '--insecure', '--image-src', 'remote']
      .concat(['--offline-scan', `--format=${format}`])
      .concat(`${server.host}/${name}`),
    { cwd: cache, maxBuffer: 64 * 1024 * 1024 },
  );
  const repository = name.slice(0, -2);
  const digest = server.store.findManifest(repository, '1')?.digest ?? '';
  const bundle = attestBundle(BUILD, digest, { predicateType, predicate: JSON.parse(stdout) });
  putBundleReferrer(server.store, repository, { digest, size: 0 }, bundle);
}

/** By image `id package` for each that blocks. */
function blockedBy(check: VulnerabilityCheck, share: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const blocked = new Map(share.map((name) => [name, new Set<string>()]));
  for (const { rule, image, identity, enforcement, result } of check.findings) {
    expect(result.outcome).toBe('fail');
    const name = image?.slice(server.host.length + 1) ?? '';
    if (enforcement === 'block') blocked.get(name)?.add(`${rule.slice('vulnerability/'.length)} ${identity[2]}`);
  }
  return Object.fromEntries([...blocked].map(([name, found]) => [name, [...found].sort()]));
}

/** `id package` for each that Trivy reports under these flags. */
async function askTrivy(name: string, flags: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await run(
    trivy,
    ['image', '--quiet', '--cache-dir', cache, '--cache-backend', 'memory', '--skip-db-update', '--scanners', 'vuln']
      .concat(['--format', 'json', '--insecure', '--image-src', 'remote', '--offline-scan', ...flags])
      .concat(`${server.host}/${name}`),
    { cwd: cache, maxBuffer: 64 * 1024 * 1024 },
  );
  const found = (Own.parse(JSON.parse(stdout)).Results ?? []).flatMap((part) => part.Vulnerabilities ?? []);
  return [...new Set(found.map((one) => `${one.VulnerabilityID} ${one.PkgName}`))].sort();
}

const LEVELS = ['UNKNOWN', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;
const POLICIES: readonly [Exclude<VulnerabilityPolicy['severity'], 'off'>, boolean][] = [
  ['HIGH', true],
  ['CRITICAL', false],
  ['LOW', true],
  ['UNKNOWN', false],
];

describe('generated package sets', () => {
  test.each(
    POLICIES,
  )('severity %s, only fixed %s: what blocks is what Trivy reports', async (severity, ignoreUnfixed) => {
    // Each policy takes its share of the sets.
    const share = names.filter((_, index) => POLICIES[index % POLICIES.length]?.[0] === severity);
    const scan = (vulnerabilities: Partial<VulnerabilityPolicy>) =>
      checkOn(server, {
        images: share,
        vulnerabilities: { severity, ignoreUnfixed, canary: 'off', ...vulnerabilities },
      });
    const levels = LEVELS.slice(LEVELS.indexOf(severity)).join(',');
    const flags = [`--severity=${levels}`, ...(ignoreUnfixed ? ['--ignore-unfixed'] : [])];
    const limit = pLimit(2);
    const own = new Map(
      await Promise.all(share.map((name) => limit(async () => [name, await askTrivy(name, flags)] as const))),
    );
    const outcomes = new Map(
      [...own].map(([name, { length }]) => [`${server.host}/${name}`, length > 0 ? 'fail' : 'pass']),
    );

    const layers = await scan({});
    expect(blockedBy(layers, share)).toEqual(Object.fromEntries(own));
    expect(layers.outcomes).toEqual(outcomes);

    await Promise.all(share.map((name, index) => limit(() => attestBill(name, index))));
    const bills = await scan({ sbomAttestations: [{ signedBy: { key: BUILD.pem, issuer: '' } }] });
    expect(blockedBy(bills, share)).toEqual(Object.fromEntries(own));
    expect(bills.outcomes).toEqual(outcomes);
    // None of them fell back to the layers.
    expect([...bills.bills.keys()].sort()).toEqual([...outcomes.keys()].sort());
    // The sets say something: some of them block, and not all the same.
    expect(new Set([...own.values()].map(String)).size).toBeGreaterThan(2);
  });
});
