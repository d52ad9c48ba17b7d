import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ContentStore } from '../src/demo/registry/index.ts';
import { DATABASE_NAME } from '../src/demo/trivy-database.ts';
import { alpineWith } from './support/installed-systems.ts';
import {
  checkOn,
  digestOf,
  packLayer,
  putPacked,
  startScanRegistry,
  summarize,
  toldUnscannable,
} from './support/scanning.ts';

/**
 * A registry that sends other bytes than a digest names, and never comes to the end: the archive in them does, so that Trivy
 * goes away before anybody knows. What it found is no word about the image.
 */

let server: Awaited<ReturnType<typeof startScanRegistry>>;
beforeAll(async () => {
  server = await startScanRegistry();
});
afterAll(() => server.close());

const MEDIA = 'application/vnd.oci.image.layer.v1.tar+gzip';
const noise = (length: number): string => {
  let [state, text] = [7, ''];
  while (text.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += state.toString(36);
  }
  return text;
};

/** The registry of an image of one layer, which sends `sent` for it. */
async function lying<T>(
  truth: Uint8Array,
  sent: readonly Uint8Array[],
  use: (host: string, store: ContentStore) => Promise<T>,
) {
  const store = new ContentStore();
  const blobs = [gzipSync(truth)];
  putPacked(store, 'acme/api', '1', { blobs, diffIds: [digestOf(truth)], mediaType: MEDIA });
  const layer = digestOf(blobs[0] ?? new Uint8Array());
  const registry = createServer(({ url = '' }, response) => {
    const name = url.split('/').at(-1) ?? '';
    const manifest = url.includes('/manifests/') ? store.findManifest('acme/api', name) : null;
    const blob = store.findBlob('acme/api', name);
    if (name === layer) {
      response.writeHead(200, { 'content-length': blobs[0]?.length });
      for (const piece of sent) response.write(piece);
    } else if (manifest !== null) {
      response.writeHead(200, { 'content-type': manifest.mediaType }).end(manifest.bytes);
    } else if (blob !== null) response.writeHead(200).end(blob);
    else response.writeHead(url === '/v2/' ? 200 : 404).end();
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  const { port } = registry.address() as AddressInfo;
  try {
    return await use(`127.0.0.1:${port}`, store);
  } finally {
    registry.closeAllConnections();
    registry.close();
  }
}

describe('on a pull request', () => {
  test('a layer that does not come to its end is refused, though the archive in it did', async () => {
    const truth = await packLayer({ ...alpineWith({ libssl3: '3.1.4-r2' }), 'srv/noise': noise(3 << 20) });
    const lie = gzipSync(await packLayer({ ...alpineWith({ musl: '1.2.4-r9' }), 'srv/noise': noise(1 << 20) }));
    await lying(truth, [lie, new Uint8Array(128 * 1024)], async (host, store) => {
      const check = await checkOn(
        { host, store },
        { images: ['acme/api:1'], databases: [`${server.host}/${DATABASE_NAME}`], pullRequest: [host, server.host] },
      );
      expect(summarize(check)).toEqual(['unknown (content) registry-cut-off']);
      expect(toldUnscannable(check)).toContain('was not read to its end');
    });
  });
});
