import type { Finding, Image } from '../domain/index.ts';
import { type ImageChange, imageChanges, replacedImages, type Side } from '../judge/index.ts';
import type { Inspection } from './results.ts';
import type { Sides } from './sides.ts';

/** What a comparison asks of the network beside the head's images. */
export interface Comparison {
  /** The images that the change brings in. */
  readonly added: readonly Image[];
  /** Those of the base that it runs others in the place of. */
  readonly replaced: readonly Image[];
}

export const NO_COMPARISON: Comparison = { added: [], replaced: [] };

export function comparisonOf({ head, base }: Sides<{ readonly images: readonly Image[] }>): Comparison {
  if (base === null) return NO_COMPARISON;
  const known = new Set(base.images.map(({ written }) => written));
  return {
    added: head.images.filter(({ written }) => !known.has(written)),
    replaced: replacedImages(head.images, base.images),
  };
}

/** What the change's images bring in vulnerabilities, of those that a scan said all of; null without a base. */
export function changedImages(
  { head, base }: Sides<Side>,
  { checks, findings, replaced }: Inspection,
): ReadonlyMap<string, ImageChange> | null {
  if (base === null) return null;
  const scanned = new Set<string>();
  for (const [written, outcome] of checks.vulnerabilities) {
    if (outcome === 'pass' || outcome === 'fail') scanned.add(written);
  }
  for (const { rule, image } of [...findings, ...replaced]) {
    if (rule === 'vulnerability/unscannable' && image !== null) scanned.delete(image);
  }
  return imageChanges(head, base, scanned);
}

/**
 * What the base would have been told of images that it has too. A tag is resolved once a run, so the same text is the
 * same digest, and asking again could only give the same answer.
 */
export function about(images: readonly Image[], findings: readonly Finding[]): readonly Finding[] {
  const known = new Set(images.map(({ written }) => written));
  return findings.filter(({ image }) => image !== null && known.has(image));
}
