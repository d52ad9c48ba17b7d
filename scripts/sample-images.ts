import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startRegistry } from '../src/demo/registry/index.ts';
import { requireTool } from '../test/support/tools.ts';
import { buildImage } from './sample-images/build.ts';
import { SAMPLE_IMAGES } from './sample-images/catalogue.ts';
import { type KeyPair, provideKeyPair } from './sample-images/keys.ts';
import { writeLayout } from './sample-images/layout.ts';
import { readme } from './sample-images/readme.ts';
import { signImage } from './sample-images/sign.ts';

/**
 * Makes fixtures/demo/images anew: images with crane, signatures with cosign, pushed to a registry on loopback and
 * written from there as one OCI image layout. The images come out the same byte for byte; ECDSA signatures differ from
 * run to run, and mean the same.
 */

const target = fileURLToPath(new URL('../fixtures/demo/images/', import.meta.url));
const say = (line: string): void => console.error(line);
const [crane, cosign] = await Promise.all([requireTool('crane', say), requireTool('cosign', say)]);
const keys: Readonly<Record<'shop' | 'stranger', KeyPair>> = {
  shop: await provideKeyPair(join(target, 'keys'), 'shop', cosign),
  stranger: await provideKeyPair(join(target, 'keys'), 'stranger', cosign),
};
const registry = await startRegistry();
const scratch = await mkdtemp(join(tmpdir(), 'sample-images-'));
try {
  const digests = new Map<string, string>();
  for (const image of SAMPLE_IMAGES) {
    const digest = await buildImage(image, { crane, host: registry.host, scratch });
    const repository = `${registry.host}/${image.name.slice(0, image.name.lastIndexOf(':'))}`;
    if (image.signedBy !== null) {
      await signImage(`${repository}@${digest}`, image.format, keys[image.signedBy], cosign);
    }
    digests.set(image.name, digest);
    console.log(`${image.name} ${digest} (${image.says})`);
  }
  const size = await writeLayout(registry.store, target);
  await writeFile(join(target, 'README.md'), readme(digests));
  console.log(`fixtures/demo/images: ${Math.round(size / 1024)} KiB`);
} finally {
  await rm(scratch, { recursive: true, force: true });
  await registry.close();
}
