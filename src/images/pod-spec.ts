import { get, isArray, type Json, type Path } from '../domain/index.ts';

/** A text that stands where an image reference does, and where that is inside its object. */
export interface FoundImage {
  readonly text: string;
  readonly path: Path;
}

/** In the order in which the kubelet starts them. */
export const CONTAINER_LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const;

/**
 * Every image of a pod spec (core/v1 PodSpec): of its containers of each sort and of its image volumes. What is absent
 * or no string is left out: that the object is not of its type is for `manifest/invalid` to say.
 */
export function imagesOfPodSpec(spec: Json | undefined, at: Path): readonly FoundImage[] {
  const found: FoundImage[] = [];
  for (const list of CONTAINER_LISTS) {
    for (const [index, container] of itemsOf(get(spec, list))) {
      take(found, get(container, 'image'), [...at, list, index, 'image']);
    }
  }
  for (const [index, volume] of itemsOf(get(spec, 'volumes'))) {
    take(found, get(volume, 'image', 'reference'), [...at, 'volumes', index, 'image', 'reference']);
  }
  return found;
}

function itemsOf(value: Json | undefined): readonly (readonly [number, Json])[] {
  return isArray(value) ? [...value.entries()] : [];
}

function take(found: FoundImage[], value: Json | undefined, path: Path): void {
  if (typeof value === 'string') found.push({ text: value, path });
}
