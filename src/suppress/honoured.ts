import type { Finding } from '../domain/index.ts';
import { saysNoMore } from '../judge/index.ts';
import { objectKey, placesIn, type SuppressedSide, type SuppressiblePlace } from './places.ts';
import type { Suppression } from './suppression.ts';
import { annotated } from './written.ts';

/** What the trusted side ignores: whether it says so too of what was found at a place of the head. */
export type IsHonoured = (finding: Finding, place: SuppressiblePlace, written: Suppression) => boolean;

/**
 * An annotation is for its whole object. A comment is for the line where it stands: it holds for what the trusted side
 * has found there, or less, and for an image at the same key of the object, whichever image that is now. So the line may
 * move, and neither a copy of the comment elsewhere nor another problem on its line is excused.
 */
export async function honouredBy(side: SuppressedSide): Promise<IsHonoured> {
  const annotations = new Set<string>();
  for (const manifest of side.manifests) {
    for (const written of annotated(manifest)) {
      if (!('why' in written))
        for (const rule of written.rules) annotations.add(annotationKey(rule, objectKey(manifest), written));
    }
  }
  const commented = new Map<string, Finding[]>();
  const placesOf = placesIn(side);
  for (const finding of side.findings) {
    for (const place of await placesOf(finding)) {
      for (const written of place.comments) {
        if ('why' in written || !written.rules.includes(finding.rule)) continue;
        const key = commentKey(finding, place, written);
        commented.set(key, [...(commented.get(key) ?? []), finding]);
      }
    }
  }
  return (finding, place, written) => {
    if (place.annotations.includes(written)) return annotations.has(annotationKey(finding.rule, place.object, written));
    const found = commented.get(commentKey(finding, place, written)) ?? [];
    return found.some((base) => place.use !== null || saysNoMore(finding, base));
  };
}

function annotationKey(rule: string, object: string, { text }: Suppression): string {
  return JSON.stringify([rule, object, text]);
}

function commentKey({ rule }: Finding, { object, use }: SuppressiblePlace, { text }: Suppression): string {
  return JSON.stringify([rule, object, use, text]);
}
