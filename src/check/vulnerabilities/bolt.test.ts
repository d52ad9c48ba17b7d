import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { unpackTar } from 'modern-tar';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { bucketNames, keysIn } from './bolt.ts';

const LAYOUT = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'demo', 'trivy-db');
const Index = z.looseObject({ manifests: z.tuple([z.looseObject({ digest: z.string() })]) });
const Manifest = z.looseObject({ layers: z.tuple([z.looseObject({ digest: z.string() })]) });

const blob = (digest: string): Promise<Buffer> => readFile(join(LAYOUT, 'blobs', digest.replace(':', '/')));
const namesIn = (bytes: Uint8Array): Promise<ReadonlySet<string>> =>
  bucketNames(async (offset, length) => bytes.subarray(offset, offset + length));

/** What bbolt wrote, in the demo's database. */
let database: Uint8Array;
beforeAll(async () => {
  const index = Index.parse(JSON.parse(await readFile(join(LAYOUT, 'index.json'), 'utf8')));
  const manifest = Manifest.parse(JSON.parse((await blob(index.manifests[0].digest)).toString()));
  const entries = await unpackTar(gunzipSync(await blob(manifest.layers[0].digest)));
  database = entries.find(({ header }) => header.name === 'trivy.db')?.data ?? new Uint8Array();
});

test('the buckets of a database that bbolt wrote', async () => {
  expect([...(await namesIn(database))].sort()).toEqual([
    'alpine 3.19',
    'data-source',
    'npm::GitHub Security Advisory Npm',
    'vulnerability',
  ]);
});

test.each<[readonly string[], readonly string[]]>([
  [['data-source'], ['alpine 3.19', 'npm::GitHub Security Advisory Npm']],
  [['alpine 3.19'], ['busybox', 'openssl']],
  [['npm::GitHub Security Advisory Npm', 'lodash'], ['CVE-2019-10744']],
  [['alpine 3.19', 'busybox', 'DEMO-2024-0002'], []],
  [['no such bucket'], []],
])('what is in the bucket %j', async (path, expected) => {
  const keys = await keysIn(async (offset, length) => database.subarray(offset, offset + length), path);
  expect([...(keys ?? ['broken'])].sort()).toEqual(expected);
});

test('by the older of the two heads, where the newer is broken', async () => {
  const changed = Buffer.from(database);
  const newer = changed.readBigUInt64LE(16 + 48) > changed.readBigUInt64LE(4096 + 16 + 48) ? 0 : 4096;
  changed.fill(0, newer + 16, newer + 32);
  expect((await namesIn(changed)).has('alpine 3.19')).toBe(true);
});

describe('what is no such file holds nothing', () => {
  test.each<[string, () => Uint8Array]>([
    ['nothing', () => new Uint8Array()],
    ['text', () => Buffer.from('no database at all'.repeat(1000))],
    ['zeros', () => new Uint8Array(65536)],
    ['a head alone', () => database.subarray(0, 8192)],
    [
      'both heads broken',
      () =>
        Buffer.from(database)
          .fill(0, 16, 32)
          .fill(0, 4096 + 16, 4096 + 32),
    ],
  ])('%s', async (_, make) => {
    expect(await namesIn(make())).toEqual(new Set());
    const read = async (offset: number, length: number) => make().subarray(offset, offset + length);
    expect(await keysIn(read, ['alpine 3.19'])).toBeNull();
  });
});

test('whatever bytes are changed, the search ends', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(32767), fc.nat(255)), { maxLength: 40 }), async (changes) => {
      const changed = Buffer.from(database);
      for (const [at, byte] of changes) changed[at] = byte;
      expect((await namesIn(changed)).size).toBeLessThan(1000);
      const read = async (offset: number, length: number) => changed.subarray(offset, offset + length);
      expect((await keysIn(read, ['alpine 3.19', 'busybox']))?.size ?? 0).toBeLessThan(1000);
    }),
    { numRuns: 300 },
  );
});
