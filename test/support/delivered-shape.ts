import { expect } from 'vitest';
import type { Edit, Location, Tree } from '../../src/domain/index.ts';
import { memoryTree, overlayTree, type TreeContent } from '../../src/tree/index.ts';
import { renderFlux as renderAll } from './flux.ts';
import { at, imagesOf, textAt } from './rendering.ts';

/** A repository whose objects of Argo CD or Flux deploy parts of it. */
export interface DeliveredShape {
  readonly files: Record<string, TreeContent>;
  /** Each image with the place to edit. */
  readonly images: readonly (readonly [string, string])[];
  /** Why not all was checked, in the words of the findings. */
  readonly unknown?: readonly RegExp[];
}

/**
 * Every shape is checked by its locations and by the real tools: the scalar at each exact location is changed, all is
 * rendered again, and the images that name that location, and no others, must change.
 */
export async function expectShape({ files, images: expected, unknown = [] }: DeliveredShape): Promise<void> {
  const tree = memoryTree(files);
  const { images, unknown: said } = await imagesIn(tree);
  expect([images.map(({ image, place }) => [image, at(place.location)]), said]).toEqual([
    expected,
    unknown.map((pattern) => expect.stringMatching(pattern)),
  ]);
  for (const location of new Set(images.map(({ place }) => JSON.stringify(place.location)))) {
    const target: Location = JSON.parse(location);
    if (!target.exact) continue;
    const after = await imagesIn(overlayTree(tree, [await changed(tree, target)]));
    expect(after.images.length).toBe(images.length);
    const moved = images.map(({ image }, index) => image !== after.images[index]?.image);
    expect(moved).toEqual(images.map(({ place }) => JSON.stringify(place.location) === location));
  }
}

async function imagesIn(tree: Tree) {
  const { manifests, findings } = await renderAll(tree);
  const images = imagesOf(manifests).map(({ manifest, path, image }) => ({ image, place: manifest.place(path) }));
  const unknown = findings.filter(({ rule }) => rule === 'source/unrendered' || rule === 'render/failed');
  return { images, unknown: unknown.map(({ message }) => message) };
}

/** Another text for a scalar, in its quotes and in front of a variable that ends it. */
async function changed(tree: Tree, location: Location): Promise<Edit> {
  const token = await textAt(tree, location);
  const inner = token.replace(/^["']|["']$/g, '');
  const quote = /^["']/.exec(token)?.[0] ?? '';
  const variable = inner.replace(/(\$\{[^}]*\})?$/, (found) => `0${found}`);
  return { ...location, text: `${quote}${variable}${quote}` };
}
