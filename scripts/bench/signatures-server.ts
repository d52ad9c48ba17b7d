import { ContentStore, createRegistryHandler } from '../../src/demo/registry/index.ts';
import { serveLoopback } from '../../src/io/http-server.ts';
import { putImage, withLatency } from '../../test/support/registry/index.ts';
import { createKey, putSignatures, signPayload, simpleSigning } from '../../test/support/signatures.ts';
import { bytesOf, ISSUER, SUBJECT, signKeyless, startSigstore, toPem } from '../../test/support/sigstore.ts';
import { trustRootText } from '../../test/support/sigstore-documents.ts';
import { trustedRootJson } from '../../test/support/tuf-repository.ts';

/**
 * A registry with images that are signed with a key, or keyless, in a process of its own: IMAGES LATENCY_MS KIND. It
 * tells its host, the images by digest, and what to verify them with.
 */
const [images = '100', latency = '0', kind = 'key'] = process.argv.slice(2);
const store = new ContentStore();
const key = createKey();
const services = await startSigstore(new Date(Math.ceil(Date.now() / 1000) * 1000 + 5_000));
const references: string[] = [];
for (let index = 0; index < Number(images); index += 1) {
  const name = `shop/app-${index}`;
  const { digest } = putImage(store, name, '1.0');
  const signature = kind === 'key' ? signPayload(key, simpleSigning(digest)) : await signKeyless(services, digest);
  putSignatures(store, name, digest, [signature]);
  references.push(`${name}@${digest}`);
}
const server = await serveLoopback(withLatency(createRegistryHandler(store), Number(latency)));
process.on('disconnect', () => process.exit());
process.send?.({
  host: server.host,
  references,
  key: key.pem,
  issuer: ISSUER,
  subject: SUBJECT,
  trustRoot: trustRootText(services),
  trustedRoot: trustedRootJson(services),
  rekor: services.keys.tlog.pem,
  ctlog: services.keys.ctlog.pem,
  root: toPem('CERTIFICATE', bytesOf(services.ca.rootCertificate)),
});
