/** Where a custom resource names images: paths of references, and paths of pod specs. */
export interface KnownResource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly images: readonly string[];
  readonly podSpecs: readonly string[];
}

/** Each path below each of the places. */
export function under(places: readonly string[], paths: readonly string[]): readonly string[] {
  return places.flatMap((place) => paths.map((path) => `${place}.${path}`));
}
