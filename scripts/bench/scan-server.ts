import { makeAdvisories, makeDebianImage } from '../../test/support/package-sets.ts';
import { putFiles, startScanRegistry } from '../../test/support/scanning.ts';
import { createKey, putSignatures, signPayload, simpleSigning } from '../../test/support/signatures.ts';
import { buildDatabase } from '../trivy-db/build.ts';

/**
 * A registry in a process of its own: as many images as told of 20 to 200 packages, each signed with one key, one more
 * of the same kind under `shop/changed`, and a database of advisories on some of the packages.
 */
const [images = 100] = process.argv.slice(2).map(Number);
const server = await startScanRegistry({ database: await buildDatabase(makeAdvisories(1, 400)) });
const key = createKey();

async function put(name: string, seed: number, packages: number): Promise<void> {
  const digest = await putFiles(server.store, name, '1', makeDebianImage(seed, packages));
  putSignatures(server.store, name, digest, [signPayload(key, simpleSigning(digest))]);
}

for (let index = 0; index < images; index += 1) {
  await put(`shop/app-${index}`, index + 1, 20 + Math.round((180 * index) / Math.max(1, images - 1)));
}
await put('shop/changed', images + 1, 200);
process.on('disconnect', () => process.exit());
process.send?.({ host: server.host, key: key.pem });
