import type { AppliedException, Finding } from '../domain/index.ts';
import { isAboutImage, isGuarded, lifetimeOf } from '../judge/index.ts';
import type { Policy } from '../policy/index.ts';
import { honouredBy, type IsHonoured } from './honoured.ts';
import { placesIn, type SuppressedSide } from './places.ts';
import { type Refusal, refusedFinding } from './refused.ts';
import type { Suppression } from './suppression.ts';
import { annotated, type Written } from './written.ts';

export interface Suppressions {
  /** The findings that a manifest ignores, with why and until when. */
  readonly applied: ReadonlyMap<Finding, AppliedException>;
  /** A warning for each suppression that does not apply: none is dropped in silence. */
  readonly findings: readonly Finding[];
}

/**
 * What is ignored where it is written (`supply-chain-gate/ignore: <rule> -- reason, until date`): as an annotation of
 * the object, or as a comment at the line of the finding, in whichever file that is: a manifest, a template, values,
 * a patch, an Application.
 *
 * A pull request is hostile input, so only what the trusted side (the base; without one, the head itself) says of the
 * same problem is honoured, and only while the head still says it. Never honoured: for signatures and registries, for
 * what was not checked, without a last day, or past the policy's longest lifetime of exceptions.
 */
export async function suppress(
  head: SuppressedSide,
  /** Asked for only where something is to be honoured; null where there is nothing but the head. */
  trusted: (() => Promise<SuppressedSide>) | null,
  { policy, now }: { readonly policy: Policy; readonly now: Date },
): Promise<Suppressions> {
  let honoured: Promise<IsHonoured> | null = null;
  const trustedSays = (): Promise<IsHonoured> => {
    honoured ??= trusted === null ? Promise.resolve(() => true) : trusted().then(honouredBy);
    return honoured;
  };
  const applied = new Map<Finding, AppliedException>();
  const refusals = new Map<string, Finding>();
  const refuse = (written: Written, why: Refusal): void => {
    const finding = refusedFinding(written, why, policy.gate.maxExceptionAge);
    refusals.set(JSON.stringify([finding.location, finding.message]), finding);
  };
  const standing = (written: Written, rule: string | null): written is Suppression => {
    if ('why' in written) refuse(written, 'malformed');
    else if (rule !== null && !written.rules.includes(rule)) return false;
    else if (written.rules.some(isGuarded)) refuse(written, 'guarded');
    else {
      const lifetime = lifetimeOf(written.expires, policy, now);
      if (lifetime === 'holds') return true;
      refuse(written, lifetime);
    }
    return false;
  };

  for (const manifest of head.manifests) for (const written of annotated(manifest)) standing(written, null);
  const placesOf = placesIn(head);
  /** Images in whose places nothing is written: each may have hundreds of findings. */
  const bare = new Set<string | null>();
  const named = new Set<string | null>(head.images.map(({ written }) => written));
  for (const finding of head.findings) {
    if (finding.result.outcome !== 'fail' || isGuarded(finding.rule)) continue;
    if (bare.has(finding.image) && isAboutImage(finding)) continue;
    const places = await placesOf(finding);
    if (places.every(({ annotations, comments }) => annotations.length + comments.length === 0)) {
      if (isAboutImage(finding) && named.has(finding.image)) bare.add(finding.image);
      continue;
    }
    const chosen: Suppression[] = [];
    for (const place of places) {
      const own = [...place.annotations, ...place.comments].filter((each) => standing(each, finding.rule));
      if (own.length === 0) continue;
      const isHonoured = await trustedSays();
      const found = own.find((each) => isHonoured(finding, place, each));
      if (found !== undefined) chosen.push(found);
      else
        for (const each of own) refuse(each, place.comments.includes(each) && isOfChange(finding) ? 'change' : 'new');
    }
    // One finding stands for every use of an image: all of them must say so.
    const [first] = chosen.toSorted((a, b) => (a.expires < b.expires ? -1 : 1));
    if (first === undefined || chosen.length < places.length) continue;
    const { file, startLine } = first.location;
    applied.set(finding, { reason: `${first.reason} (ignored at ${file}:${startLine})`, expires: first.expires });
  }
  return { applied, findings: [...refusals.values()] };
}

/** What a change takes away is found of the change alone: no comment of the base stands where it was found before. */
function isOfChange({ rule }: Finding): boolean {
  return rule.startsWith('change/');
}
