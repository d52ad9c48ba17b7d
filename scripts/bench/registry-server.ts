import { ContentStore, createRegistryHandler } from '../../src/demo/registry/index.ts';
import { serveLoopback } from '../../src/io/http-server.ts';
import { putImage, withLatency } from '../../test/support/registry/index.ts';

/**
 * A registry with signed sample images, in a process of its own: IMAGES LATENCY_MS. Each image has a legacy cosign
 * signature's shape: a `.sig` tag with one small blob. It tells its host, and after `count` how much it was asked.
 */
const [images = 1000, latency = 0] = process.argv.slice(2).map(Number);
const store = new ContentStore();
for (let index = 0; index < images; index += 1) {
  const name = `shop/app-${index}`;
  const { digest } = putImage(store, name, '1.0');
  putImage(store, name, `${digest.replace(':', '-')}.sig`);
}
const handle = createRegistryHandler(store);
let requests = 0;
const server = await serveLoopback(
  withLatency(async (request) => {
    requests += 1;
    return handle(request);
  }, latency),
);
process.on('message', () => {
  process.send?.({ requests });
  requests = 0;
});
process.on('disconnect', () => process.exit());
process.send?.({ host: server.host });
