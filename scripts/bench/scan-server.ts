import { DATABASE_NAME } from '../../src/demo/trivy-database.ts';
import { makeAdvisories } from '../../test/support/package-sets.ts';
import { startScanRegistry } from '../../test/support/scanning.ts';
import { createKey, putSignatures, signPayload, simpleSigning } from '../../test/support/signatures.ts';
import { buildDatabase } from '../trivy-db/build.ts';
import { putBasedImages, putBenchImages } from './scan-images.ts';

/** A registry in a process of its own: see putBenchImages, and putBasedImages where there are bases. Each is signed with one key; with a database of advisories on some of the packages. */
const [images = 100, bytes = 0, bases = 0] = process.argv.slice(2).map(Number);
const server = await startScanRegistry({ database: await buildDatabase(makeAdvisories(1, 400)) });
const [repository = '', tag = ''] = DATABASE_NAME.split(':');
const database = server.store.findManifest(repository, tag);
if (database === null) throw new Error('a registry without a database');
for (const digest of new Set(
  Buffer.from(database.bytes)
    .toString()
    .match(/sha256:[0-9a-f]{64}/g),
)) {
  server.store.putBlob(`later/${repository}`, server.store.findBlob(repository, digest) ?? new Uint8Array());
}
server.store.putManifest(`later/${repository}`, database.bytes, database.mediaType, tag);
const key = createKey();
const put =
  bases === 0 ? putBenchImages(server.store, images, bytes) : putBasedImages(server.store, images, { bases, bytes });
for (const { name, digest } of await put) {
  putSignatures(server.store, name, digest, [signPayload(key, simpleSigning(digest))]);
}
process.on('disconnect', () => process.exit());
process.send?.({ host: server.host, key: key.pem });
