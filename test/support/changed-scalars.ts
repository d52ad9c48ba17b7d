import type { Edit, Location, Source, Tree } from '../../src/domain/index.ts';
import { overlayTree } from '../../src/tree/index.ts';
import { at, type FoundImage, imagesOf, renderWith, textAt } from './rendering.ts';

function append(location: Location, text: string): Edit {
  const quoted = /^["']/.exec(text)?.[0];
  const empty = quoted === undefined ? '' : text.slice(1, -1);
  const body = quoted === undefined ? text : empty;
  const changed = body === '' ? 'x9' : `${body}x9`;
  return { ...location, text: `${quoted ?? ''}${changed}${quoted ?? ''}` };
}

async function imagesIn(tree: Tree, sources: readonly Source[]): Promise<string[]> {
  const { manifests } = await renderWith(tree, sources, { origins: false });
  return imagesOf(manifests).map(({ image }) => image);
}

interface ScalarChange {
  /** The exact location whose scalar was changed. */
  readonly name: string;
  /** By image, in order of the output: the real tool's render is another one. */
  readonly changed: readonly boolean[];
  /** By image: it says that this location is its own, or had a part in it. */
  readonly named: readonly boolean[];
}

/** Changes the scalar at each exact location, one after the other, and renders each change with the real tool. */
export async function changeEachScalar(
  tree: Tree,
  sources: readonly Source[],
  found: readonly FoundImage[],
): Promise<ScalarChange[]> {
  const placed = found.map(({ manifest, path, image }) => ({ image, place: manifest.place(path) }));
  const exact = placed.map(({ place }) => place.location).filter((location) => location.exact);
  const locations = new Map(exact.map((location) => [at(location), location]));
  const changes: ScalarChange[] = [];
  for (const [name, location] of locations) {
    const after = await imagesIn(overlayTree(tree, [append(location, await textAt(tree, location))]), sources);
    changes.push({
      name,
      changed: placed.map(({ image }, index) => after[index] !== image),
      named: placed.map(({ place }) => [place.location, ...place.related].some((one) => at(one) === name)),
    });
  }
  return changes;
}
