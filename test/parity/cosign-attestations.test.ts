import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_PASSWORD } from '../../scripts/sample-images/keys.ts';
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
import { bytesOf, ISSUER, type SigstoreServices, SUBJECT, startSigstore, toPem } from '../support/sigstore.ts';
import { keylessAuthority, LOGGED, trustRootText } from '../support/sigstore-documents.ts';
import { identityToken, type SigstoreServer, serveSigstore } from '../support/sigstore-server.ts';
import { requireTool } from '../support/tools.ts';
import { trustedRootJson } from '../support/tuf-repository.ts';

/**
 * `cosign verify-attestation` and the gate on attestations of every format, made by `cosign attest` and by hand.
 *
 * cosign 3.0.2's known laxness, an attestation that `cosign verify` takes for a signature (cluster-image-policy, 22), is
 * shown here as well: the gate does not take it.
 */

const OTHER = 'https://ci.example/other/.build/release.yml@refs/heads/main';
const REPOSITORY = 'team/app';

let server: RegistryServer;
let client: { readonly registry: Registry; close(): Promise<void> };
let services: SigstoreServices;
let web: SigstoreServer;
let cosign = '';
let scratch = '';
let made: TestKey;
let shop = '';

beforeAll(async () => {
  cosign = await requireTool('cosign');
  services = await startSigstore(new Date(Math.ceil(Date.now() / 1000) * 1000 + 30_000));
  [server, web] = await Promise.all([startRegistry(), serveSigstore(services)]);
  client = createTestRegistry({ wrapHttp: (http) => http });
  scratch = await mkdtemp(join(tmpdir(), 'scg-cosign-attestations-'));
  made = createKey();
  shop = await readDemoKey('shop');
  await Promise.all([
    writeFile(join(scratch, 'trusted-root.json'), trustedRootJson(services)),
    writeFile(join(scratch, 'made.pub'), made.pem),
    writeFile(join(scratch, 'root.pem'), toPem('CERTIFICATE', bytesOf(services.ca.rootCertificate))),
    writeFile(join(scratch, 'rekor.pub'), services.keys.tlog.pem),
    writeFile(join(scratch, 'ctlog.pub'), services.keys.ctlog.pem),
    writeFile(join(scratch, 'predicate.json'), JSON.stringify({ spdxVersion: 'SPDX-2.3' })),
  ]);
});
afterAll(async () => {
  await Promise.all([client.close(), server.close(), web.close()]);
  await rm(scratch, { recursive: true, force: true });
});

function run(args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  // The older format knows no --trusted-root here: it takes the keys from the environment.
  const env = {
    HOME: scratch,
    COSIGN_PASSWORD: DEMO_PASSWORD,
    SIGSTORE_ROOT_FILE: join(scratch, 'root.pem'),
    SIGSTORE_REKOR_PUBLIC_KEY: join(scratch, 'rekor.pub'),
    SIGSTORE_CT_LOG_PUBLIC_KEY_FILE: join(scratch, 'ctlog.pub'),
  };
  return new Promise((resolve) => {
    const options = { timeout: 120_000, env, maxBuffer: 2 ** 24 };
    execFile(cosign, [...args], options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : 1, said: stdout + stderr });
    });
  });
}

type Format = 'legacy' | 'bundle';
type Signer = 'shop' | 'made' | 'keyless';

async function attestWithCosign(
  reference: string,
  format: Format,
  signer: 'shop' | 'keyless',
  subject = SUBJECT,
): Promise<void> {
  const by =
    signer === 'shop'
      ? ['--key', demoKey('shop', 'key'), '--tlog-upload=false']
      : [
          ...['--identity-token', identityToken(subject), '--fulcio-url', web.url, '--rekor-url', web.url],
          ...['--trusted-root', join(scratch, 'trusted-root.json')],
        ];
  const { code, said } = await run([
    'attest',
    '--yes',
    '--allow-http-registry',
    '--use-signing-config=false',
    `--new-bundle-format=${format === 'bundle'}`,
    ...['--type', 'spdxjson', '--predicate', join(scratch, 'predicate.json')],
    ...by,
    reference,
  ]);
  if (code !== 0) throw new Error(`cosign attest failed: ${said}`);
}

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

const CASES: readonly Case[] = [
  {
    name: 'by cosign',
    format: 'legacy',
    signer: 'shop',
    accepted: true,
    make: ({ reference }) => attestWithCosign(reference, 'legacy', 'shop'),
  },
  {
    name: 'by cosign',
    format: 'bundle',
    signer: 'shop',
    accepted: true,
    make: ({ reference }) => attestWithCosign(reference, 'bundle', 'shop'),
  },
  {
    name: 'by cosign',
    format: 'legacy',
    signer: 'keyless',
    accepted: true,
    make: ({ reference }) => attestWithCosign(reference, 'legacy', 'keyless'),
  },
  {
    name: 'by cosign',
    format: 'bundle',
    signer: 'keyless',
    accepted: true,
    make: ({ reference }) => attestWithCosign(reference, 'bundle', 'keyless'),
  },
  {
    name: 'by cosign, by another',
    format: 'legacy',
    signer: 'keyless',
    accepted: false,
    make: ({ reference }) => attestWithCosign(reference, 'legacy', 'keyless', OTHER),
  },
  {
    name: 'by cosign, by another',
    format: 'bundle',
    signer: 'keyless',
    accepted: false,
    make: ({ reference }) => attestWithCosign(reference, 'bundle', 'keyless', OTHER),
  },
  {
    name: 'by cosign, and another key is asked',
    format: 'legacy',
    signer: 'made',
    accepted: false,
    make: ({ reference }) => attestWithCosign(reference, 'legacy', 'shop'),
  },
  {
    name: 'by cosign, and another key is asked',
    format: 'bundle',
    signer: 'made',
    accepted: false,
    make: ({ reference }) => attestWithCosign(reference, 'bundle', 'shop'),
  },
  { name: 'not at all', format: 'legacy', signer: 'made', accepted: false, make: async () => {} },
  { name: 'not at all', format: 'bundle', signer: 'made', accepted: false, make: async () => {} },
  {
    name: 'by hand',
    format: 'legacy',
    signer: 'made',
    accepted: true,
    make: (image) => legacy(attest(made, image.digest, SPDX))(image),
  },
  {
    name: 'by hand',
    format: 'bundle',
    signer: 'made',
    accepted: true,
    make: (image) => bundled(image, attestBundle(made, image.digest, SPDX)),
  },
  {
    name: 'of another image',
    format: 'legacy',
    signer: 'made',
    accepted: false,
    make: (image) => legacy(attest(made, other, SPDX))(image),
  },
  {
    name: 'of another image',
    format: 'bundle',
    signer: 'made',
    accepted: false,
    make: (image) => bundled(image, attestBundle(made, other, SPDX)),
  },
  {
    name: 'of another type',
    format: 'legacy',
    signer: 'made',
    accepted: false,
    make: (image) => legacy(attest(made, image.digest))(image),
  },
  {
    name: 'of another type',
    format: 'bundle',
    signer: 'made',
    accepted: false,
    make: (image) => bundled(image, attestBundle(made, image.digest)),
  },
  {
    name: 'one of two',
    format: 'legacy',
    signer: 'made',
    accepted: true,
    make: (image) => legacy(attest(createKey(), image.digest, SPDX), attest(made, image.digest, SPDX))(image),
  },
  {
    name: 'by hand',
    format: 'legacy',
    signer: 'keyless',
    accepted: true,
    make: async (image) => legacy(await attestKeyless(services, image.digest, SPDX))(image),
  },
  {
    name: 'of another image',
    format: 'legacy',
    signer: 'keyless',
    accepted: false,
    make: async (image) => legacy(await attestKeyless(services, other, SPDX))(image),
  },
  {
    name: 'by services of somebody else',
    format: 'legacy',
    signer: 'keyless',
    accepted: false,
    make: async (image) => legacy(await attestKeyless(await startSigstore(), image.digest, SPDX))(image),
  },
];

async function cosignAccepts(reference: string, { format, signer }: Case): Promise<boolean> {
  const root = ['--trusted-root', join(scratch, 'trusted-root.json')];
  const by =
    signer === 'keyless'
      ? [...(format === 'bundle' ? root : []), '--certificate-identity', SUBJECT, '--certificate-oidc-issuer', ISSUER]
      : [
          ...['--key', signer === 'shop' ? demoKey('shop') : join(scratch, 'made.pub'), '--insecure-ignore-tlog=true'],
          ...(format === 'bundle' ? root : []),
        ];
  const { code, said } = await run([
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
    documents: [{ file: 'p.yaml', text: `${policyText({ authorities: [authority] })}---\n${trustRootText(services)}` }],
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
  const root = ['--trusted-root', join(scratch, 'trusted-root.json')];
  const key = ['--key', join(scratch, 'made.pub'), '--insecure-ignore-tlog=true'];
  const { code } = await run([
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
