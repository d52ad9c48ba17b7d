import { expect, test } from 'vitest';
import { ContentStore, digestOf } from './content.ts';
import { loadLayout } from './layout.ts';

const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));
const OCI = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';

const layer = Buffer.from('layer');
const config = bytes({ os: 'linux' });
const descriptor = (mediaType: string, content: Uint8Array) => ({
  mediaType,
  digest: digestOf(content),
  size: content.length,
});
const image = bytes({
  schemaVersion: 2,
  mediaType: OCI,
  config: descriptor('c', config),
  layers: [descriptor('l', layer)],
});
const index = bytes({ schemaVersion: 2, mediaType: INDEX, manifests: [descriptor(OCI, image)] });

/** A layout of these blobs whose index names `index` as `name`. */
function layout(
  name: string | null,
  blobs: readonly Uint8Array[] = [layer, config, image, index],
): Map<string, Uint8Array> {
  const annotations = name === null ? {} : { 'org.opencontainers.image.ref.name': name };
  const files = new Map<string, Uint8Array>([
    ['index.json', bytes({ schemaVersion: 2, manifests: [{ ...descriptor(INDEX, index), annotations }] })],
  ]);
  for (const blob of blobs) files.set(`blobs/${digestOf(blob).replace(':', '/')}`, blob);
  return files;
}

const load = async (files: ReadonlyMap<string, Uint8Array>) => {
  const store = new ContentStore();
  await loadLayout(store, async (path) => files.get(path) ?? null);
  return store;
};

test('an index is stored under its tag, with its images and their blobs', async () => {
  const store = await load(layout('shop/api:1.2.0'));
  expect(store.findManifest('shop/api', '1.2.0')?.digest).toBe(digestOf(index));
  expect(store.findManifest('shop/api', digestOf(image))?.mediaType).toBe(OCI);
  expect(store.findBlob('shop/api', digestOf(layer))).toEqual(layer);
  expect(store.findBlob('shop/other', digestOf(layer))).toBeNull();
});

test('a name without a tag stores by digest alone', async () => {
  const store = await load(layout('shop/api'));
  expect(store.repositories.get('shop/api')?.tags.size).toBe(0);
  expect(store.findManifest('shop/api', digestOf(index))).not.toBeNull();
});

const changed = layout('shop/api:1');
changed.set(`blobs/${digestOf(layer).replace(':', '/')}`, Buffer.from('other'));
test.each([
  ['there is no index.json', new Map<string, Uint8Array>()],
  ['has no annotation', layout(null)],
  ['there is no blob', layout('shop/api:1', [config, image, index])],
  ['holds other bytes', changed],
])('a broken layout: %s', async (words, files) => {
  await expect(load(files)).rejects.toThrow(words);
});
