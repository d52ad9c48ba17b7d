import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkSignatures } from '../../src/check/signatures/index.ts';
import { type RegistryServer, startRegistry } from '../../src/demo/registry/index.ts';
import type { Digest, Registry } from '../../src/domain/index.ts';
import { completePolicy } from '../../src/policy/schema.ts';
import {
  attest,
  attestBundle,
  attestKeyless,
  PREDICATES,
  putBundleReferrer,
  wantedText,
} from '../support/attestations.ts';
import { cosignBench, OTHER } from '../support/cosign-bench.ts';
import { createTestRegistry, putImage } from '../support/registry/index.ts';
import { demoKey, readDemoKey } from '../support/sample-images.ts';
import {
  ALONE,
  createKey,
  keyAuthority,
  policyText,
  putSignatures,
  resolvedImage,
  type TestKey,
} from '../support/signatures.ts';
import { ISSUER, SUBJECT, startSigstore } from '../support/sigstore.ts';
import { keylessAuthority, LOGGED, trustRootText } from '../support/sigstore-documents.ts';

/**
 * `cosign verify-attestation` and the gate on attestations of every format, made by `cosign attest` and by hand.
 *
 * cosign 3.0.2's known laxness, an attestation that `cosign verify` takes for a signature (cluster-image-policy, 22), is
 * shown here as well: the gate does not take it.
 */

const REPOSITORY = 'team/app';

const bench = cosignBench();
let server: RegistryServer;
let client: { readonly registry: Registry; close(): Promise<void> };
let made: TestKey;
let shop = '';

beforeAll(async () => {
  server = await startRegistry();
  client = createTestRegistry({ wrapHttp: (http) => http });
  made = createKey();
  shop = await readDemoKey('shop');
  await Promise.all([
    writeFile(join(bench.scratch, 'made.pub'), made.pem),
    writeFile(join(bench.scratch, 'predicate.json'), JSON.stringify({ spdxVersion: 'SPDX-2.3' })),
  ]);
});
afterAll(async () => {
  await Promise.all([client.close(), server.close()]);
});

type Format = 'legacy' | 'bundle';
type Signer = 'shop' | 'made' | 'keyless';

const attestWithCosign = (reference: string, format: Format, signer: 'shop' | 'keyless', subject = SUBJECT) =>
  bench.attest(reference, {
    type: 'spdxjson',
    predicate: join(bench.scratch, 'predicate.json'),
    isBundle: format === 'bundle',
    by: signer === 'shop' ? { key: true } : { subject },
  });

interface Image {
  readonly reference: string;
  readonly digest: Digest;
  readonly size: number;
}

interface Case {
  readonly name: string;
  readonly format: Format;
  readonly signer: Signer;
  readonly accepted: boolean;
  make(image: Image): Promise<void>;
}

const SPDX = { predicateType: PREDICATES.spdx, predicate: { spdxVersion: 'SPDX-2.3' } };
const other = `sha256:${'0'.repeat(64)}`;
const legacy =
  (...attestations: readonly ReturnType<typeof attest>[]) =>
  async ({ digest }: Image) =>
    putSignatures(server.store, REPOSITORY, digest, attestations, '', 'att');
const bundled = async (image: Image, bundle: string) => putBundleReferrer(server.store, REPOSITORY, image, bundle);

const one = (format: Format, signer: Signer, name: string, accepted: boolean, make: Case['make']): Case => ({
  name,
  format,
  signer,
  accepted,
  make,
});

const CASES: readonly Case[] = [
  one('legacy', 'shop', 'by cosign', true, ({ reference }) => attestWithCosign(reference, 'legacy', 'shop')),
  one('bundle', 'shop', 'by cosign', true, ({ reference }) => attestWithCosign(reference, 'bundle', 'shop')),
  one('legacy', 'keyless', 'by cosign', true, ({ reference }) => attestWithCosign(reference, 'legacy', 'keyless')),
  one('bundle', 'keyless', 'by cosign', true, ({ reference }) => attestWithCosign(reference, 'bundle', 'keyless')),
  one('legacy', 'keyless', 'by cosign, by another', false, ({ reference }) =>
    attestWithCosign(reference, 'legacy', 'keyless', OTHER),
  ),
  one('bundle', 'keyless', 'by cosign, by another', false, ({ reference }) =>
    attestWithCosign(reference, 'bundle', 'keyless', OTHER),
  ),
  one('legacy', 'made', 'by cosign, and another key is asked', false, ({ reference }) =>
    attestWithCosign(reference, 'legacy', 'shop'),
  ),
  one('bundle', 'made', 'by cosign, and another key is asked', false, ({ reference }) =>
    attestWithCosign(reference, 'bundle', 'shop'),
  ),
  one('legacy', 'made', 'not at all', false, async () => {}),
  one('bundle', 'made', 'not at all', false, async () => {}),
  one('legacy', 'made', 'by hand', true, (image) => legacy(attest(made, image.digest, SPDX))(image)),
  one('bundle', 'made', 'by hand', true, (image) => bundled(image, attestBundle(made, image.digest, SPDX))),
  one('legacy', 'made', 'of another image', false, (image) => legacy(attest(made, other, SPDX))(image)),
  one('bundle', 'made', 'of another image', false, (image) => bundled(image, attestBundle(made, other, SPDX))),
  one('legacy', 'made', 'of another type', false, (image) => legacy(attest(made, image.digest))(image)),
  one('bundle', 'made', 'of another type', false, (image) => bundled(image, attestBundle(made, image.digest))),
  one('legacy', 'made', 'one of two', true, (image) =>
    legacy(attest(createKey(), image.digest, SPDX), attest(made, image.digest, SPDX))(image),
  ),
  one('legacy', 'keyless', 'by hand', true, async (image) =>
    legacy(await attestKeyless(bench.services, image.digest, SPDX))(image),
  ),
  one('legacy', 'keyless', 'of another image', false, async (image) =>
    legacy(await attestKeyless(bench.services, other, SPDX))(image),
  ),
  one('legacy', 'keyless', 'by services of somebody else', false, async (image) =>
    legacy(await attestKeyless(await startSigstore(), image.digest, SPDX))(image),
  ),
];

async function cosignAccepts(reference: string, { format, signer }: Case): Promise<boolean> {
  const root = bench.trustedRoot;
  const by =
    signer === 'keyless'
      ? [...(format === 'bundle' ? root : []), '--certificate-identity', SUBJECT, '--certificate-oidc-issuer', ISSUER]
      : [
          ...[
            '--key',
            signer === 'shop' ? demoKey('shop') : join(bench.scratch, 'made.pub'),
            '--insecure-ignore-tlog=true',
          ],
          ...(format === 'bundle' ? root : []),
        ];
  const { code, said } = await bench.run([
    'verify-attestation',
    '--allow-http-registry',
    `--new-bundle-format=${format === 'bundle'}`,
    ...['--type', 'spdxjson'],
    ...by,
    reference,
  ]);
  if (code === 0) return true;
  if (
    /no (matching )?(signatures|attestations)|no valid|none of the (expected|attestations)|failed to verify|verification failed/i.test(
      said,
    )
  ) {
    return false;
  }
  throw new Error(`cosign verify-attestation ended otherwise than by a verdict: ${said}`);
}

async function gateAccepts(image: Image, { format, signer }: Case): Promise<boolean> {
  const extra = wantedText(['spdxjson']);
  const authority =
    signer === 'keyless'
      ? keylessAuthority({ extra: format === 'legacy' ? `${LOGGED}\n${extra}` : `signatureFormat: bundle\n${extra}` })
      : keyAuthority({ pem: signer === 'shop' ? shop : made.pem }, { extra });
  const { outcomes, findings } = await checkSignatures([resolvedImage(image.reference, image.digest)], {
    policy: completePolicy({ version: 1, signatures: { policies: ['p.yaml'] } }),
    documents: [
      { file: 'p.yaml', text: `${policyText({ authorities: [authority] })}---\n${trustRootText(bench.services)}` },
    ],
    registry: client.registry,
    now: new Date(),
    ...ALONE,
  });
  const [outcome] = outcomes.values();
  if (outcome !== 'pass' && outcome !== 'fail') throw new Error(`the gate could not decide: ${findings[0]?.message}`);
  // With a key the cluster would not look at bundles, and the report says so.
  expect(findings.length > 0).toBe(outcome === 'fail' || (format === 'bundle' && signer !== 'keyless'));
  return outcome === 'pass';
}

describe.each(CASES)('$format, $signer, attested $name', (one) => {
  test(`${one.accepted ? 'accepted' : 'refused'} by both`, async () => {
    const tag = `${one.format}-${one.signer}-${one.name}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    const { digest } = putImage(server.store, REPOSITORY, tag);
    const size = server.store.findManifest(REPOSITORY, digest)?.bytes.length ?? 0;
    const image = { reference: `${server.host}/${REPOSITORY}@${digest}`, digest, size };
    await one.make(image);
    expect(await cosignAccepts(image.reference, one), 'cosign').toBe(one.accepted);
    expect(await gateAccepts(image, one), 'the gate').toBe(one.accepted);
  });
});

test('an attestation is no signature for the gate, whatever cosign 3.0.2 says', async () => {
  const { digest } = putImage(server.store, REPOSITORY, 'attested-only');
  const size = server.store.findManifest(REPOSITORY, digest)?.bytes.length ?? 0;
  const image = { reference: `${server.host}/${REPOSITORY}@${digest}`, digest, size };
  await bundled(image, attestBundle(made, digest, SPDX));
  const root = bench.trustedRoot;
  const key = ['--key', join(bench.scratch, 'made.pub'), '--insecure-ignore-tlog=true'];
  const { code } = await bench.run([
    'verify',
    '--allow-http-registry',
    '--new-bundle-format=true',
    ...root,
    ...key,
    image.reference,
  ]);
  expect(code, 'cosign 3.0.2 takes it').toBe(0);
  const { outcomes } = await checkSignatures([resolvedImage(image.reference, digest)], {
    policy: completePolicy({ version: 1, signatures: { policies: ['p.yaml'] } }),
    documents: [{ file: 'p.yaml', text: policyText({ authorities: [keyAuthority(made)] }) }],
    registry: client.registry,
    now: new Date(),
    ...ALONE,
  });
  expect([...outcomes.values()]).toEqual(['fail']);
});
