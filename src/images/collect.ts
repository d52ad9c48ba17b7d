import { compareLocations, formatPath, type Image, type ImageUse, type Manifest, UsageError } from '../domain/index.ts';
import type { CustomResource } from '../policy/index.ts';
import { CUSTOM_RESOURCES } from './custom-resources/index.ts';
import { describeReference } from './described-reference.ts';
import { withoutLogin } from './login.ts';
import { imagesOfObject, type TableEntry } from './object-images.ts';
import { type PathPattern, parsePathPattern } from './path-pattern.ts';

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
  for (const { text, path } of imagesOfObject(manifest.object, manifest.ref, table)) {
    const at = formatPath(path);
    if (seen.has(at)) continue;
    seen.add(at);
    uses.push({ written: withoutLogin(text), manifest, path, place: manifest.place(path) });
  }
  return uses;
}

function compareUses(a: ImageUse, b: ImageUse): number {
  const [rootA, rootB] = [a.manifest.source.root, b.manifest.source.root];
  if (rootA !== rootB) return rootA < rootB ? -1 : 1;
  return compareLocations(a.place.location, b.place.location);
}
