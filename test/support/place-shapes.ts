import { describe, expect, test } from 'vitest';
import { get, type Source } from '../../src/domain/index.ts';
import { memoryTree, type TreeContent } from '../../src/tree/index.ts';
import { changeEachScalar } from './changed-scalars.ts';
import { at, imagesOf, renderWith } from './rendering.ts';

/**
 * Every shape is checked by its location (last column) and by the real tool: the scalar at each exact location is
 * changed, the source is rendered again, and the images that name that location, and no others, must change.
 */
export interface PlaceShape {
  readonly files: Record<string, TreeContent>;
  readonly source: Source;
  /** One an image, in order of the output. */
  readonly places: readonly string[];
}

export function testPlaces(shapes: Readonly<Record<string, PlaceShape>>): void {
  describe.each(Object.entries(shapes))('%s', (_, { files, source, places }) => {
    test('has its place, and a change there changes the images that name it and no others', async () => {
      const tree = memoryTree(files);
      const { manifests, findings } = await renderWith(tree, [source]);
      expect(findings).toEqual([]);
      const found = imagesOf(manifests).map((one) => ({ ...one, place: one.manifest.place(one.path) }));
      expect(found.map(({ place }) => at(place.location))).toEqual(places);
      for (const { manifest, path, image } of found) expect(get(manifest.object, ...path)).toBe(image);

      for (const { changed, named } of await changeEachScalar(tree, [source], found)) expect(changed).toEqual(named);
    });
  });
}
