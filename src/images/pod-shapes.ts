import { get, isArray, isObject, type Json, type ManifestRef, type Path } from '../domain/index.ts';
import { isOfType } from './object-type.ts';
import { type FoundImage, imagesOfPodSpec } from './pod-spec.ts';

interface NeverRun {
  readonly apiVersion: string;
  readonly kind: string;
  /** Only what is below a key of this name; the whole object where there is none. */
  readonly below: readonly string[];
}

/** Where the shape of a pod spec is a schema, a pattern or a text, and no pod will ever be made of it. */
const NEVER_RUN: readonly NeverRun[] = [
  { apiVersion: 'v1', kind: 'ConfigMap', below: [] },
  { apiVersion: 'v1', kind: 'Secret', below: [] },
  { apiVersion: 'apiextensions.k8s.io/*', kind: 'CustomResourceDefinition', below: [] },
  { apiVersion: 'apiextensions.crossplane.io/*', kind: 'CompositeResourceDefinition', below: [] },
  { apiVersion: 'templates.gatekeeper.sh/*', kind: '*', below: [] },
  // What a policy compares pods with; its generate and mutate rules do make pods.
  { apiVersion: 'kyverno.io/*', kind: '*', below: ['validate'] },
];

/** What the API server and controllers write, and people do not. */
const NOT_DESIRED_STATE: readonly string[] = ['metadata', 'status'];

/**
 * The images of every part of an object that has a pod spec's shape: a mapping whose `containers` is a sequence with a
 * mapping that has a name and an image, both strings. For kinds that the gate knows nothing of.
 */
export function imagesOfPodShapes(ref: Pick<ManifestRef, 'apiVersion' | 'kind'>, object: Json): readonly FoundImage[] {
  const excluded = NEVER_RUN.filter((entry) => isOfType(ref, entry.apiVersion, entry.kind));
  if (excluded.some((entry) => entry.below.length === 0)) return [];
  const skipped = new Set(excluded.flatMap((entry) => entry.below));

  const found: FoundImage[] = [];
  // A stack of its own: how deep an object goes is up to whoever wrote it.
  const stack: { readonly value: Json; readonly path: Path }[] = [{ value: object, path: [] }];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const { value, path } = at;
    if (hasPodShape(value)) found.push(...imagesOfPodSpec(value, path));
    const below = childrenOf(value).filter(
      ([key]) =>
        typeof key === 'number' || !(skipped.has(key) || (path.length === 0 && NOT_DESIRED_STATE.includes(key))),
    );
    for (const [key, child] of below.reverse()) stack.push({ value: child, path: [...path, key] });
  }
  return found;
}

function hasPodShape(value: Json): boolean {
  const containers = get(value, 'containers');
  return (
    isArray(containers) &&
    containers.some((item) => typeof get(item, 'name') === 'string' && typeof get(item, 'image') === 'string')
  );
}

function childrenOf(value: Json): (readonly [string | number, Json])[] {
  if (isArray(value)) return [...value.entries()];
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => (child === undefined ? [] : [[key, child] as const]));
}
