import type { Image, ImageUse, Location } from '../domain/index.ts';

const MOST_NAMED = 3;
const TRIED =
  'An entry of images: with its digest was tried too: it changes something else, or does not reach the field. Write the digest where the image is put together.';

/**
 * Why no edit pins an image that could be pinned: which scalars make it up, which other images they feed, and the
 * change to the template or the overlay that would give it a place for a digest of its own. Plain text, sentences.
 *
 * `read` gives the text of a file; empty where it is not known.
 */
export function explainUnpinnable(
  image: Image,
  images: readonly Image[],
  read: (file: string) => string,
  /** An entry of `images:` was tried, and a render has shown that it does not do it. Left out: none was. */
  isEntryTried = false,
): string {
  const change = isEntryTried ? [TRIED] : templateChange(image, images, read);
  const [use] = image.uses;
  const exact = scalarsOf(use);
  if (exact.length === 0) {
    const { file, startLine } = use.place.location;
    return [
      `No scalar was proved to give it: what ${file}:${startLine} renders is put together or changed on its way.`,
      ...change,
    ].join(' ');
  }
  const parts = exact.map((location) => {
    const others = images.filter((other) => other !== image && other.uses.some((one) => holds(one, location)));
    const text = excerpt(read(location.file), location);
    return `${location.file}:${location.startLine} (${text})${others.length === 0 ? '' : `, which feeds ${named(others)} too`}`;
  });
  const shared = parts.some((part) => part.endsWith(' too'));
  const why = shared
    ? 'One scalar cannot hold the digests of several images.'
    : 'Writing the digest there changes more than this image, or is not taken.';
  return [`It is made of ${parts.join(' and ')}. ${why}`, ...change].join(' ');
}

function scalarsOf({ place }: ImageUse): readonly Location[] {
  return [place.location, ...place.related].filter(({ exact }) => exact);
}

function holds(use: ImageUse, { file, startLine, startColumn }: Location): boolean {
  return scalarsOf(use).some(
    (one) => one.file === file && one.startLine === startLine && one.startColumn === startColumn,
  );
}

function named(images: readonly Image[]): string {
  const shown = images.slice(0, MOST_NAMED).map(({ written }) => written);
  const more = images.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(' and ');
}

function excerpt(text: string, { startLine, startColumn, endLine, endColumn }: Location): string {
  const line = text.split('\n')[startLine - 1]?.replace(/\r$/, '') ?? '';
  const token = startLine === endLine ? line.slice(startColumn - 1, endColumn - 1) : line.slice(startColumn - 1);
  return token.length > 60 ? `${token.slice(0, 57)}...` : token || 'empty';
}

/** The line that puts the image together, as it would be with a digest of its own. */
function templateChange(image: Image, images: readonly Image[], read: (file: string) => string): string[] {
  const [use] = image.uses;
  const { source } = use.manifest;
  if (source.kind === 'flux') {
    const where = source.object.kind === 'HelmRelease' ? 'spec.postRenderers[].kustomize.images' : 'spec.images';
    return [
      `An entry of ${where} of ${source.object.kind} ${source.object.name} with a digest for ${nameOf(image.written)} would pin it.`,
    ];
  }
  if (source.kind === 'argocd') {
    // An Application of a kustomization gets an entry where that does it; a chart of Argo CD takes none.
    return [
      `A tag or digest of its own in the values that ${source.object.kind} ${source.object.name} sets would pin it.`,
    ];
  }
  if (source.kind !== 'helm') {
    return source.kind === 'kustomize'
      ? [`An images: entry of the overlay with a digest for ${nameOf(image.written)} would pin it.`]
      : [];
  }
  const line = lineOf(use, read);
  if (line === null) return [];
  const several = images.some(
    (other) => other !== image && other.uses.some((one) => lineOf(one, read)?.where === line.where),
  );
  const key = nameOf(image.written).split('/').at(-1) ?? '';
  const digest = several
    ? '{{ with .digest }}@{{ . }}{{ end }}'
    : `{{ with get ($.Values.imageDigests | default dict) "${key}" }}@{{ . }}{{ end }}`;
  const quote = /^["']/.exec(line.value)?.[0] ?? '';
  const body = quote === '' ? line.value : line.value.slice(1, -1);
  const set = several
    ? 'and give each entry that it is rendered for a digest key'
    : `and set imageDigests: {${key}: "sha256:..."} in the values`;
  return [`To make it pinnable, write ${line.where} as \`image: "${body}${digest}"\` ${set}.`];
}

/** The template line among the places of a use that writes an `image:`. */
function lineOf({ place }: ImageUse, read: (file: string) => string) {
  for (const { file, startLine } of [place.location, ...place.related]) {
    const text = read(file).split('\n')[startLine - 1]?.trimEnd() ?? '';
    const value = /^[\s-]*image\s*:\s*(\S.*)$/.exec(text)?.[1];
    if (value?.includes('{{')) return { where: `${file}:${startLine}`, value };
  }
  return null;
}

function nameOf(written: string): string {
  return written.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
}
