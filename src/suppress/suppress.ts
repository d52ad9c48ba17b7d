import type { AppliedException, Finding, Image, Manifest, ManifestRef, Tree } from '../domain/index.ts';
import { isAboutImage, isGuarded, lifetimeOf } from '../judge/index.ts';
import type { Policy } from '../policy/index.ts';
import { type Refusal, refusedFinding } from './refused.ts';
import type { Malformed, Suppression } from './suppression.ts';
import { annotated, commentsOf } from './written.ts';

/** A tree as it was judged. */
export interface SuppressedSide {
  readonly tree: Tree;
  readonly manifests: readonly Manifest[];
  readonly images: readonly Image[];
  readonly findings: readonly Finding[];
}

export interface Suppressions {
  /** The findings that a manifest ignores, with why and until when. */
  readonly applied: ReadonlyMap<Finding, AppliedException>;
  /** A warning for each suppression that does not apply: none is dropped in silence. */
  readonly findings: readonly Finding[];
}

/**
 * What the manifests themselves ignore (`supply-chain-gate/ignore: <rule> -- reason, until date`, as an annotation of the
 * object or a comment at the line of the finding).
 *
 * A pull request is hostile input, so only what the trusted side (the base; without one, the head itself) says of the
 * same rule and the same object is honoured, and only while the head still says it. Never honoured: for signatures and
 * registries, for what was not checked, without a last day, or past the policy's longest lifetime of exceptions.
 */
export async function suppress(
  head: SuppressedSide,
  /** Asked for only where something is to be honoured; null where there is nothing but the head. */
  trusted: (() => Promise<SuppressedSide>) | null,
  { policy, now }: { readonly policy: Policy; readonly now: Date },
): Promise<Suppressions> {
  let honoured: Promise<ReadonlyMap<string, ReadonlySet<string>>> | null = null;
  const isHonoured = async (rule: string, manifest: Manifest, text: string): Promise<boolean> => {
    if (trusted === null) return true;
    honoured ??= trusted().then(textsOf);
    return (await honoured).get(keyOf(rule, manifest))?.has(text) === true;
  };
  const writing = writingOf(head);
  const applied = new Map<Finding, AppliedException>();
  const refusals = new Map<string, Finding>();
  const refuse = (written: Suppression | Malformed, why: Refusal): void => {
    const finding = refusedFinding(written, why, policy.gate.maxExceptionAge);
    refusals.set(JSON.stringify([finding.location, finding.message]), finding);
  };
  const standing = (written: Suppression | Malformed, rule: string | null): written is Suppression => {
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
  for (const finding of head.findings) {
    if (finding.result.outcome !== 'fail' || isGuarded(finding.rule)) continue;
    const places = await writing(finding);
    const chosen: Suppression[] = [];
    for (const { manifest, written } of places) {
      const own = written.filter((each) => standing(each, finding.rule));
      const [found] = await honouredOf(own, ({ text }) => isHonoured(finding.rule, manifest, text));
      if (found !== undefined) chosen.push(found);
      else for (const each of own) refuse(each, 'new');
    }
    // One finding stands for every use of an image: all of them must say so.
    const [first] = chosen.toSorted((a, b) => (a.expires < b.expires ? -1 : 1));
    if (first === undefined || chosen.length < places.length) continue;
    const { file, startLine } = first.location;
    applied.set(finding, { reason: `${first.reason} (ignored at ${file}:${startLine})`, expires: first.expires });
  }
  return { applied, findings: [...refusals.values()] };
}

async function honouredOf(
  own: readonly Suppression[],
  isHonoured: (one: Suppression) => Promise<boolean>,
): Promise<readonly Suppression[]> {
  const answers = await Promise.all(own.map(isHonoured));
  return own.filter((_, index) => answers[index]);
}

/** What is written where a finding is: for an image at each of its uses. */
interface Writing {
  readonly manifest: Manifest;
  readonly written: readonly (Suppression | Malformed)[];
}

function writingOf({ tree, manifests, images }: SuppressedSide): (finding: Finding) => Promise<readonly Writing[]> {
  const comments = commentsOf(tree);
  const byRef = new Map<ManifestRef, Manifest>(manifests.map((manifest) => [manifest.ref, manifest]));
  const byText = new Map(images.map((image) => [image.written, image]));
  return async (finding) => {
    const image = finding.image !== null && isAboutImage(finding) ? byText.get(finding.image) : undefined;
    const manifest = finding.manifest === null ? undefined : byRef.get(finding.manifest);
    const places =
      image?.uses.map((use) => ({ manifest: use.manifest, location: use.place.location })) ??
      (manifest === undefined ? [] : [{ manifest, location: finding.location }]);
    return Promise.all(
      places.map(async (place) => ({
        manifest: place.manifest,
        written: [...annotated(place.manifest), ...(await comments.at(place.location))],
      })),
    );
  };
}

/** Rule and object to what the side says of them. A comment counts where it stands at a finding that it names. */
async function textsOf(side: SuppressedSide): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const texts = new Map<string, Set<string>>();
  const add = (manifest: Manifest, written: Suppression | Malformed): void => {
    if ('why' in written) return;
    for (const rule of written.rules) {
      const key = keyOf(rule, manifest);
      texts.set(key, (texts.get(key) ?? new Set()).add(written.text));
    }
  };
  for (const manifest of side.manifests) for (const written of annotated(manifest)) add(manifest, written);
  const writing = writingOf(side);
  for (const finding of side.findings) {
    for (const { manifest, written } of await writing(finding)) {
      for (const each of written) if (!('why' in each) && each.rules.includes(finding.rule)) add(manifest, each);
    }
  }
  return texts;
}

/** The object as its source renders it: what one overlay ignores, another does not. */
function keyOf(rule: string, { source, namespace, ref }: Manifest): string {
  const group = ref.apiVersion.includes('/') ? ref.apiVersion.replace(/\/.*/, '') : '';
  return JSON.stringify([rule, source.kind, source.root, group, ref.kind, namespace, ref.name]);
}
