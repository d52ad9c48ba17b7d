import type { JsonObject } from './json.ts';
import type { Place } from './location.ts';
import type { Path } from './path.ts';
import type { Source } from './source.ts';

/**
 * Which object is meant, and which document of which file it comes from.
 *
 * `document` is 0-based and counts documents that hold content (an explicit `null` or `{}` too, comment-only ones not);
 * `item` is the index inside a List. For Helm `file` is the template, for Kustomize the base's manifest.
 */
export interface ManifestRef {
  readonly file: string;
  readonly document: number;
  readonly item?: number;
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** One Kubernetes object as the cluster would get it, with the way back to the text it came from. */
export interface Manifest {
  readonly ref: ManifestRef;
  readonly source: Source;
  readonly object: JsonObject;
  /** The namespace the object ends up in: its own, else the release's or the overlay's, else `default`. */
  readonly namespace: string;
  /** Only rendered so under this condition, for example `on an upgrade`. Left out: what a plain render shows. */
  readonly face?: string;
  /**
   * Where the value at `path` is written. A scalar: its token, quotes included. A mapping or sequence: the key that
   * introduces it. A path that does not exist: the nearest ancestor that does, which is where it belongs.
   */
  readonly place: (path: Path) => Place;
}

/** "Deployment shop/api", "ClusterRole reader": how messages name an object. */
export function describeManifest(ref: Pick<ManifestRef, 'kind' | 'namespace' | 'name'>): string {
  return `${ref.kind} ${ref.namespace === undefined ? '' : `${ref.namespace}/`}${ref.name}`;
}
