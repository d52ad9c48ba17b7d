import type { Edit, Manifest, Source, Tree } from '../domain/index.ts';
import { bySource, type Diagnosis, diagnose, type Objects, volatileValues } from './prove.ts';
import type { Trial } from './search.ts';

export interface ProofRequest {
  readonly sources: readonly Source[];
  readonly tree: Tree;
  /** What the tree rendered to. */
  readonly manifests: readonly Manifest[];
  /** Which files each source was rendered from. */
  readonly files: ReadonlyMap<Source, ReadonlySet<string>>;
  /** Renders sources of another tree, objects only. `failed` is not empty where one does not render. */
  readonly rerender: (
    sources: readonly Source[],
    tree: Tree,
  ) => Promise<{ readonly manifests: readonly Manifest[]; readonly failed: readonly Source[] }>;
  readonly overlay: (tree: Tree, edits: readonly Edit[]) => Tree;
}

/** Applies edits to a copy of the tree, renders what they touch, and compares the objects. */
export class Prover {
  readonly #request: ProofRequest;
  readonly #before: Objects;
  readonly #sourcesOf: ReadonlyMap<string, readonly Source[]>;
  readonly #volatile = new Map<Source, ReadonlySet<string>>();

  constructor(request: ProofRequest) {
    this.#request = request;
    this.#before = bySource(request.manifests);
    const pairs = request.sources.flatMap((source) =>
      [...(request.files.get(source) ?? [])].map((file) => ({ file, source })),
    );
    const byFile = Map.groupBy(pairs, ({ file }) => file);
    this.#sourcesOf = new Map([...byFile].map(([file, list]) => [file, list.map(({ source }) => source)]));
  }

  /** The sources that are rendered from any of these files. */
  sourcesOf(files: Iterable<string>): readonly Source[] {
    return [...new Set([...files].flatMap((file) => this.#sourcesOf.get(file) ?? []))];
  }

  /** One render for all of them, each judged by itself: no source may be touched by two. */
  async tryAll(trials: readonly Trial[]): Promise<readonly Diagnosis[]> {
    const touched = trials.map(({ edits }) => this.sourcesOf(edits.map(({ file }) => file)));
    const overlaid = this.#request.overlay(
      this.#request.tree,
      trials.flatMap(({ edits }) => edits),
    );
    const after = await this.#render(touched.flat(), overlaid);
    const judge = ({ goals }: Trial, index: number) =>
      diagnose(goals, this.#before, after, touched[index] ?? [], this.#volatile);
    const first = trials.map(judge);
    // Only what is all that stands in the way is worth a render.
    const isOpen = ({ holds, unmet }: Diagnosis) => !holds && unmet.size === 0;
    const open = touched.filter((_, index) => first[index] !== undefined && isOpen(first[index])).flat();
    await this.#findVolatile(open.filter((source) => after.get(source) !== null));
    return trials.map((trial, index) => {
      const known = first[index];
      return known === undefined || isOpen(known) ? judge(trial, index) : known;
    });
  }

  async #findVolatile(sources: readonly Source[]): Promise<void> {
    const unknown = sources.filter((source) => !this.#volatile.has(source));
    if (unknown.length === 0) return;
    const again = await this.#render(unknown, this.#request.tree);
    for (const source of unknown) {
      const [first, second] = [this.#before.get(source) ?? [], again.get(source) ?? null];
      this.#volatile.set(source, second === null ? new Set() : volatileValues(first, second));
    }
  }

  async #render(sources: readonly Source[], tree: Tree): Promise<ReadonlyMap<Source, readonly Manifest[] | null>> {
    const { manifests, failed } = await this.#request.rerender(sources, tree);
    const objects = bySource(manifests);
    const gone = new Set(failed);
    return new Map(sources.map((source) => [source, gone.has(source) ? null : (objects.get(source) ?? [])]));
  }
}
