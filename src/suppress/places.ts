import {
  type Finding,
  formatNamedPath,
  type Image,
  isDelivered,
  type Location,
  type Manifest,
  type ManifestRef,
  type Source,
  type Tree,
} from '../domain/index.ts';
import { isAboutImage } from '../judge/index.ts';
import { annotated, commentsOf, type Written } from './written.ts';

/** A tree as it was judged. */
export interface SuppressedSide {
  readonly tree: Tree;
  readonly manifests: readonly Manifest[];
  readonly images: readonly Image[];
  readonly findings: readonly Finding[];
}

/** One place that a finding is about, and what is written there. */
export interface SuppressiblePlace {
  /** The object as its source renders it, since what one overlay ignores, another does not; else the values file. */
  readonly object: string;
  /** The key of the object that names an image; null where the finding is not about one. */
  readonly use: string | null;
  /** What the object says of itself. */
  readonly annotations: readonly Written[];
  /** What stands at the line to edit, in whichever file that is. */
  readonly comments: readonly Written[];
}

/** Finds the places of a finding: for an image each of its uses, none where it is about no key of anything. */
export function placesIn(side: SuppressedSide): (finding: Finding) => Promise<readonly SuppressiblePlace[]> {
  const comments = commentsOf(side.tree);
  const byRef = new Map<ManifestRef, Manifest>(side.manifests.map((manifest) => [manifest.ref, manifest]));
  const byText = new Map(side.images.map((image) => [image.written, image]));

  async function inObject(manifest: Manifest, location: Location, use: string | null): Promise<SuppressiblePlace> {
    const object = objectKey(manifest);
    return { object, use, annotations: annotated(manifest), comments: await comments.at(location) };
  }

  // An image of thousands of uses has hundreds of findings.
  const ofImages = new Map<Image, Promise<readonly SuppressiblePlace[]>>();
  function ofImage(image: Image): Promise<readonly SuppressiblePlace[]> {
    const known = ofImages.get(image);
    if (known !== undefined) return known;
    const made = Promise.all(
      image.uses.map(({ manifest, path, place }) =>
        inObject(manifest, place.location, formatNamedPath(manifest.object, path)),
      ),
    );
    ofImages.set(image, made);
    return made;
  }

  return async (finding) => {
    const image = finding.image !== null && isAboutImage(finding) ? byText.get(finding.image) : undefined;
    if (image !== undefined) return ofImage(image);
    const { location } = finding;
    if (finding.manifest === null) {
      // A value of a chart that no template renders. Without a path it is about a file that could not be judged.
      if (finding.path === null) return [];
      const object = JSON.stringify(['file', location.file]);
      return [{ object, use: null, annotations: [], comments: await comments.at(location) }];
    }
    const manifest = byRef.get(finding.manifest);
    return manifest === undefined ? [] : [await inObject(manifest, location, null)];
  };
}

export function objectKey({ source, namespace, ref }: Manifest): string {
  const group = ref.apiVersion.includes('/') ? ref.apiVersion.replace(/\/.*/, '') : '';
  return JSON.stringify([sourceKey(source), group, ref.kind, namespace, ref.name]);
}

/** Not the file of an object that deploys something, so that it may be moved. */
function sourceKey(source: Source): readonly unknown[] {
  const { kind, root } = source;
  if (isDelivered(source)) {
    const { object, part, from } = source;
    return [kind, root, object.kind, object.namespace ?? '', object.name, part, sourceKey(from)];
  }
  if (source.kind !== 'helm') return [kind, root];
  const { releaseName, namespace, valuesFiles } = source.helm;
  return [kind, root, releaseName, namespace, valuesFiles];
}
