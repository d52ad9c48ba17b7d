import type { Edit, Location, Source, Tree } from '../../src/domain/index.ts';
import { overlayTree } from '../../src/tree/index.ts';
import { at, type FoundImage, imagesOf, renderWith, textAt } from './rendering.ts';

/** An image without a tag gets one: another name would be another image to the `images:` entries of an overlay. */
function append(location: Location, text: string, image: string): Edit {
  const quoted = /^["']/.exec(text)?.[0];
  const body = quoted === undefined ? text : text.slice(1, -1);
  const changed = body === image && !/[:@]/.test(image) ? `${body}:x9` : `${body}x9`;
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
  const exact = placed.filter(({ place }) => place.location.exact);
  const locations = new Map(exact.map(({ image, place }) => [at(place.location), { image, location: place.location }]));
  const changes: ScalarChange[] = [];
  for (const [name, { image, location }] of locations) {
    const edit = append(location, await textAt(tree, location), image);
    const after = await imagesIn(overlayTree(tree, [edit]), sources);
    changes.push({
      name,
      changed: found.map((one, index) => after[index] !== one.image),
      named: placed.map(({ place }) => [place.location, ...place.related].some((one) => at(one) === name)),
    });
  }
  return changes;
}
