import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkSignatures } from '../src/check/signatures/index.ts';
import { type RegistryServer, startRegistry } from '../src/demo/registry/index.ts';
import type { Digest, Registry } from '../src/domain/index.ts';
import { completePolicy } from '../src/policy/schema.ts';
import { createTestRegistry, putImage } from './support/registry/index.ts';
import {
  ALONE,
  BUNDLE_TYPE,
  createKey,
  keyAuthority,
  policyText,
  putSignatures,
  resolvedImage,
  signPayload,
  simpleSigning,
} from './support/signatures.ts';
import { type SigstoreServices, startSigstore } from './support/sigstore.ts';
import { keylessAuthority, LOGGED, trustRootText } from './support/sigstore-documents.ts';

/** Images with more and larger signatures than anybody makes, through the real registry client. */

const KEY = createKey();

let server: RegistryServer;
let client: { readonly registry: Registry; close(): Promise<void> };
let services: SigstoreServices;
beforeAll(async () => {
  server = await startRegistry();
  client = createTestRegistry({ wrapHttp: (http) => http });
  services = await startSigstore();
});
afterAll(async () => {
  await Promise.all([client.close(), server.close()]);
});

async function judge(tag: string, digest: Digest, authority: string) {
  const { outcomes, findings } = await checkSignatures([resolvedImage(`${server.host}/team/app:${tag}`, digest)], {
    policy: completePolicy({ version: 1, signatures: { policies: ['p.yaml'] } }),
    documents: [
      { file: 'p.yaml', text: policyText({ authorities: [authority] }) },
      { file: 'r.yaml', text: trustRootText(services) },
    ],
    registry: client.registry,
    now: new Date(),
    ...ALONE,
  });
  return { outcome: [...outcomes.values()][0], message: findings[0]?.message ?? '' };
}

function putReferrer(digest: string, bundle: Uint8Array, number = 0): void {
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const empty = Buffer.from('{}');
  const config = {
    mediaType: 'application/vnd.oci.empty.v1+json',
    digest: server.store.putBlob('team/app', empty),
    size: 2,
  };
  const layer = { mediaType: BUNDLE_TYPE, digest: server.store.putBlob('team/app', bundle), size: bundle.length };
  const subject = { mediaType, digest, size: 1 };
  const annotations = { number: String(number) };
  const manifest = {
    schemaVersion: 2,
    mediaType,
    artifactType: BUNDLE_TYPE,
    config,
    layers: [layer],
    subject,
    annotations,
  };
  server.store.putManifest('team/app', Buffer.from(JSON.stringify(manifest)), mediaType, null);
}

describe.each([
  ['a key', () => keyAuthority(KEY)],
  ['an identity', () => keylessAuthority({ extra: LOGGED })],
] as const)('asked for %s', (who, authority) => {
  const name = who.replaceAll(' ', '-');

  test('10,000 referrers are not looked through', async () => {
    const { digest } = putImage(server.store, 'team/app', `crowd-${name}`);
    for (let number = 0; number < 10_000; number++) putReferrer(digest, Buffer.from('{}'), number);
    const { outcome, message } = await judge(`crowd-${name}`, digest, authority());
    expect(['fail', 'unknown']).toContain(outcome);
    expect(message.length).toBeLessThan(4000);
  });

  test('a bundle of 50 MB is not read', async () => {
    const { digest } = putImage(server.store, 'team/app', `huge-${name}`);
    putReferrer(digest, Buffer.alloc(50 * 1024 * 1024, 0x20));
    const before = process.memoryUsage().rss;
    expect(await judge(`huge-${name}`, digest, authority())).toMatchObject({
      outcome: 'unknown',
      message: expect.stringMatching(/larger than|too large/),
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  });

  test('more signatures in one list than cosign looks at', async () => {
    const { digest } = putImage(server.store, 'team/app', `many-${name}`);
    const signature = signPayload(KEY, simpleSigning(digest));
    putSignatures(server.store, 'team/app', digest, new Array(1001).fill(signature));
    expect(await judge(`many-${name}`, digest, authority())).toMatchObject({
      outcome: 'fail',
      message: expect.stringContaining('holds 1001 signatures'),
    });
  });

  test('an annotation of a megabyte in place of a certificate', async () => {
    const { digest } = putImage(server.store, 'team/app', `annotation-${name}`);
    const { payload, annotations } = signPayload(createKey(), simpleSigning(digest));
    const certificate = `-----BEGIN CERTIFICATE-----\n${'A'.repeat(1024 * 1024)}\n-----END CERTIFICATE-----\n`;
    const changed = { ...annotations, 'dev.sigstore.cosign/certificate': certificate };
    putSignatures(server.store, 'team/app', digest, [{ payload, annotations: changed }]);
    const { outcome, message } = await judge(`annotation-${name}`, digest, authority());
    expect(outcome).toBe('fail');
    expect(message.length).toBeLessThan(4000);
  });
});
