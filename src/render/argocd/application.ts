import { get, isArray, type JsonObject, type Manifest, type Path, type Place } from '../../domain/index.ts';

/** An Application as Argo CD gets it: written out, or made by an ApplicationSet. */
export interface Application {
  /** The object in the repository: the Application itself, or the ApplicationSet. */
  readonly manifest: Manifest;
  readonly object: JsonObject;
  /** Which of a set's Applications; empty for one that is written out. */
  readonly element: string;
  /** From a path in `object` to the same in `manifest`, through a set's template. */
  readonly within: (path: Path) => Path;
  /** Where the value at a path of `object` is written. */
  readonly place: (path: Path) => Place;
  /** Files that a generator read for it. */
  readonly files: readonly string[];
}

/** The places in an Application that say what it deploys (argoproj/argo-cd pkg/apis/application/v1alpha1/types.go). */
export function sourcePaths(object: JsonObject): readonly Path[] {
  const listed = get(object, 'spec', 'sources');
  const several = isArray(listed) ? listed.map((_, index): Path => ['spec', 'sources', index]) : [];
  // With `sources` set, `source` counts for nothing.
  return [...(several.length > 0 ? several : [['spec', 'source']]), ['spec', 'sourceHydrator', 'drySource']];
}
