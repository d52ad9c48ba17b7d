import type { Location, Manifest, Place, Source, Tree } from '../../domain/index.ts';
import type { RenderContext } from '../renderer.ts';
import type { Fetched } from './fetched.ts';

/** A file that exists in the controller's object only. */
export interface VirtualFile {
  readonly path: string;
  readonly text: string;
  /** Where a range of the text is written in a file that a person edits. */
  readonly place: (location: Location) => Place;
}

/** What the controller does to the rendered objects. */
export type Transform = (manifests: readonly Manifest[], context: RenderContext) => Promise<Transformed>;

export interface Transformed {
  readonly manifests: readonly Manifest[];
  /** What could not be done as the controller does it: each a sentence without its full stop. */
  readonly unsupported: readonly string[];
}

/** What an object of Flux comes to. */
export interface Composition {
  /** The chart, kustomization or files that it is made from, in `tree` laid over with `files`. */
  readonly source: Source;
  /** The repository as the source object archives it. */
  readonly tree: Tree;
  readonly files: readonly VirtualFile[];
  /** In their order. */
  readonly transforms: readonly Transform[];
  /** What needs a cluster or is not modelled: each a sentence without its full stop. */
  readonly unsupported: readonly string[];
  /** Other objects that had a part: ConfigMaps, Secrets, source objects. */
  readonly reads: readonly Manifest[];
}

/** What there is to compose from. */
export interface ComposeContext {
  readonly all: readonly Manifest[];
  /** The repository. */
  readonly tree: Tree;
  /** What the delivery takes from elsewhere: its path lies there. Null: it takes a path of the repository. */
  readonly fetched: Fetched | null;
  /** The files that a source was rendered from. */
  readonly filesOf: (source: Source) => Iterable<string>;
}
