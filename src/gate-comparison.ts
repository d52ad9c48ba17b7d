import type { Finding, Image } from './domain/index.ts';

interface WithImages {
  readonly images: readonly Image[];
}

/** The images that a change brings in; none where there is nothing to compare with. */
export function addedBy(head: WithImages, base: WithImages | null): readonly Image[] {
  if (base === null) return [];
  const known = new Set(base.images.map(({ written }) => written));
  return head.images.filter(({ written }) => !known.has(written));
}

/**
 * What the base would have been told of images that it has too. A tag is resolved once a run, so the same text is the
 * same digest, and asking again could only give the same answer.
 */
export function about(images: readonly Image[], findings: readonly Finding[]): readonly Finding[] {
  const known = new Set(images.map(({ written }) => written));
  return findings.filter(({ image }) => image !== null && known.has(image));
}
