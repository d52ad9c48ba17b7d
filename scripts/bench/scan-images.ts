import { createCipheriv } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { ContentStore } from '../../src/demo/registry/index.ts';
import { makeDebianImage } from '../../test/support/package-sets.ts';
import { digestOf, type FileTree, packLayer, putFiles, putPacked } from '../../test/support/scanning.ts';

/** How many there are for changes: what was scanned once is no change any more. */
export const CHANGED_IMAGES = 5;

/** An image, by the name that it gets. */
export interface BenchImage {
  readonly name: string;
  readonly digest: string;
}

/**
 * As many images as told of 20 to 200 packages, and some more of the same kind, `shop/changed-0` and so on, for changes; each
 * with a file of so many bytes. The same in each process that asks for the same.
 */
export async function putBenchImages(store: ContentStore, images: number, bytes: number): Promise<BenchImage[]> {
  const put = async (name: string, seed: number, packages: number): Promise<BenchImage> => {
    const data = bytes === 0 ? {} : { 'srv/data': Buffer.alloc(bytes, `data of ${name}, `) };
    const digest = await putFiles(store, name, '1', { ...makeDebianImage(seed, packages), ...data });
    return { name, digest };
  };
  const all: BenchImage[] = [];
  for (let index = 0; index < images; index += 1) {
    all.push(await put(`shop/app-${index}`, index + 1, 20 + Math.round((180 * index) / Math.max(1, images - 1))));
  }
  for (let index = 0; index < CHANGED_IMAGES; index += 1) {
    all.push(await put(`shop/changed-${index}`, images + 1 + index, 200));
  }
  return all;
}

const PACKED = 'application/vnd.oci.image.layer.v1.tar+gzip';
/** Of one file in a base; half of it does not pack. In bytes. */
const FILE = 256 * 1024;

/** Images on so many bases of so many bytes, in turn: what a company's services look like. Each adds a library of its own. */
export async function putBasedImages(
  store: ContentStore,
  images: number,
  { bases, bytes }: { readonly bases: number; readonly bytes: number },
): Promise<BenchImage[]> {
  const packed = await Promise.all(Array.from({ length: bases }, (_, seed) => pack(makeBase(seed + 1, bytes))));
  const all: BenchImage[] = [];
  for (let index = 0; index < images; index += 1) {
    const name = `shop/based-${index}`;
    const library = { name: `library-${index}`, version: '1.0.0' };
    const app = await pack({ [`srv/node_modules/${library.name}/package.json`]: JSON.stringify(library) });
    const layers = [packed[index % bases], app].filter((layer) => layer !== undefined);
    const blobs = layers.map(({ blob }) => blob);
    const diffIds = layers.map(({ content }) => content);
    all.push({ name, digest: putPacked(store, name, '1', { blobs, diffIds, mediaType: PACKED }) });
  }
  return all;
}

async function pack(files: FileTree) {
  const layer = await packLayer(files);
  return { blob: gzipSync(layer), content: digestOf(layer) };
}

function makeBase(seed: number, bytes: number): FileTree {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16));
  const file = (): Uint8Array =>
    Buffer.concat([cipher.update(Buffer.alloc(FILE / 2)), Buffer.alloc(FILE / 2, 'text ')]);
  const data = Array.from({ length: bytes / FILE }, (_, index) => [`usr/share/data/${index}`, file()] as const);
  return { ...makeDebianImage(seed, 150), ...Object.fromEntries(data) };
}
