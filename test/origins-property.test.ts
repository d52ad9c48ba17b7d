import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Manifest, Path } from '../src/domain/index.ts';
import { get } from '../src/domain/index.ts';
import { memoryTree, overlayTree } from '../src/tree/index.ts';
import { changeEachScalar } from './support/changed-scalars.ts';
import { digestOf, propose, repairable } from './support/fixing.ts';
import { type RandomTree, randomCharts } from './support/random-charts.ts';
import { randomOverlays } from './support/random-overlays.ts';
import { imagesOf, renderWith } from './support/rendering.ts';

/**
 * What the tables of render-origins-*.test.ts and fix.test.ts hold for the shapes that somebody thought of, on shapes
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

/** The digest is put after the tag, or takes its place where kustomize says so of an `images:` entry. */
function pinsOf(image: string): readonly string[] {
  return [`${image}@${digestOf(image)}`, `${image.replace(/:[^/:]+$/, '')}@${digestOf(image)}`];
}

/** The objects as JSON, with every pin that was proposed for one of the images taken away again. */
function withoutPins(manifests: readonly Manifest[], images: ReadonlySet<string>): string[] {
  const pins = new Map([...images].flatMap((image) => pinsOf(image).map((pin) => [pin, image] as const)));
  return manifests.map(({ object }) =>
    JSON.stringify(object, (_key, value: unknown) => (typeof value === 'string' ? (pins.get(value) ?? value) : value)),
  );
}

async function keepsObjects({ files, sources }: RandomTree): Promise<void> {
  const tree = memoryTree(files);
  const before = await renderWith(tree, sources, { origins: false });
  const first = await propose(tree, sources);
  const edited = overlayTree(tree, first.edits);
  const after = await renderWith(edited, sources, { origins: false });
  expect(after.findings).toEqual([]);

  const fixed = new Set([...first.fixes.keys()].flatMap(({ image }) => image ?? []));
  expect(withoutPins(after.manifests, fixed)).toEqual(withoutPins(before.manifests, new Set()));
  const left = imagesOf(after.manifests).filter(({ image }) => fixed.has(image));
  expect(left).toEqual([]);

  expect((await propose(edited, sources)).edits).toEqual([]);
}

/** The object with a value at a path, by a way of its own: the mappings on the way are made. */
function setAt(object: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  const inner = (object as Record<string, unknown> | undefined)?.[String(step)];
  const copy: unknown = structuredClone(object ?? {});
  return Object.assign(copy as object, { [String(step)]: setAt(inner, rest, value) });
}

async function repairsFields({ files, sources }: RandomTree): Promise<void> {
  const tree = memoryTree(files);
  const noPins = () => false;
  const first = await propose(tree, sources, noPins, renderWith, true);
  const meant = [...first.fixes.keys()].flatMap(({ repairs }) => repairs ?? []);
  expect(meant).not.toEqual([]);
  const edited = overlayTree(tree, first.edits);
  const after = await renderWith(edited, sources);
  expect(after.findings).toEqual([]);

  const expected = first.manifests.map((manifest) =>
    meant
      .filter((repair) => repair.manifest === manifest)
      .reduce<unknown>((object, { path, value }) => setAt(object, path, value), manifest.object),
  );
  expect(after.manifests.map(({ object }) => object)).toEqual(expected);
  const all = repairable(first.manifests).length;
  expect(repairable(after.manifests).length).toBe(all - first.fixes.size);
  expect((await propose(edited, sources, noPins, renderWith, true)).edits).toEqual([]);
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

  test(
    'the edits of hardening repairs set the fields that they are for and nothing else, and a second time there are none',
    () => fc.assert(fc.asyncProperty(trees, repairsFields), PARAMETERS),
    LIMIT + 60_000,
  );
});
