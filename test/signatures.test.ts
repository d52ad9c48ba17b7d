import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkSignatures } from '../src/check/signatures/index.ts';
import type { ResolvedImage } from '../src/domain/index.ts';
import { completePolicy } from '../src/policy/schema.ts';
import { createTestRegistry } from './support/registry/index.ts';
import { readDemoKey, type SampleRegistry, serveSampleImages } from './support/sample-images.ts';
import { ALONE, keyAuthority, policyText } from './support/signatures.ts';

/** The committed sample images, which real cosign signed, through the real registry client. */

let samples: SampleRegistry;
let shop = '';
let stranger = '';

beforeAll(async () => {
  samples = await serveSampleImages();
  shop = policyText({ name: 'shop-images', authorities: [keyAuthority({ pem: await readDemoKey('shop') })] });
  stranger = policyText({ name: 'stranger', authorities: [keyAuthority({ pem: await readDemoKey('stranger') })] });
});
afterAll(() => samples.close());

async function judge(image: ResolvedImage, text: string, registry = samples.registry): Promise<string> {
  const { outcomes, findings } = await checkSignatures([image], {
    policy: completePolicy({ version: 1, signatures: { policies: ['policy/shop.yaml'] } }),
    documents: [{ file: 'policy/shop.yaml', text }],
    registry,
    now: new Date(),
    ...ALONE,
  });
  return [...outcomes.values(), ...findings.map((finding) => `${finding.rule} ${finding.enforcement}`)].join(' ');
}

describe('the sample images', () => {
  test.each([
    ['shop/api:1.4.0', 'pass', 'fail signature/invalid block'],
    ['shop/web:1.4.0', 'pass', 'fail signature/invalid block'],
    ['shop/worker:0.9.2', 'fail signature/missing block', 'fail signature/missing block'],
    ['shop/worker:0.9.3', 'pass', 'fail signature/invalid block'],
    ['shop/legacy:2.0.9', 'pass', 'fail signature/invalid block'],
    ['shop/legacy:2.0.10', 'pass', 'fail signature/invalid block'],
    ['shop/impostor:1.0.0', 'fail signature/invalid block', 'pass'],
    ['shop/impostor:1.0.1', 'pass', 'fail signature/invalid block'],
    ['shop/mailer:1.1.0', 'pass signature/missing warn', 'fail signature/invalid block'],
  ])("%s: the shop's key %s, the stranger's %s", async (name, byShop, byStranger) => {
    const image = await samples.resolve(name);
    expect(await judge(image, shop)).toBe(byShop);
    expect(await judge(image, stranger)).toBe(byStranger);
  });

  test('the children of a signed index are not signed', async () => {
    const index = await samples.resolve('shop/web:1.4.0');
    const manifest = await samples.registry.manifest(index.reference, index.digest);
    if (manifest.kind !== 'index') throw new Error('shop/web is no index');
    expect(manifest.manifests).toHaveLength(2);
    for (const child of manifest.manifests) {
      expect(await judge({ ...index, digest: child.digest }, shop)).toBe('fail signature/missing block');
    }
  });

  test('the same digest in another repository is not signed there', async () => {
    const api = await samples.resolve('shop/api:1.4.0');
    const moved = { ...api, reference: { ...api.reference, path: 'shop/elsewhere' } };
    expect(await judge(moved, shop)).toBe('fail signature/missing block');
  });
});

test('a .sig manifest with any region changed verifies only if what it says of signatures is the same', async () => {
  const api = await samples.resolve('shop/api:1.4.0');
  const repository = samples.server.store.repository('shop/api');
  const tag = `${api.digest.replace(':', '-')}.sig`;
  const original = repository.tags.get(tag) ?? '';
  const stored = repository.manifests.get(original);
  if (stored === undefined) throw new Error('shop/api has no signature');
  const meaning = (bytes: Uint8Array): unknown => {
    const { layers } = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return layers.map(({ digest, annotations }: { digest: string; annotations: Record<string, string> }) => [
      digest,
      annotations['dev.cosignproject.cosign/signature'],
    ]);
  };
  // A digit of the configuration's digest, which nobody reads: chance alone does not always find what does not matter.
  const unread = /"config":\{[^}]*"sha256:[a-f]*(?=\d)/.exec(Buffer.from(stored.bytes).toString('latin1'));
  if (unread === null) throw new Error('the signature has no configuration');
  const outcomes = new Set<string>();
  try {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(stored.bytes.length - 1),
        fc.array(fc.integer({ min: 1, max: 255 }), { minLength: 1, maxLength: 6 }),
        async (from, masks) => {
          const bytes = stored.bytes.map((byte, at) => byte ^ (masks[at - from] ?? 0));
          samples.server.store.putManifest('shop/api', bytes, stored.mediaType, tag);
          const client = createTestRegistry({ wrapHttp: (http) => http });
          try {
            const [outcome = ''] = (await judge(api, shop, client.registry)).split(' ');
            outcomes.add(outcome);
            if (outcome === 'pass') expect(meaning(bytes)).toEqual(meaning(stored.bytes));
          } finally {
            await client.close();
          }
        },
      ),
      { numRuns: 200, examples: [[unread.index + unread[0].length, [1]]] },
    );
  } finally {
    repository.tags.set(tag, original);
  }
  // All three come up: a manifest that is none any more, a signature that is none, and a change that does not matter.
  expect([...outcomes].sort()).toEqual(['fail', 'pass', 'unknown']);
});
