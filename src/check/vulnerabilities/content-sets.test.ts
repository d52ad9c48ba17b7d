import { describe, expect, test } from 'vitest';
import { createPorts } from '../../../test/support/ports.ts';
import { foreignContentSets, readContentSets } from './content-sets.ts';
import { TrivyReport } from './trivy-report.ts';

const BASE = 'rhel-9-for-x86_64-baseos-rpms';
const UBI = 'ubi-9-for-x86_64-baseos-rpms';
const APPS = 'ubi-9-for-x86_64-appstream-rpms';
const EUS = 'rhel-9-for-x86_64-baseos-eus-rpms__9_DOT_2';
const BETA = 'rhel-9-for-x86_64-baseos-beta-rpms';
const OPENSHIFT = 'rhocp-4.16-for-rhel-9-x86_64-rpms';
const KNOWN = new Set([
  BASE,
  UBI,
  APPS,
  EUS,
  BETA,
  OPENSHIFT,
  'rhel-9-for-s390x-baseos-e4s-rpms',
  'rhel-9-for-x86_64-baseos-rpms__9_DOT_0',
  'rhel-9-for-x86_64-appstream-eus-rpms__9_DOT_2',
  'rhel-8-for-x86_64-baseos-rpms',
  'ubi-8-baseos-rpms',
  'rhel-7-server-rpms',
  'rhel-7-server-htb-rpms',
  'rhel-7-server-ose-3.11-rpms',
  'rhel-7-for-power-le-rpms',
  'rhel-7-for-system-z-rpms',
]);

function reportOn(name: string, packages: readonly (readonly string[])[]): TrivyReport {
  return TrivyReport.parse({
    SchemaVersion: 2,
    ArtifactName: 'ghcr.io/acme/api',
    Metadata: { OS: { Family: 'redhat', Name: name } },
    Results: [{ Packages: packages.map((ContentSets) => ({ Name: 'bash', BuildInfo: { ContentSets } })) }],
  });
}

describe('content sets of a system', () => {
  test.each<[string, string, readonly (readonly string[])[], boolean]>([
    ['its own', '9.4', [[BASE]], false],
    ['as UBI lists them', '9.4', [[UBI, APPS]], false],
    ['with the major release behind', '9.4', [[`${UBI}__9`, `${APPS}__9`]], false],
    ['supported for longer', '9.2', [[EUS]], false],
    ['supported for longer, on another processor', '9.2', [['rhel-9-for-s390x-baseos-e4s-rpms']], false],
    ['without a processor', '8.10', [['ubi-8-baseos-rpms']], false],
    ['of a minor release that is not its own', '9.4', [[EUS]], true],
    ['of the minor release before all', '9.4', [['rhel-9-for-x86_64-baseos-rpms__9_DOT_0']], true],
    ['of another minor release, beside its own', '9.4', [[EUS, BASE]], false],
    ['of a minor release, where the system says none', '9', [[EUS]], true],
    ['of a beta', '9.4', [[BETA]], true],
    ['of a beta, beside its own', '9.4', [[BETA, BASE]], false],
    ['of applications alone', '9.4', [[APPS]], true],
    ['of applications alone, of its minor release', '9.2', [['rhel-9-for-x86_64-appstream-eus-rpms__9_DOT_2']], true],
    ['of a product alone, for fewer packages', '9.4', [[BASE], [BASE], [OPENSHIFT]], false],
    ['of a product alone, for most packages', '9.4', [[BASE], [OPENSHIFT], [OPENSHIFT]], true],
    ['of another release', '9.4', [['rhel-8-for-x86_64-baseos-rpms']], true],
    ['that nobody knows', '9.4', [['rhel-9-for-mips-baseos-rpms']], true],
    ['of 7', '7.9', [['rhel-7-server-rpms']], false],
    ['of 7 on Power', '7.9', [['rhel-7-for-power-le-rpms']], false],
    ['of 7 on System Z', '7.9', [['rhel-7-for-system-z-rpms']], false],
    ['of a product on 7 alone', '7.9', [['rhel-7-server-ose-3.11-rpms']], true],
    ['of a beta of 7', '7.9', [['rhel-7-server-htb-rpms']], true],
  ])('%s', (_, name, packages, isForeign) => {
    const problem = foreignContentSets(reportOn(name, packages), KNOWN);
    expect(problem?.what ?? null).toBe(isForeign ? 'system-unknown' : null);
  });

  test('that cannot be read are not said to be foreign', () => {
    const problem = foreignContentSets(reportOn('9.4', [[BASE]]), null);
    expect(problem).toMatchObject({ what: 'content-sets-unread', cause: 'infrastructure' });
  });
});

const PAGE = 4096;

function page(id: number, flags: number, elements: readonly (readonly [string, Buffer])[], isBucket = false): Buffer {
  const size = elements.reduce((sum, [key, value]) => sum + 16 + (flags === 1 ? 0 : key.length + value.length), 16);
  const bytes = Buffer.alloc(Math.ceil(size / PAGE) * PAGE);
  bytes.writeBigUInt64LE(BigInt(id), 0);
  bytes.writeUInt16LE(flags, 8);
  bytes.writeUInt16LE(elements.length, 10);
  bytes.writeUInt32LE(bytes.length / PAGE - 1, 12);
  let end = 16 + elements.length * 16;
  for (const [index, [key, value]] of elements.entries()) {
    const at = 16 + index * 16;
    if (flags === 1) {
      bytes.writeBigUInt64LE(value.readBigUInt64LE(0), at + 8);
      continue;
    }
    bytes.writeUInt32LE(isBucket ? 1 : 0, at);
    bytes.writeUInt32LE(end - at, at + 4);
    bytes.writeUInt32LE(key.length, at + 8);
    bytes.writeUInt32LE(value.length, at + 12);
    bytes.write(key, end);
    value.copy(bytes, end + key.length);
    end += key.length + value.length;
  }
  return bytes;
}

/** A number of a page, as branches have it, and as a bucket has it before its sequence. */
function pointer(id: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeBigUInt64LE(BigInt(id), 0);
  return bytes;
}

/** As bbolt lays it out (see bolt.ts): so many content sets, of which a page takes so many. */
function databaseOf(count: number, aPage: number): Buffer {
  const head = Buffer.alloc(PAGE);
  head.writeUInt32LE(0xed0cdaed, 16);
  head.writeUInt32LE(2, 20);
  head.writeUInt32LE(PAGE, 24);
  head.writeBigUInt64LE(1n, 32);
  let hash = 0xcbf29ce484222325n;
  for (const byte of head.subarray(16, 72)) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  head.writeBigUInt64LE(hash, 72);
  const leaves = Math.ceil(count / aPage);
  const branch = 3;
  const first = branch + Math.ceil((16 + leaves * 16) / PAGE);
  const sets = Array.from({ length: count }, (_, index) => `rhel-9-for-x86_64-product-${index}-rpms`);
  return Buffer.concat([
    head,
    page(1, 2, [['Red Hat CPE', pointer(2, 16)]], true),
    page(2, 2, [['repository', pointer(branch, 16)]], true),
    page(
      branch,
      1,
      Array.from({ length: leaves }, (_, index) => ['', pointer(first + index, 8)]),
    ),
    ...Array.from({ length: leaves }, (_, index) =>
      page(
        first + index,
        2,
        sets.slice(index * aPage, (index + 1) * aPage).map((set) => [set, Buffer.from('[1,2]')]),
      ),
    ),
  ]);
}

describe('the content sets of a database', () => {
  const read = (bytes: Buffer) =>
    readContentSets('/cache', {
      files: { ...createPorts({}).files, readPart: async (_, at, length) => bytes.subarray(at, at + length) },
    });

  test('are read where there are some', async () => {
    const sets = await read(databaseOf(10, 4));
    expect([sets?.size, sets?.has('rhel-9-for-x86_64-product-9-rpms')]).toEqual([10, true]);
  });

  test('are read where there are 200,000', async () => {
    expect((await read(databaseOf(200_000, 12)))?.size).toBe(200_000);
  });

  test('are none where there is no such part', async () => {
    const bytes = databaseOf(10, 4);
    bytes.write('Other', bytes.indexOf('repository'));
    expect(await read(bytes)).toEqual(new Set());
  });

  test.each<[string, () => Buffer]>([
    ['broken', () => databaseOf(10, 4).fill(0, 5 * PAGE, 6 * PAGE)],
    ['cut off', () => databaseOf(10, 4).subarray(0, 5 * PAGE)],
    ['too many', () => databaseOf(30_000, 1)],
    ['in no database', () => Buffer.alloc(0)],
  ])('cannot be read: %s', async (_, make) => {
    expect(await read(make())).toBeNull();
  });
});
