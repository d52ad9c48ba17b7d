import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DIGEST, OTHER_DIGEST } from '../../../test/support/findings.ts';
import { check, exited, fatal, report, resolved, scansOf, world } from '../../../test/support/vulnerability-check.ts';
import { type Command, type CommandResult, type Exec, notedMoment } from '../../domain/index.ts';
import { createFiles } from '../../io/files.ts';
import type { VulnerabilityCheckOptions } from './check.ts';
import { createKeptDatabase } from './kept-database.ts';

const UPDATED = '2026-05-04T06:00:00Z';

test.each([
  ["the user's cache", true, '/home/ada/.cache/supply-chain-gate/trivy/'],
  ['nothing', false, '/tmp/scg-trivy/cache'],
])('kept from run to run in %s: the database is in its place', async (_, userCache, folder) => {
  const here = world((command) => exited(report(command)), {}, { HOME: '/home/ada' });
  await check(here, { databaseHome: { userCache, sealed: null } });
  const folderOf = ({ args }: Command) => args.find((each) => each.startsWith('--cache-dir=')) ?? '';
  expect(scansOf(here).map(folderOf)).toEqual([expect.stringContaining(`--cache-dir=${folder}`)]);
  // Where nobody else reads, until it is whole.
  expect(here.commands.map(folderOf)[0]).toBe('--cache-dir=/tmp/scg-trivy/fetched');
});

test.each<[where: string, home: VulnerabilityCheckOptions['databaseHome']]>([
  ["the user's cache", { userCache: true, sealed: null }],
  ['a cache under a seal', { userCache: false, sealed: { directory: '/kept', key: 'k'.repeat(64) } }],
])('a fetched database that misses its canary is not put where other runs read: %s', async (_, databaseHome) => {
  const canary = exited({ SchemaVersion: 2, ArtifactName: 'canary' });
  const here = world((command) => exited(report(command)), { canary }, { HOME: '/home/ada' });
  await check(here, { databaseHome });
  expect(here.moved).toEqual([]);
  const good = world((command) => exited(report(command)), {}, { HOME: '/home/ada' });
  await check(good, { databaseHome });
  expect(good.moved.map((path) => path.split('/').at(-1))).toEqual(['trivy.db', 'metadata.json']);
});

/** A database under a seal that turns out to be broken when it is opened, and what can be had in its place. */
test.each<[string, Parameters<typeof world>[1], string | null]>([
  ['nothing: none is named', { download: exited('', fatal('GET https://ghcr.io/v2/: TOOMANYREQUESTS'), 1) }, null],
  [
    'one that misses its canary: it is named',
    { canary: exited({ SchemaVersion: 2, ArtifactName: 'canary' }) },
    UPDATED,
  ],
])('a sealed database that cannot be opened, and %s', async (_, other, named) => {
  const files = createFiles();
  await files.withTemporaryDirectory('scg-sealed', async (directory) => {
    const sealed = { directory, key: 'k'.repeat(64) };
    const here = world((command) => exited(report(command)), other);
    const metadata = `{"Version":2,"UpdatedAt":"${UPDATED}","NextUpdate":"2026-05-05T06:00:00Z"}`;
    const put = async (folder: string): Promise<void> => {
      await files.write(join(folder, 'db', 'trivy.db'), 'every advisory');
      await files.write(join(folder, 'db', 'metadata.json'), metadata);
    };
    const made = join(directory, 'made');
    await put(made);
    const origin = 'mirror.gcr.io/aquasec/trivy-db:2\nghcr.io/aquasecurity/trivy-db:2';
    await createKeptDatabase(sealed, origin, { files, log: here.ports.log }).keep(made);
    const [folder = ''] = await readdir(join(directory, 'trivy-db-v2'));
    await files.write(join(directory, 'trivy-db-v2', folder, 'trivy.db'), 'another');
    const exec: Exec = {
      ...here.ports.exec,
      run: async (command) => {
        const target = command.args.find((each) => each.startsWith('--cache-dir='))?.slice('--cache-dir='.length) ?? '';
        const result = await here.ports.exec.run(command);
        const isFetched =
          command.args.includes('--download-db-only') && result.status === 'exited' && result.code === 0;
        if (isFetched) await put(target);
        return result;
      },
    };
    const ended = await check(
      { ...here, ports: { ...here.ports, files, exec } },
      { databaseHome: { userCache: false, sealed } },
    );
    expect([...ended.outcomes.values()]).toEqual(['unknown']);
    const { database } = ended.trivy ?? {};
    expect(database === null ? null : Date.parse(database?.updatedAt ?? '')).toBe(
      named === null ? null : Date.parse(named),
    );
  });
});

describe('a database that is there', () => {
  const metadata = (next: string, updated = '2026-05-04T06:00:00Z') =>
    `{"Version":2,"UpdatedAt":"${updated}","NextUpdate":"${next}"}`;
  const fetchedAt = (time: string) =>
    `{"Version":2,"UpdatedAt":"2026-05-04T06:00:00Z","NextUpdate":"2026-05-04T11:00:00Z","DownloadedAt":"2026-05-04T${time}:00Z"}`;
  test.each<[string, string, boolean, boolean, string]>([
    ['names a later day: it is not fetched', metadata('2026-05-05T06:00:00Z'), true, false, 'pass'],
    ['is due: it is fetched', metadata('2026-05-04T11:00:00Z'), true, true, 'pass'],
    ['does not say: it is fetched', '{"Version":2,"UpdatedAt":"2026-05-04T06:00:00Z"}', true, true, 'pass'],
    ['has left its metadata alone: it is fetched', metadata('2026-05-05T06:00:00Z'), false, true, 'pass'],
    ['is due, and was fetched within the hour: it is not fetched again', fetchedAt('11:30'), true, false, 'pass'],
    ['is due, and was fetched before that: it is fetched', fetchedAt('10:30'), true, true, 'pass'],
    [
      'is too old for the policy, whatever day it names: it is fetched',
      metadata('2099-01-01T00:00:00Z', '2026-04-01T06:00:00Z'),
      true,
      true,
      'unknown',
    ],
    [
      'is from the future: it is fetched',
      metadata('2099-01-02T00:00:00Z', '2099-01-01T00:00:00Z'),
      true,
      true,
      'unknown',
    ],
    ['has metadata without end: it is fetched', 'too large', true, true, 'unknown'],
  ])('%s', async (_, text, isKept, fetches, outcome) => {
    const here = world((command) => exited(report(command)), { metadata: text, isKept }, { HOME: '/home/ada' });
    const { outcomes } = await check(here);
    expect([...outcomes.values()]).toEqual([outcome]);
    expect(here.commands.some(({ args }) => args.includes('--download-db-only'))).toBe(fetches);
  });
});

test.each<[what: string, failed: CommandResult, isAsked: string]>([
  ['is throttled', exited('', fatal('GET https://ghcr.io/v2/: TOOMANYREQUESTS'), 1), '--download-db-only'],
  ['misses its canary', exited({ SchemaVersion: 2, ArtifactName: 'canary' }), '/fetched'],
])('a due database decides now, and for no other moment, where the one in its place %s', async (_, failed, isAsked) => {
  const due = '{"Version":2,"UpdatedAt":"2026-05-04T06:00:00Z","NextUpdate":"2026-05-04T11:00:00Z"}';
  const here = world((command) => exited(report(command)), { metadata: due, isKept: true }, { HOME: '/home/ada' });
  let isOnlyNow = false;
  const notes = {
    compared: () => {},
    read: () => {
      isOnlyNow = true;
    },
  };
  const { clock, exec } = here.ports;
  const isAsking = ({ args }: Command): boolean =>
    isAsked.startsWith('--') ? args.includes(isAsked) : args[0] === 'sbom' && args.join().includes(isAsked);
  const ports = {
    ...here.ports,
    clock: { ...clock, now: () => notedMoment(clock.now(), notes) },
    exec: { ...exec, run: async (command: Command) => (isAsking(command) ? failed : exec.run(command)) },
  };
  const { outcomes } = await check({ ...here, ports }, { databaseHome: { userCache: true, sealed: null } });
  expect([...outcomes.values()]).toEqual(['pass']);
  expect(isOnlyNow).toBe(true);
});

describe('without a database that can be trusted every image is unknown, and none is scanned', () => {
  const rows: readonly [string, Parameters<typeof world>[1], string][] = [
    ['no metadata', { metadata: null }, 'database-metadata'],
    ['garbled metadata', { metadata: '{"Version":2' }, 'database-metadata'],
    ['another schema', { metadata: '{"Version":1,"UpdatedAt":"2026-05-04T06:00:00Z"}' }, 'database-metadata'],
    ['too old', { metadata: '{"Version":2,"UpdatedAt":"2026-05-01T06:00:00Z"}' }, 'database-old'],
    ['from the future', { metadata: '{"Version":2,"UpdatedAt":"2026-05-05T06:00:00Z"}' }, 'database-future'],
    [
      'throttled',
      { metadata: null, download: exited('', fatal('GET https://ghcr.io/v2/: TOOMANYREQUESTS'), 1) },
      'database-throttled',
    ],
    ['a place where nothing can be put', { refused: 'ENOSPC' }, 'database-not-kept'],
    ['an archive without a database', { isNothing: true }, 'database-missing'],
    ['a canary that is not found', { canary: exited({ SchemaVersion: 2, ArtifactName: 'canary' }) }, 'canary-missed'],
    ['a canary that makes Trivy crash', { canary: exited('', 'panic: db corrupted', 2) }, 'trivy-failed'],
  ];
  test.each(rows)('%s', async (_, other, what) => {
    const here = world(() => exited(''), other);
    const { findings, outcomes } = await check(here, {
      images: [resolved(), resolved('ghcr.io/acme/web:1', OTHER_DIGEST)],
    });
    expect(findings).toMatchObject([
      { result: { outcome: 'unknown', cause: 'infrastructure' }, identity: [DIGEST, what] },
      { result: { outcome: 'unknown', cause: 'infrastructure' }, identity: [OTHER_DIGEST, what] },
    ]);
    expect([...outcomes.values()]).toEqual(['unknown', 'unknown']);
    expect(scansOf(here)).toEqual([]);
  });

  test('a cached one that is young enough serves when no new one can be had', async () => {
    const here = world((command) => exited(report(command)), {
      download: exited('', fatal('GET https://ghcr.io/v2/: TOOMANYREQUESTS'), 1),
    });
    expect([...(await check(here)).outcomes.values()]).toEqual(['pass']);
  });

  test('each of several canaries has to be known', async () => {
    const known = { purl: 'pkg:npm/lodash@4.17.4', id: 'CVE-2019-10744' };
    const system = { purl: 'pkg:apk/alpine/openssl@3.1.4-r0?distro=3.19', id: 'CVE-2019-10744' };
    const missed = { purl: 'pkg:npm/left-pad@1.0.0', id: 'CVE-2000-0001' };
    const here = world((command) => exited(report(command)));
    const good = await check(here, { vulnerabilities: { canary: [known, system] } });
    expect([...good.outcomes.values()]).toEqual(['pass']);
    expect(here.commands.filter(({ args }) => args[0] === 'sbom')).toHaveLength(2);
    const bad = await check(here, { vulnerabilities: { canary: [known, system, missed] } });
    expect(bad.findings).toMatchObject([{ identity: [DIGEST, 'canary-missed'] }]);
    expect(bad.findings[0]?.message).toContain('does not know CVE-2000-0001 of pkg:npm/left-pad@1.0.0');
  });

  test('canary off asks nothing', async () => {
    const here = world((command) => exited(report(command)));
    await check(here, { vulnerabilities: { canary: 'off' } });
    expect(here.commands.filter(({ args }) => args[0] === 'sbom')).toEqual([]);
  });
});
