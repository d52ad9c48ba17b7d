import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, Manifest } from '../src/domain/index.ts';
import { get } from '../src/domain/index.ts';
import { memoryTree, overlayTree } from '../src/tree/index.ts';
import { changeEachScalar } from './support/changed-scalars.ts';
import { digestOf, propose } from './support/fixing.ts';
import { type RandomTree, randomCharts } from './support/random-charts.ts';
import { randomOverlays } from './support/random-overlays.ts';
import { imagesOf, renderWith } from './support/rendering.ts';

/**
 * What the tables of render-origins.test.ts and fix.test.ts hold for the shapes that somebody thought of, on shapes
 * that a generator makes of them. Each run costs dozens of real renders, so the runs are few, and the seed fixed;
 * ORIGIN_RUNS and ORIGIN_SEED choose another amount and another seed.
 */
const RUNS = Number(process.env.ORIGIN_RUNS ?? '3');
const SEED = Number(process.env.ORIGIN_SEED ?? '11');

/** Milliseconds for the runs and for making a failure smaller: it ends in a report, not in the test's timeout. */
const LIMIT = 100_000 + RUNS * 20_000;

const PARAMETERS = {
  numRuns: RUNS,
  seed: SEED,
  interruptAfterTimeLimit: LIMIT,
  markInterruptAsFailure: true,
} as const;

async function keepsOrigins({ files, sources }: RandomTree): Promise<void> {
  const tree = memoryTree(files);
  const { manifests, findings } = await renderWith(tree, sources);
  expect(findings).toEqual([]);
  const found = imagesOf(manifests);
  expect(found).not.toEqual([]);
  for (const { manifest, path, image } of found) expect(get(manifest.object, ...path)).toBe(image);
  for (const { name, changed, named } of await changeEachScalar(tree, sources, found)) {
    expect({ name, images: changed }).toEqual({ name, images: named });
  }
}

function withoutDigests(manifests: readonly Manifest[]): Json {
  const text = JSON.stringify(manifests.map(({ object }) => object));
  return JSON.parse(text.replace(/@sha256:[0-9a-f]{64}/g, '')) as Json;
}

async function keepsObjects({ files, sources }: RandomTree): Promise<void> {
  const tree = memoryTree(files);
  const before = await renderWith(tree, sources, { origins: false });
  const first = await propose(tree, sources);
  const edited = overlayTree(tree, first.edits);
  const after = await renderWith(edited, sources, { origins: false });
  expect(after.findings).toEqual([]);
  expect(withoutDigests(after.manifests)).toEqual(withoutDigests(before.manifests));

  const fixed = new Set([...first.fixes.keys()].map(({ image }) => image));
  const images = imagesOf(before.manifests).map(({ image }) => image);
  const pinned = images.map((image) => (fixed.has(image) ? `${image}@${digestOf(image)}` : image));
  expect(imagesOf(after.manifests).map(({ image }) => image)).toEqual(pinned);

  expect((await propose(edited, sources)).edits).toEqual([]);
}

describe.each([
  ['charts', randomCharts],
  ['overlays', randomOverlays],
] as const)('random %s', (_, trees) => {
  test(
    'a change at an exact location changes the images that name it, and no others',
    () => fc.assert(fc.asyncProperty(trees, keepsOrigins), PARAMETERS),
    LIMIT + 60_000,
  );

  test(
    'the edits of fix add digests and nothing else, and a second time there are none',
    () => fc.assert(fc.asyncProperty(trees, keepsObjects), PARAMETERS),
    LIMIT + 60_000,
  );
});
