import type { Finding, Image } from '../domain/index.ts';

/** One side of the comparison: what was found in a tree, and the images that the findings are about. */
export interface Side {
  readonly findings: readonly Finding[];
  readonly images: readonly Image[];
}

export function imagesByText(images: readonly Image[]): ReadonlyMap<string, Image> {
  return new Map(images.map((image) => [image.written, image]));
}
