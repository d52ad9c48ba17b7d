import {
  formatPath,
  get,
  isArray,
  isObject,
  type Json,
  type Manifest,
  type Path,
  type Source,
} from '../../domain/index.ts';
import type { ComposeContext, Composition } from '../deliveries/composition.ts';
import { createReadText } from '../deliveries/text-origin.ts';
import { commonMetadata } from './added-metadata.ts';
import { notEncrypted } from './not-encrypted.ts';
import { type Overlaid, overlayKustomization } from './overlaid-kustomization.ts';
import { artifactTree } from './source-ignore.ts';
import { substitution } from './substitution.ts';
import { readVariables } from './variables.ts';

/** What an object of Flux takes from this repository. */
export interface FluxTarget {
  /** Below the repository's root. */
  readonly path: string;
  /** The GitRepository or its like. */
  readonly sourceObject: Manifest;
}

/**
 * A Kustomization of Flux as the kustomize-controller builds it: the kustomization at `path`, or one made of all manifests
 * below it, with the object's own namespace, names, patches, images and components written into it; then its variables
 * and common metadata.
 *
 * @throws RenderProblem where the controller would refuse it.
 */
export async function composeKustomization(
  manifest: Manifest,
  { path, sourceObject }: FluxTarget,
  { all, tree: repository, fetched }: ComposeContext,
): Promise<Composition> {
  const tree = fetched?.tree ?? (await artifactTree(repository, ignoreOf(sourceObject)));
  const overlaid = await overlayKustomization(manifest, path, { tree, read: createReadText(repository) });
  const variables = readVariables(manifest, all);
  const hasVariables = isObject(get(manifest.object, 'spec', 'postBuild'));
  const common = commonMetadata(manifest);
  return {
    source: sourceOf(path, overlaid),
    tree,
    files: overlaid.is === 'written' ? [overlaid.file] : [],
    transforms: [
      notEncrypted,
      ...(hasVariables ? [substitution(variables)] : []),
      ...(common === null ? [] : [common]),
    ],
    unsupported: [
      ...unsupportedOf(sourceObject),
      ...notModelled(manifest, ['ignore', 'patchesStrategicMerge', 'patchesJson6902'], ['spec']),
    ],
    reads: [...variables.reads, sourceObject],
  };
}

function sourceOf(path: string, overlaid: Overlaid): Source {
  if (overlaid.is === 'plain') return { kind: 'plain', root: path, files: overlaid.files };
  // Flux builds without kustomize's load restrictor: a file may come from anywhere in the repository.
  return { kind: 'kustomize', root: path, anywhere: true };
}

/** `spec.ignore` of a source object; null where it says nothing, which is not the same as an empty text. */
export function ignoreOf(sourceObject: Manifest): string | null {
  const ignore = get(sourceObject.object, 'spec', 'ignore');
  return typeof ignore === 'string' ? ignore : null;
}

/** Fields that change what is deployed and are not done here: those of older versions of Flux, mostly. */
export function notModelled(manifest: Manifest, fields: readonly string[], at: Path): readonly string[] {
  return fields
    .filter((field) => isSet(get(manifest.object, ...at, field)))
    .map((field) => `what it changes by ${formatPath([...at, field])} is not done here`);
}

function isSet(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== '' && !(isArray(value) && value.length === 0);
}

/** What makes the artifact something else than this repository. */
export function unsupportedOf(sourceObject: Manifest): readonly string[] {
  const include = get(sourceObject.object, 'spec', 'include');
  return Array.isArray(include) && include.length > 0
    ? [`${sourceObject.ref.kind} ${sourceObject.ref.name} puts other repositories into this one (spec.include)`]
    : [];
}
