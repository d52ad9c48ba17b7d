import { compareLocations, formatPath, type Image, type ImageUse, type Manifest, UsageError } from '../domain/index.ts';
import type { CustomResource } from '../policy/index.ts';
import { CUSTOM_RESOURCES } from './custom-resources/index.ts';
import { describeReference } from './described-reference.ts';
import { groupOf, isOfType } from './object-type.ts';
import { type PathPattern, parsePathPattern, selectPaths } from './path-pattern.ts';
import { imagesOfPodShapes } from './pod-shapes.ts';
import { type FoundImage, imagesOfPodSpec } from './pod-spec.ts';
import { WORKLOADS } from './workloads.ts';

/**
 * Every image that the manifests run, one entry for each written text, with all its uses.
 *
 * Uses are in the order of their source's root, then file, then line; images in the order of their first use.
 * `customResources` are the policy's, beside the built-in table. @throws UsageError for a path that is none.
 */
export function collectImages(
  manifests: readonly Manifest[],
  customResources: readonly CustomResource[],
): readonly Image[] {
  const table = readTable(customResources);
  const uses = manifests.flatMap((manifest) => usesOf(manifest, table)).sort(compareUses);
  const byText = new Map<string, [ImageUse, ...ImageUse[]]>();
  for (const use of uses) {
    const known = byText.get(use.written);
    if (known === undefined) byText.set(use.written, [use]);
    else known.push(use);
  }
  return [...byText].map(([written, group]) => ({ written, ...describeReference(written), uses: group }));
}

interface TableEntry {
  readonly apiVersion: string;
  readonly kind: string;
  readonly images: readonly PathPattern[];
  readonly podSpecs: readonly PathPattern[];
}

function readTable(customResources: readonly CustomResource[]): readonly TableEntry[] {
  return [...CUSTOM_RESOURCES, ...customResources].map(({ apiVersion, kind, images, podSpecs }) => ({
    apiVersion,
    kind,
    images: images.map(pattern),
    podSpecs: podSpecs.map(pattern),
  }));
}

function pattern(text: string): PathPattern {
  const steps = parsePathPattern(text);
  if (steps !== null) return steps;
  throw new UsageError({
    code: 'images/bad-path',
    stage: 'images',
    message: `${JSON.stringify(text)} in the policy's customResources is no path into an object.`,
    remedy: 'Write a path like spec.image, spec.steps[*].image or metadata.annotations["example.com/image"].',
  });
}

function usesOf(manifest: Manifest, table: readonly TableEntry[]): readonly ImageUse[] {
  const seen = new Set<string>();
  const uses: ImageUse[] = [];
  for (const { text, path } of imagesOf(manifest, table)) {
    const at = formatPath(path);
    if (seen.has(at)) continue;
    seen.add(at);
    uses.push({ written: text, manifest, path, place: manifest.place(path) });
  }
  return uses;
}

function imagesOf({ ref, object }: Manifest, table: readonly TableEntry[]): readonly FoundImage[] {
  const workload = WORKLOADS.find(({ groups, kind }) => kind === ref.kind && groups.includes(groupOf(ref.apiVersion)));
  if (workload !== undefined) {
    return selectPaths(object, workload.podSpec).flatMap(({ value, path }) => imagesOfPodSpec(value, path));
  }
  const named = table
    .filter(({ apiVersion, kind }) => isOfType(ref, apiVersion, kind))
    .flatMap(({ images, podSpecs }) => [
      ...podSpecs.flatMap((at) => selectPaths(object, at)).flatMap(({ value, path }) => imagesOfPodSpec(value, path)),
      ...images
        .flatMap((at) => selectPaths(object, at))
        .flatMap(({ value, path }) => (typeof value === 'string' ? [{ text: value, path }] : [])),
    ]);
  // An operator fills in what is left empty; only the API server's own kinds refuse it.
  return [...named, ...imagesOfPodShapes(ref, object)].filter(({ text }) => text !== '');
}

function compareUses(a: ImageUse, b: ImageUse): number {
  const [rootA, rootB] = [a.manifest.source.root, b.manifest.source.root];
  if (rootA !== rootB) return rootA < rootB ? -1 : 1;
  return compareLocations(a.place.location, b.place.location);
}
