import { gunzipSync } from 'node:zlib';
import { unpackTar } from 'modern-tar';
import { expect, test } from 'vitest';
import { ContentStore, loadLayout } from './registry/index.ts';
import { DATABASE_NAME, freshenDatabase, packDatabase } from './trivy-database.ts';

const MADE = new Date('2026-01-01T00:00:00Z');
const NOW = new Date('2026-05-04T12:00:00Z');
const DATABASE = Buffer.from('bbolt '.repeat(1000));

const readerOf = (files: ReadonlyMap<string, Uint8Array>) => async (path: string) => files.get(path) ?? null;

async function contentOf(read: (path: string) => Promise<Uint8Array | null>): Promise<Record<string, string>> {
  const store = new ContentStore();
  await loadLayout(store, read);
  const [repository = '', tag = ''] = DATABASE_NAME.split(':');
  const manifest = JSON.parse(Buffer.from(store.findManifest(repository, tag)?.bytes ?? '').toString('utf8'));
  const [layer] = manifest.layers;
  expect(layer.mediaType).toBe('application/vnd.aquasec.trivy.db.layer.v1.tar+gzip');
  const entries = await unpackTar(gunzipSync(store.findBlob(repository, layer.digest) ?? new Uint8Array()));
  return Object.fromEntries(entries.map(({ header, data }) => [header.name, Buffer.from(data ?? '').toString('utf8')]));
}

test('the same database makes the same layout', async () => {
  expect(await packDatabase(DATABASE, MADE)).toEqual(await packDatabase(DATABASE, MADE));
});

test('a freshened layout differs in its time alone', async () => {
  const layout = await packDatabase(DATABASE, MADE);
  const before = await contentOf(readerOf(layout));
  const after = await contentOf(await freshenDatabase(readerOf(layout), NOW));
  expect(after['trivy.db']).toBe(before['trivy.db']);
  expect(JSON.parse(before['metadata.json'] ?? '')).toMatchObject({
    Version: 2,
    UpdatedAt: '2026-01-01T00:00:00.000Z',
  });
  expect(JSON.parse(after['metadata.json'] ?? '')).toEqual({
    Version: 2,
    UpdatedAt: '2026-05-04T12:00:00.000Z',
    NextUpdate: '2026-05-05T12:00:00.000Z',
    DownloadedAt: '0001-01-01T00:00:00Z',
  });
});

test.each(['index.json', 'blobs'])('a layout without its %s says so', async (part) => {
  const layout = await packDatabase(DATABASE, MADE);
  const cut = new Map([...layout].filter(([path]) => !path.startsWith(part)));
  await expect(freshenDatabase(readerOf(cut), NOW)).rejects.toMatchObject({ code: 'tools/demo-database' });
});
