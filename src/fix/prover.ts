import type { Edit, Manifest, Source, Tree } from '../domain/index.ts';
import { bySource, type Goals, type Objects, proves, volatileValues } from './prove.ts';

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
  readonly #volatile = new Map<string, Set<string>>();

  constructor(request: ProofRequest) {
    this.#request = request;
    this.#before = bySource(request.manifests);
  }

  async holds(edits: readonly Edit[], goals: Goals): Promise<boolean> {
    const edited = new Set(edits.map((edit) => edit.file));
    const { files } = this.#request;
    const sources = this.#request.sources.filter((source) => [...edited].some((file) => files.get(source)?.has(file)));
    const wanted = [...goals.pins.map(({ use }) => use.manifest), ...goals.fields.map(({ manifest }) => manifest)];
    if (wanted.some(({ source }) => !sources.includes(source))) return false;
    const after = await this.#render(sources, this.#request.overlay(this.#request.tree, edits));
    if (after === null) return false;
    if (proves(goals, this.#before, after, sources, new Set())) return true;
    const volatile = await this.#volatileOf(sources);
    return volatile.size > 0 && proves(goals, this.#before, after, sources, volatile);
  }

  async #volatileOf(sources: readonly Source[]): Promise<Set<string>> {
    const key = sources.map((source) => this.#request.sources.indexOf(source)).join();
    const known = this.#volatile.get(key);
    if (known !== undefined) return known;
    const again = await this.#render(sources, this.#request.tree);
    const found = again === null ? new Set<string>() : volatileValues(this.#before, again, sources);
    this.#volatile.set(key, found);
    return found;
  }

  async #render(sources: readonly Source[], tree: Tree): Promise<Objects | null> {
    const { manifests, failed } = await this.#request.rerender(sources, tree);
    return failed.length > 0 ? null : bySource(manifests);
  }
}
