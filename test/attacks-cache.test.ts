import { createHmac } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rulesWith } from './support/action-in-process.ts';
import { ADVISORY, attackedRegistry, deploy } from './support/attacked-registry.ts';

/** What an attacker puts into the cache of the runs: it is believed by hash and by key alone. */

const registry = attackedRegistry();

test('a poisoned cache: content under a digest, and results of scans, are believed by hash and by key alone', async () => {
  const kept = mkdtempSync(join(tmpdir(), 'scg-kept-'));
  const [ours, theirs] = ['o'.repeat(64), 't'.repeat(64)];
  const changes = deploy(`${registry.host}/acme/api@${registry.digests.bad}`);
  const inputs = { 'registry-cache': kept, 'cache-key': ours };
  /** Files of the cache whose text fits, by path. */
  const files = (fits: (text: string) => boolean): readonly (readonly [string, string])[] =>
    readdirSync(kept, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, readFileSync(path, 'latin1')] as const)
      .filter(([, text]) => fits(text));
  try {
    expect(rulesWith(await registry.run({ changes, inputs }), 'block')).toContain(ADVISORY);
    const isTable = (text: string): boolean => text.includes('"rows":');
    const of = (isWanted: (text: string) => boolean) =>
      files((text) => text.includes('"question":') && text.includes(registry.digests.bad) && isWanted(text));
    const [scan] = of((text) => !isTable(text));
    const [table] = of(isTable);
    if (scan === undefined || table === undefined) throw new Error('no result was kept');
    const clean = JSON.stringify({ ...JSON.parse(scan[1].slice(scan[1].indexOf('\n') + 1)), vulnerabilities: [] });
    const forge = (key: string): void => {
      // What is in the table of all results counts before a file.
      rmSync(join(kept, 'scans-v2', 'all'), { recursive: true });
      writeFileSync(scan[0], `${createHmac('sha256', key).update('result\n').update(clean).digest('hex')}\n${clean}`);
    };

    forge(theirs);
    expect(rulesWith(await registry.run({ changes, inputs }), 'block')).toContain(ADVISORY);
    forge(ours);
    expect((await registry.run({ changes, inputs })).failure).toBeNull();

    // All results together, with nothing found in any of them.
    const none = table[1].slice(table[1].indexOf('\n') + 1).replace(/"found":\[[^\]]*\]/g, '"found":[]');
    const forgeTable = (key: string): void => {
      rmSync(scan[0]);
      const seal = createHmac('sha256', key).update('results\n').update(none, 'latin1').digest('hex');
      writeFileSync(table[0], Buffer.from(`${seal}\n${none}`, 'latin1'));
    };
    forgeTable(theirs);
    expect(rulesWith(await registry.run({ changes, inputs }), 'block')).toContain(ADVISORY);
    forgeTable(ours);
    expect((await registry.run({ changes, inputs })).failure).toBeNull();

    // The good image's manifest in the place of the bad one's.
    rmSync(table[0]);
    const good = registry.store.findManifest('acme/api', registry.digests.good)?.bytes ?? Buffer.alloc(0);
    const manifests = files((text) => text.includes(registry.digests.bad) && text.includes('"schemaVersion"'));
    expect(manifests.length).toBeGreaterThan(0);
    for (const [path, text] of manifests) {
      writeFileSync(path, Buffer.concat([Buffer.from(text.slice(0, text.indexOf('\n') + 1)), good]));
    }
    expect(rulesWith(await registry.run({ changes, inputs }), 'block')).toContain(ADVISORY);
  } finally {
    rmSync(kept, { recursive: true, force: true });
  }
});

test('a poisoned cache: a vulnerability database is believed under the seal of the key alone', async () => {
  const kept = mkdtempSync(join(tmpdir(), 'scg-kept-'));
  const inputs = { 'registry-cache': kept, 'cache-key': 'o'.repeat(64) };
  const changes = deploy(`${registry.host}/acme/api@${registry.digests.bad}`);
  const folder = (): string => join(kept, 'trivy-db-v2', readdirSync(join(kept, 'trivy-db-v2'))[0] ?? '');
  /** Scans again, whatever results are kept. True: the database was fetched. */
  const fetches = async (): Promise<boolean> => {
    rmSync(join(kept, 'scans-v2'), { recursive: true, force: true });
    expect(rulesWith(await registry.run({ changes, inputs }), 'block')).toContain(ADVISORY);
    return registry.requests.some(({ line }) => line.includes('aquasecurity/trivy-db/blobs'));
  };
  try {
    expect(await fetches()).toBe(true);
    expect(await fetches()).toBe(false);
    for (const [name, change] of [
      [
        'metadata.json',
        (text: Buffer) => Buffer.from(text.toString().replace(/"NextUpdate":"\d+/, '"NextUpdate":"2999')),
      ],
      ['trivy.db', (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replaceAll('openssl', 'openxyz'), 'latin1')],
      ['seal', () => Buffer.from(createHmac('sha256', 't'.repeat(64)).update('').digest('hex'))],
    ] as const) {
      const file = join(folder(), name);
      const [before, after] = [readFileSync(file), change(readFileSync(file))];
      expect(after.equals(before), name).toBe(false);
      writeFileSync(file, after);
      expect(await fetches(), name).toBe(true);
      expect(await fetches(), name).toBe(false);
    }
    // A run without the key believes nothing and leaves nothing.
    expect(rulesWith(await registry.run({ changes, inputs: { 'registry-cache': kept } }), 'block')).toContain(ADVISORY);
    expect(registry.requests.some(({ line }) => line.includes('aquasecurity/trivy-db/blobs'))).toBe(true);
  } finally {
    rmSync(kept, { recursive: true, force: true });
  }
});
