import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { describe, expect, test } from 'vitest';
import { layerEntries } from './layer-entries.ts';

const LIMIT = 1 << 20;

const layer = () =>
  packTar([
    { header: { name: './etc/os-release', size: 0, type: 'symlink', linkname: '../opt/r' } },
    { header: { name: '/opt/../opt/r', size: 4 }, body: 'ID=x' },
    { header: { name: 'usr/lib/os-release', size: 0, type: 'link', linkname: 'opt/r' } },
    { header: { name: `deep/${'long/'.repeat(40)}file`, size: 0 }, body: '' },
  ]);
const ENTRIES = [
  { name: 'etc/os-release', isLink: true },
  { name: 'opt/r', isLink: false },
  { name: 'usr/lib/os-release', isLink: true },
  { name: `deep/${'long/'.repeat(40)}file`, isLink: false },
];

describe('what a layer holds, however it is packed', () => {
  test.each<[string, (bytes: Uint8Array) => Uint8Array]>([
    ['plain', (bytes) => bytes],
    ['gzip', gzipSync],
    [
      'gzip in two members',
      (bytes) => Buffer.concat([gzipSync(bytes.subarray(0, 700)), gzipSync(bytes.subarray(700))]),
    ],
    ['zstd', zstdCompressSync],
  ])('%s', async (_, pack) => {
    expect(await layerEntries(pack(await layer()), LIMIT)).toEqual(ENTRIES);
  });

  test('as GNU tar writes it, in the old format and the new', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'scg-layer-'));
    try {
      const name = `${'long/'.repeat(40)}file`;
      await mkdir(join(directory, 'etc'));
      await mkdir(join(directory, dirname(name)), { recursive: true });
      await writeFile(join(directory, name), 'x'.repeat(70_000));
      await symlink('nowhere', join(directory, 'etc/os-release'));
      for (const format of ['gnu', 'oldgnu', 'pax', 'posix']) {
        const made = spawnSync('tar', [`--format=${format}`, '-czf', '-', '-C', directory, '.'], {
          maxBuffer: 1 << 24,
        });
        const entries = (await layerEntries(made.stdout, LIMIT)) ?? [];
        expect(entries.filter(({ isLink }) => isLink)).toEqual([{ name: 'etc/os-release', isLink: true }]);
        expect(entries.map(({ name: found }) => found)).toContain(name);
      }
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  test('nothing', async () => {
    expect(await layerEntries(await packTar([]), LIMIT)).toEqual([]);
  });
});

describe('what cannot be read to its end is not known', () => {
  test.each<[string, (bytes: Uint8Array) => Uint8Array]>([
    ['cut off', (bytes) => gzipSync(bytes).subarray(0, 80)],
    ['gzip of garbage', () => gzipSync(Buffer.alloc(2048, 'x'))],
    ['a tar that is cut off', (bytes) => bytes.subarray(0, 1100)],
    ['garbage', () => Buffer.alloc(2048, 'x')],
    ['a bomb', () => gzipSync(Buffer.alloc(LIMIT + 1))],
  ])('%s', async (_, pack) => {
    expect(await layerEntries(pack(await layer()), LIMIT)).toBeNull();
  });
});
