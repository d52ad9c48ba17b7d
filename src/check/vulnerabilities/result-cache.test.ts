import { describe, expect, test } from 'vitest';
import { DIGEST, OTHER_DIGEST } from '../../../test/support/findings.ts';
import { createPorts } from '../../../test/support/ports.ts';
import { createResultCache, type ScanCircumstances } from './result-cache.ts';
import type { ScanResult } from './scan-result.ts';

const KEY = 'k'.repeat(64);
const CIRCUMSTANCES: ScanCircumstances = {
  trivy: { version: '0.69.3', sha256: 'a'.repeat(64) },
  database: ['mirror.gcr.io/aquasec/trivy-db:2', '2026-05-04T06:00:00.000Z'],
  flags: ['--scanners=vuln'],
  canary: 'CVE-2019-10744 pkg:npm/lodash@4.17.4',
  javaIndex: async () => null,
  day: '2026-05-04',
};
const RESULT: ScanResult = {
  vulnerabilities: [
    {
      id: 'CVE-2024-6119',
      type: 'alpine',
      package: 'libssl3',
      source: 'openssl',
      installed: '3.1.4-r0',
      fixed: '3.1.7-r0',
      severity: 'HIGH',
      title: 'openssl: possible denial of service',
      status: 'fixed',
      published: new Date('2024-09-03T16:15:07Z'),
      file: null,
      aliases: ['GHSA-x'],
      purl: 'pkg:apk/alpine/libssl3@3.1.4-r0',
    },
  ],
  exposures: [
    {
      kind: 'misconfiguration',
      id: 'DS-0002',
      severity: 'HIGH',
      title: 'root',
      file: 'app/Dockerfile',
      line: 3,
      advice: 'Add USER',
    },
  ],
  endOfLife: 'alpine 3.10',
  problem: null,
  asksJavaIndex: false,
};
const CLEAN: ScanResult = { ...RESULT, vulnerabilities: [], endOfLife: null };

function disk() {
  const stored = new Map<string, Uint8Array>();
  const warnings: string[] = [];
  const ports = createPorts({
    log: { progress: () => {}, info: () => {}, warn: (line) => warnings.push(line) },
    files: {
      ...createPorts({}).files,
      exists: async (path) => stored.has(path),
      read: async (path) => stored.get(path) ?? null,
      write: async (path, content) => {
        stored.set(path, Buffer.from(content));
      },
    },
  });
  const open = (change: Partial<ScanCircumstances> = {}, key = KEY) =>
    createResultCache({ directory: '/cache', key }, { ...CIRCUMSTANCES, ...change }, ports);
  return { stored, warnings, ports, open };
}

test('what was kept comes back as it was', async () => {
  const { open } = disk();
  await open().keep(DIGEST, RESULT);
  expect(await open().find(DIGEST)).toEqual(RESULT);
  expect(await open().find(OTHER_DIGEST)).toBeNull();
});

test('whether anything is kept for a digest and its bills is told without reading it', async () => {
  const { open } = disk();
  await open().keep(DIGEST, RESULT);
  const asked = [open().mayHave(DIGEST), open().mayHave(OTHER_DIGEST), open().mayHave(DIGEST, ['a'.repeat(64)])];
  expect(await Promise.all(asked)).toEqual([true, false, false]);
});

describe('what the index of Java archives decided', () => {
  const OF_INDEX: ScanResult = { ...RESULT, asksJavaIndex: true };
  const made = (at: string) => ({ javaIndex: async () => ['mirror.example/java:1', at] });

  test.each<[string, Partial<ScanCircumstances>, ScanResult | null]>([
    ['counts for the same index', made('2026-05-01'), OF_INDEX],
    ['not for a newer one', made('2026-05-03'), null],
    ['not without one', {}, null],
    ['not for another database', { ...made('2026-05-01'), database: ['other'] }, null],
  ])('%s', async (_, circumstances, expected) => {
    const { open } = disk();
    await open(made('2026-05-01')).keep(DIGEST, OF_INDEX);
    expect(await open(circumstances).find(DIGEST)).toEqual(expected);
  });

  test('is nothing to what was found without any: Trivy asks for one where it sees an archive', async () => {
    const { open } = disk();
    await open().keep(DIGEST, RESULT);
    expect(await open(made('2026-05-03')).find(DIGEST)).toEqual(RESULT);
  });

  test('is also that no archive is known: another index may know it', async () => {
    const { open } = disk();
    await open(made('2026-05-01')).keep(DIGEST, CLEAN);
    expect(await open(made('2026-05-01')).find(DIGEST)).toEqual({ ...CLEAN, asksJavaIndex: true });
    expect(await open(made('2026-05-03')).find(DIGEST)).toBeNull();
    expect(await open({ javaIndex: async () => ['other.example/java:1', '2026-05-01'] }).find(DIGEST)).toBeNull();
  });
});

describe('is scanned again', () => {
  test.each<[string, Partial<ScanCircumstances>]>([
    ['another Trivy', { trivy: { version: '0.69.2', sha256: 'a'.repeat(64) } }],
    ['a Trivy of the same version with other bytes', { trivy: { version: '0.69.3', sha256: 'b'.repeat(64) } }],
    ['a newer database', { database: ['mirror.gcr.io/aquasec/trivy-db:2', '2026-05-04T12:00:00.000Z'] }],
    ['a database from elsewhere', { database: ['mirror.example/db:2', '2026-05-04T06:00:00.000Z'] }],
    ['other options', { flags: ['--scanners=vuln,secret'] }],
    ['another canary', { canary: 'off' }],
    ['another day', { day: '2026-05-05' }],
  ])('%s', async (_, change) => {
    const { open } = disk();
    await open().keep(DIGEST, CLEAN);
    expect(await open(change).find(DIGEST)).toBeNull();
  });
});

describe('is never kept', () => {
  const problem = { what: 'x', cause: 'infrastructure', message: 'm', remedy: 'r' } as const;
  test.each<[string, ScanResult]>([
    ['what a problem left incomplete', { ...CLEAN, problem }],
    ['what an index of Java archives decided that nobody can name', { ...CLEAN, asksJavaIndex: true }],
  ])('%s', async (_, result) => {
    const { open, stored } = disk();
    await open().keep(DIGEST, result);
    expect(stored.size).toBe(0);
  });
});

describe('a cache that somebody else wrote makes nothing clean', () => {
  type Disk = ReturnType<typeof disk>;
  const only = ({ stored }: Disk): [string, Buffer] => {
    const [[path, bytes] = []] = [...stored];
    if (path === undefined || bytes === undefined) throw new Error('nothing is stored');
    return [path, Buffer.from(bytes)];
  };
  test.each<[string, (here: Disk) => Promise<void> | void]>([
    ['signed with another key', (here) => here.open({}, 'other'.repeat(10)).keep(DIGEST, CLEAN)],
    [
      'the body changed under the old signature',
      (here) => {
        const [path, bytes] = only(here);
        here.stored.set(path, Buffer.from(bytes.toString().replace('HIGH', 'LOW ').replace('LOW ', 'LOW')));
      },
    ],
    [
      'a true result of another image, put in its place',
      async (here) => {
        const [path] = only(here);
        await here.open().keep(OTHER_DIGEST, CLEAN);
        const [, other] = [...here.stored].find(([name]) => name !== path) ?? [];
        here.stored.set(path, other ?? new Uint8Array());
      },
    ],
    [
      'without a signature',
      (here) => {
        const [path, bytes] = only(here);
        here.stored.set(path, Buffer.from(`\n${bytes.toString().split('\n')[1]}`));
      },
    ],
    [
      'a signature that is cut short',
      (here) => {
        const [path, bytes] = only(here);
        here.stored.set(path, bytes.subarray(2));
      },
    ],
    [
      'cut off',
      (here) => {
        const [path, bytes] = only(here);
        here.stored.set(path, bytes.subarray(0, -10));
      },
    ],
    ['empty', (here) => void here.stored.set(only(here)[0], new Uint8Array())],
    ['garbage', (here) => void here.stored.set(only(here)[0], Buffer.alloc(4096, 0xff))],
  ])('%s', async (_, attack) => {
    const here = disk();
    await here.open().keep(DIGEST, RESULT);
    await attack(here);
    expect(await here.open().find(DIGEST)).toBeNull();
  });
});

describe('a table of all results of a run', () => {
  const alone = (path: string): boolean => !path.includes('/scans-v2/all/');
  const MORE = { ...RESULT, endOfLife: null };

  /** A run that scanned both; only the table is left of it. */
  async function ended(change: Partial<ScanCircumstances> = {}) {
    const here = disk();
    const cache = here.open(change);
    await cache.keep(DIGEST, RESULT);
    await cache.keep(OTHER_DIGEST, MORE, ['b'.repeat(64)]);
    await cache.save([DIGEST, OTHER_DIGEST]);
    for (const path of here.stored.keys()) if (alone(path)) here.stored.delete(path);
    expect(here.stored.size).toBe(1);
    return here;
  }

  test('says what each file says', async () => {
    const { open } = await ended();
    expect(await open().find(DIGEST)).toEqual(RESULT);
    expect(await open().mayHave(DIGEST)).toBe(true);
    expect(await open().find(OTHER_DIGEST, ['b'.repeat(64)])).toEqual(MORE);
    expect(await open().find(OTHER_DIGEST)).toBeNull();
    expect(await open().mayKnow(OTHER_DIGEST)).toBe(true);
  });

  test.each<[string, Partial<ScanCircumstances>, key?: string]>([
    ['another Trivy', { trivy: { version: '0.69.3', sha256: 'b'.repeat(64) } }],
    ['a newer database', { database: ['mirror.gcr.io/aquasec/trivy-db:2', '2026-05-04T12:00:00.000Z'] }],
    ['other options', { flags: ['--scanners=vuln,secret'] }],
    ['another canary', { canary: 'off' }],
    ['another day', { day: '2026-05-05' }],
    ['another key', {}, 'other'.repeat(10)],
  ])('not for %s', async (_, change, key) => {
    const { open } = await ended();
    expect(await open(change, key).find(DIGEST)).toBeNull();
  });

  test('is none where any byte of it is another one', async () => {
    const { open, stored } = await ended();
    const [[path, bytes] = ['', new Uint8Array()]] = [...stored];
    for (const at of [0, 63, 64, 65, 300, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      stored.set(path, changed);
      expect([at, await open().find(DIGEST)]).toEqual([at, null]);
    }
  });

  test('goes by the index of Java archives, and the file that goes by a newer one counts', async () => {
    const made = (at: string) => ({ javaIndex: async () => ['mirror.example/java:1', at] });
    const here = await ended(made('2026-05-01'));
    const { open } = here;
    expect(await open(made('2026-05-01')).find(DIGEST)).toEqual({ ...RESULT, asksJavaIndex: true });
    expect(await open(made('2026-05-03')).find(DIGEST)).toBeNull();
    const newer = open(made('2026-05-03'));
    await newer.keep(DIGEST, { ...CLEAN, asksJavaIndex: true });
    await newer.save([DIGEST]);
    expect(await open(made('2026-05-03')).find(DIGEST)).toEqual({ ...CLEAN, asksJavaIndex: true });
  });

  test('is made of files that were read, too', async () => {
    const here = disk();
    await here.open().keep(DIGEST, RESULT);
    const later = here.open();
    await later.find(DIGEST);
    await later.save([DIGEST]);
    for (const path of here.stored.keys()) if (alone(path)) here.stored.delete(path);
    expect(await here.open().find(DIGEST)).toEqual(RESULT);
  });
});

test('a place that cannot be written is said once, and the run goes on', async () => {
  const here = disk();
  const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
  const files = { ...here.ports.files, write: () => Promise.reject(full), read: () => Promise.reject(full) };
  const cache = createResultCache({ directory: '/cache', key: KEY }, CIRCUMSTANCES, { ...here.ports, files });
  await cache.keep(DIGEST, CLEAN);
  await cache.keep(OTHER_DIGEST, CLEAN);
  await cache.save([DIGEST]);
  expect(await cache.find(DIGEST)).toBeNull();
  expect(here.warnings).toEqual(['Results of scans cannot be kept in /cache (ENOSPC); the run goes on without.']);
});
