import pLimit from 'p-limit';
import type { Digest } from '../../src/domain/index.ts';
import { createPorts } from '../../src/io/ports.ts';
import { createRegistry } from '../../src/registry/index.ts';

/** Resolves and fetches the signature of every image, as a run of the gate would: HOST IMAGES. Tells time and memory. */
const [host = '', count = '1000'] = process.argv.slice(2);
const ports = createPorts({ progress: () => {}, info: () => {}, warn: () => {} });
const registry = createRegistry({
  ports,
  policy: { mirrors: {} },
  admission: { admits: () => true, namesHostLiterally: () => true },
  insecureHosts: [],
  offline: false,
  cache: null,
  pullRequest: false,
});

async function inspect(index: number): Promise<Digest> {
  const repository = { registry: host, path: `shop/app-${index}` };
  const digest = await registry.resolve({ ...repository, tag: '1.0', digest: null });
  const signature = await registry.manifest(repository, { tag: `${digest.replace(':', '-')}.sig` });
  if (signature.kind !== 'image') throw new Error('the signature is not an image manifest');
  for (const layer of signature.layers) await registry.blob(repository, layer.digest, 1024 * 1024);
  return digest;
}

const limit = pLimit(64);
const began = performance.now();
await Promise.all(Array.from({ length: Number(count) }, (_, index) => limit(() => inspect(index))));
const seconds = (performance.now() - began) / 1000;
await ports.close();
process.send?.({ seconds, megabytes: process.resourceUsage().maxRSS / 1024 });
