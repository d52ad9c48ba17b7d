import { type Finding, formatPath, type ResolvedImage } from '../../domain/index.ts';

type About = Pick<Finding, 'rule' | 'severity' | 'result' | 'enforcement' | 'message' | 'identity' | 'advisory'>;

/** A finding about an image, at its first use; the others are related. */
export function about(image: ResolvedImage, what: About): Finding {
  const [first, ...others] = image.uses;
  return {
    ...what,
    manifest: first.manifest.ref,
    image: image.written,
    location: first.place.location,
    related: [...first.place.related, ...others.map((use) => use.place.location)],
    path: formatPath(first.path),
    digest: image.digest,
  };
}

export function distinct(values: readonly string[]): string {
  return [...new Set(values)].sort().join(' and ');
}
