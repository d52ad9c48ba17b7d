import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkSignatures } from '../../src/check/signatures/index.ts';
import { completePolicy } from '../../src/policy/schema.ts';
import { demoKey, readDemoKey, type SampleRegistry, serveSampleImages } from '../support/sample-images.ts';
import { ALONE, keyAuthority, policyText } from '../support/signatures.ts';
import { requireTool } from '../support/tools.ts';

/** cosign itself and the gate on each sample image, with the key it was signed with and with another. */

/**
 * `legacy`: the `.sig` tag alone, which the cluster looks at. `any`: cosign 3's default, bundles and, where an image has
 * none, the `.sig` tag.
 */
type Format = 'legacy' | 'any';

let samples: SampleRegistry;
let cosign = '';
let scratch = '';
let trustedRoot = '';

beforeAll(async () => {
  cosign = await requireTool('cosign');
  samples = await serveSampleImages();
  scratch = await mkdtemp(join(tmpdir(), 'scg-cosign-'));
  // With a key nothing in it is used, but cosign would fetch the public one over the network.
  trustedRoot = join(scratch, 'trusted-root.json');
  await writeFile(
    trustedRoot,
    JSON.stringify({ mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1' }),
  );
});
afterAll(async () => {
  await samples.close();
  await rm(scratch, { recursive: true, force: true });
});

/** Does `cosign verify` accept the image? Anything but its own refusal is an error of the test. */
async function cosignAccepts(reference: string, key: string, format: Format): Promise<boolean> {
  const formatArguments = format === 'legacy' ? ['--new-bundle-format=false'] : ['--trusted-root', trustedRoot];
  const args = ['verify', '--key', key, '--insecure-ignore-tlog=true', '--allow-http-registry', ...formatArguments];
  return new Promise((resolve, reject) => {
    execFile(cosign, [...args, reference], { timeout: 60_000, env: { HOME: scratch } }, (error, _, stderr) => {
      if (error === null) resolve(true);
      else if (REFUSED.test(stderr)) resolve(false);
      else reject(new Error(`cosign verify ended otherwise than by a verdict: ${stderr}`));
    });
  });
}

const REFUSED = /no signatures found|no matching signatures|failed to verify signature/;

async function gateAccepts(name: string, key: 'shop' | 'stranger', format: Format): Promise<boolean> {
  const image = await samples.resolve(name);
  const { outcomes, findings } = await checkSignatures([image], {
    policy: completePolicy({ version: 1, signatures: { policies: ['p.yaml'] } }),
    documents: [{ file: 'p.yaml', text: policyText({ authorities: [keyAuthority({ pem: await readDemoKey(key) })] }) }],
    registry: samples.registry,
    now: new Date(),
    ...ALONE,
  });
  const [outcome] = outcomes.values();
  if (outcome !== 'pass' && outcome !== 'fail') throw new Error(`the gate could not decide: ${findings[0]?.message}`);
  // A bundle passes with a warning, since the cluster would not look at it.
  return outcome === 'pass' && (format === 'any' || findings.length === 0);
}

const NAMES = [
  'shop/api:1.4.0',
  'shop/web:1.4.0',
  'shop/worker:0.9.2',
  'shop/worker:0.9.3',
  'shop/legacy:2.0.9',
  'shop/legacy:2.0.10',
  'shop/impostor:1.0.0',
  'shop/impostor:1.0.1',
  'shop/mailer:1.1.0',
];

describe.each(['legacy', 'any'] as const)('format: %s', (format) => {
  test.each(
    NAMES.flatMap((name) => (['shop', 'stranger'] as const).map((key) => ({ name, key }))),
  )('$name with the key of the $key', async ({ name, key }) => {
    const { reference, digest } = await samples.resolve(name);
    const byDigest = `${reference.registry}/${reference.path}@${digest}`;
    expect(await gateAccepts(name, key, format)).toBe(await cosignAccepts(byDigest, demoKey(key), format));
  });
});

test('each format is accepted somewhere, or the comparison would say nothing', async () => {
  expect(await gateAccepts('shop/api:1.4.0', 'shop', 'legacy')).toBe(true);
  expect(await gateAccepts('shop/mailer:1.1.0', 'shop', 'any')).toBe(true);
  expect(await gateAccepts('shop/mailer:1.1.0', 'shop', 'legacy')).toBe(false);
});
