import { describe, expect, test } from 'vitest';
import { memoryTree } from '../src/tree/index.ts';
import { changeEachScalar } from './support/changed-scalars.ts';
import { CHART_SHAPES } from './support/kustomize-charts.ts';
import { at, imagesOf, kustomizeSource, renderWith } from './support/rendering.ts';

/** Every shape is checked by its locations and by the real tools, as in render-origins.test.ts. */
describe('images of charts that a kustomization renders', () => {
  test.each(Object.entries(CHART_SHAPES))('%s', async (_, { files, places }) => {
    const tree = memoryTree(files);
    const source = kustomizeSource('over/kustomization.yaml' in files ? 'over' : 'k');
    const { manifests, findings } = await renderWith(tree, [source]);
    expect(findings).toEqual([]);
    const found = imagesOf(manifests);
    expect(found.map(({ manifest, path }) => at(manifest.place(path).location))).toEqual(places);
    for (const { changed, named } of await changeEachScalar(tree, [source], found)) expect(changed).toEqual(named);
  });
});
