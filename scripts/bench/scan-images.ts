import type { ContentStore } from '../../src/demo/registry/index.ts';
import { makeDebianImage } from '../../test/support/package-sets.ts';
import { putFiles } from '../../test/support/scanning.ts';

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
