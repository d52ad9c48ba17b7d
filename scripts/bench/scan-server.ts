import { makeAdvisories, makeDebianImage } from '../../test/support/package-sets.ts';
import { putFiles, startScanRegistry } from '../../test/support/scanning.ts';
import { buildDatabase } from '../trivy-db/build.ts';

/** A registry with IMAGES images of 20 to 200 packages and a database of advisories on some, in a process of its own. */
const [images = 100] = process.argv.slice(2).map(Number);
const server = await startScanRegistry({ database: await buildDatabase(makeAdvisories(1, 400)) });
for (let index = 0; index < images; index += 1) {
  const count = 20 + Math.round((180 * index) / Math.max(1, images - 1));
  await putFiles(server.store, `shop/app-${index}`, '1', makeDebianImage(index + 1, count));
}
process.on('disconnect', () => process.exit());
process.send?.({ host: server.host });
