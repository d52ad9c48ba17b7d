import { bundleToJSON } from '@sigstore/bundle';
import { DSSEBundleBuilder, FulcioSigner, RekorWitness, TSAWitness } from '@sigstore/sign';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkSignatures } from '../../src/check/signatures/index.ts';
import { type RegistryServer, startRegistry } from '../../src/demo/registry/index.ts';
import type { Digest, Registry } from '../../src/domain/index.ts';
import { completePolicy } from '../../src/policy/schema.ts';
import { cosignBench, OTHER } from '../support/cosign-bench.ts';
import { createTestRegistry, putImage } from '../support/registry/index.ts';
import { ALONE, BUNDLE_TYPE, policyText, putSignatures, resolvedImage, SIGN_PREDICATE } from '../support/signatures.ts';
import { ISSUER, SUBJECT, signKeyless, startSigstore } from '../support/sigstore.ts';
import { signKeylessBundle } from '../support/sigstore-bundles.ts';
import { keylessAuthority, LOGGED, STAMPED, trustRootText } from '../support/sigstore-documents.ts';
import { identityToken } from '../support/sigstore-server.ts';

/**
 * cosign itself and the gate on keyless signatures of every format: made by cosign against services in memory, by
 * @sigstore/sign, and by hand. Known differences: cosign 3.0.2 takes a bundle with any predicate for a signature
 * (cluster-image-policy, 22), and the gate does not.
 */

const bench = cosignBench();
let server: RegistryServer;
let client: { readonly registry: Registry; close(): Promise<void> };

beforeAll(async () => {
  server = await startRegistry();
  client = createTestRegistry({ wrapHttp: (http) => http });
});
afterAll(async () => {
  await Promise.all([client.close(), server.close()]);
});

const run = (args: readonly string[]) => bench.run(args, { COSIGN_EXPERIMENTAL: '0' });

async function signWithCosign(reference: string, newFormat: boolean, subject = SUBJECT): Promise<void> {
  const { code, said } = await run([
    'sign',
    '--yes',
    '--allow-http-registry',
    '--use-signing-config=false',
    `--new-bundle-format=${newFormat}`,
    ...['--identity-token', identityToken(subject), '--fulcio-url', bench.web.url, '--rekor-url', bench.web.url],
    ...bench.trustedRoot,
    reference,
  ]);
  if (code !== 0) throw new Error(`cosign sign failed: ${said}`);
}

async function signWithSigstoreJs(digest: string, rekor: 1 | 2, predicateType: string): Promise<string> {
  const [algorithm = '', hex = ''] = digest.split(':');
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ digest: { [algorithm]: hex } }],
    predicateType,
  };
  const signer = new FulcioSigner({
    fulcioBaseURL: bench.web.url,
    identityProvider: { getToken: async () => identityToken(SUBJECT) },
  });
  const tsa = new TSAWitness({ tsaBaseURL: bench.web.url });
  const log = new RekorWitness({ rekorBaseURL: bench.web.url, entryType: 'dsse', majorApiVersion: rekor });
  const builder = new DSSEBundleBuilder({ signer, witnesses: rekor === 2 ? [log, tsa] : [log] });
  const data = Buffer.from(JSON.stringify(statement));
  return JSON.stringify(bundleToJSON(await builder.create({ data, type: 'application/vnd.in-toto+json' })));
}

/** A referrer of the image with one bundle, as cosign 3 pushes it. */
function putBundle(digest: string, size: number, bundle: string, predicateType = SIGN_PREDICATE): void {
  const bytes = Buffer.from(bundle);
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const empty = Buffer.from('{}');
  const emptyType = 'application/vnd.oci.empty.v1+json';
  const manifest = {
    schemaVersion: 2,
    mediaType,
    artifactType: BUNDLE_TYPE,
    config: { mediaType: emptyType, digest: server.store.putBlob('team/app', empty), size: empty.length },
    layers: [{ mediaType: BUNDLE_TYPE, digest: server.store.putBlob('team/app', bytes), size: bytes.length }],
    subject: { mediaType, digest, size },
    annotations: { 'dev.sigstore.bundle.predicateType': predicateType, 'dev.sigstore.bundle.content': 'dsse-envelope' },
  };
  server.store.putManifest('team/app', Buffer.from(JSON.stringify(manifest)), mediaType, null);
}

type Format = 'legacy' | 'bundle';

interface Case {
  readonly name: string;
  readonly format: Format;
  /** A timestamp of an authority stands for the log, or says when an entry without a time was made. */
  readonly stamped?: 'alone' | 'logged';
  readonly accepted: boolean;
  sign(reference: string, digest: string, size: number): Promise<void>;
}

const legacy = (name: string, accepted: boolean, sign: Case['sign'], stamped?: Case['stamped']): Case => ({
  name,
  format: 'legacy',
  accepted,
  sign,
  ...(stamped === undefined ? {} : { stamped }),
});
const bundled = (name: string, accepted: boolean, sign: Case['sign'], stamped?: Case['stamped']): Case => ({
  ...legacy(name, accepted, sign, stamped),
  format: 'bundle',
});

const CASES: readonly Case[] = [
  legacy('by cosign', true, (reference) => signWithCosign(reference, false)),
  legacy('by cosign, for another subject', false, (reference) => signWithCosign(reference, false, OTHER)),
  legacy('not at all', false, async () => {}),
  legacy('by hand', true, async (_, digest) =>
    putSignatures(server.store, 'team/app', digest, [await signKeyless(bench.services, digest)]),
  ),
  legacy(
    'by hand, with a timestamp',
    true,
    async (_, digest) =>
      putSignatures(server.store, 'team/app', digest, [
        await signKeyless(bench.services, digest, { log: false, timestamp: true }),
      ]),
    'alone',
  ),
  legacy('by hand, for another digest', false, async (_, digest) =>
    putSignatures(server.store, 'team/app', digest, [await signKeyless(bench.services, `sha256:${'0'.repeat(64)}`)]),
  ),
  bundled('by cosign', true, (reference) => signWithCosign(reference, true)),
  bundled('by cosign, for another subject', false, (reference) => signWithCosign(reference, true, OTHER)),
  bundled('not at all', false, async () => {}),
  bundled('by @sigstore/sign', true, async (_, digest, size) =>
    putBundle(digest, size, await signWithSigstoreJs(digest, 1, SIGN_PREDICATE)),
  ),
  bundled(
    'by @sigstore/sign, in Rekor v2 with a timestamp',
    true,
    async (_, digest, size) => putBundle(digest, size, await signWithSigstoreJs(digest, 2, SIGN_PREDICATE)),
    'logged',
  ),
  bundled('by @sigstore/sign, for another digest', false, async (_, digest, size) =>
    putBundle(digest, size, await signWithSigstoreJs(`sha256:${'0'.repeat(64)}`, 1, SIGN_PREDICATE)),
  ),
  bundled('by services of somebody else', false, async (_, digest, size) =>
    putBundle(digest, size, await signKeylessBundle(await startSigstore(), digest)),
  ),
];

async function cosignAccepts(reference: string, { format, stamped }: Case): Promise<boolean> {
  const { code, said } = await run([
    'verify',
    '--allow-http-registry',
    `--new-bundle-format=${format === 'bundle'}`,
    ...bench.trustedRoot,
    ...['--certificate-identity', SUBJECT, '--certificate-oidc-issuer', ISSUER],
    ...(stamped === undefined ? [] : ['--use-signed-timestamps']),
    ...(stamped === 'alone' ? ['--insecure-ignore-tlog'] : []),
    reference,
  ]);
  if (code === 0) return true;
  if (
    /no signatures found|no matching|none of the expected identities|failed to verify|verification failed/i.test(said)
  )
    return false;
  throw new Error(`cosign verify ended otherwise than by a verdict: ${said}`);
}

async function gateAccepts(written: string, digest: Digest, { format, stamped }: Case): Promise<string> {
  const authority = keylessAuthority({ extra: stamped === 'alone' ? STAMPED : LOGGED });
  const { outcomes, findings } = await checkSignatures([resolvedImage(written, digest)], {
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
  // A bundle passes with a warning, since the cluster would not look at it.
  expect(findings.length > 0).toBe(outcome === 'fail' || format === 'bundle');
  return outcome === 'pass' ? 'accepted' : (findings[0]?.message ?? 'refused');
}

test('a bundle under the fallback tag, where a registry has no referrers API', async () => {
  const plain = await startRegistry({ referrers: false });
  const { digest } = putImage(plain.store, 'team/app', 'fallback');
  try {
    const reference = `${plain.host}/team/app@${digest}`;
    await signWithCosign(reference, true);
    expect(plain.store.repository('team/app').tags.has(digest.replace(':', '-'))).toBe(true);
    const one = bundled('by cosign', true, async () => {});
    expect(await cosignAccepts(reference, one)).toBe(true);
    expect(await gateAccepts(`${plain.host}/team/app:fallback`, digest, one)).toBe('accepted');
  } finally {
    await plain.close();
  }
});

describe.each(CASES)('$format, signed $name', (one) => {
  test(`${one.accepted ? 'accepted' : 'refused'} by both`, async () => {
    const tag = `${one.format}-${one.name}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    const { digest } = putImage(server.store, 'team/app', tag);
    const size = server.store.findManifest('team/app', digest)?.bytes.length ?? 0;
    const reference = `${server.host}/team/app@${digest}`;
    await one.sign(reference, digest, size);
    expect(await cosignAccepts(reference, one), 'cosign').toBe(one.accepted);
    const gate = await gateAccepts(`${server.host}/team/app:${tag}`, digest, one);
    if (one.accepted) expect(gate).toBe('accepted');
    else expect(gate).not.toBe('accepted');
  });
});
