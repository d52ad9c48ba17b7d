import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { ContentStore, createRegistryHandler } from '../src/demo/registry/index.ts';
import type { Digest } from '../src/domain/index.ts';
import { closedAfterEach } from './support/closing.ts';
import { createTestRegistry } from './support/registry/index.ts';
import { openedThrough, putLargeImage } from './support/registry/read-through.ts';

const keep = closedAfterEach();
const PIECE = Buffer.alloc(1 << 20, 7);
const PIECES = 512;

/** A registry that makes the layer up as it is read, and has the rest from a store. */
async function serveLarge(store: ContentStore, layer: string): Promise<string> {
  const handle = createRegistryHandler(store);
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    if (!path.endsWith(layer)) {
      const headers = { accept: request.headers.accept ?? '' };
      const answer = await handle({
        method: 'GET',
        path,
        query: new URLSearchParams(),
        headers,
        body: new Uint8Array(),
      });
      if (answer !== 'drop') response.writeHead(answer.status, answer.headers).end(answer.body);
      return;
    }
    response.writeHead(200, { 'content-length': String(PIECES * PIECE.length) });
    for (let count = 0; count < PIECES; count += 1) if (!response.write(PIECE)) await once(response, 'drain');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  keep({
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
  const address = server.address();
  return `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

test('a layer of 512 MiB passes through the gate, and is never in its memory', async () => {
  const hash = createHash('sha256');
  for (let count = 0; count < PIECES; count += 1) hash.update(PIECE);
  const layer: Digest = `sha256:${hash.digest('hex')}`;
  const store = new ContentStore();
  const { digest } = putLargeImage(store, 'acme/api', { digest: layer, size: PIECES * PIECE.length });
  const host = await serveLarge(store, layer);
  const { registry } = keep(createTestRegistry());
  const before = process.memoryUsage().rss;
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss - before);
  }, 20);
  try {
    const size = await openedThrough(registry, { host, path: 'acme/api', digest }, async (ask) => {
      let taken = 0;
      for await (const piece of (await ask(`blobs/${layer}`)).body ?? []) taken += piece.length;
      return taken;
    });
    expect(size).toBe(PIECES * PIECE.length);
  } finally {
    clearInterval(watch);
  }
  // What is collected late counts too, and less than half of the layer is ever waiting for that.
  expect(peak).toBeLessThan((PIECES * PIECE.length) / 2);
});
