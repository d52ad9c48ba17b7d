import { type CheckResult, type Finding, formatPath, type Image, type Outcome } from '../../domain/index.ts';
import type { Policy } from '../../policy/index.ts';
import { type Admission, type AdmissionDecision, createAdmission } from './admission.ts';
import { compileGlob } from './glob.ts';
import { deniedRegistryMessage, deniedTagMessage, unpinnedMessage } from './message.ts';

/**
 * Judges written references by the policy's `images`: allow and deny lists, denied tags, digest required. Pure; no
 * registry is asked.
 *
 * An image's outcome is about the lists alone. What is no image reference is `unknown` here, and fails as
 * `image/unresolvable`.
 */
export function checkAllowlist(images: readonly Image[], policy: Policy): CheckResult {
  const admission = createAdmission(policy);
  const deniedTags = policy.images.tags.deny.map((written) => ({ written, glob: compileGlob(written) }));
  const outcomes = new Map<string, Outcome>();
  const findings: Finding[] = [];
  for (const image of images) {
    const decision = decideImage(image, admission);
    outcomes.set(image.written, decision === null ? 'unknown' : decision.admitted ? 'pass' : 'fail');
    if (decision !== null && !decision.admitted) findings.push(deniedRegistry(image, decision, policy));
    const tag = judgedTag(image);
    const denied = tag === null ? undefined : deniedTags.find(({ glob }) => glob.matches(tag));
    if (tag !== null && denied !== undefined) findings.push(deniedTag(image, tag, denied.written));
    const unpinned = image.reference !== null && image.reference.digest === null;
    if (unpinned && policy.images.digest !== 'off') findings.push(unpinnedImage(image, policy.images.digest));
  }
  return { outcomes, findings };
}

function decideImage({ reference }: Image, admission: Admission): AdmissionDecision | null {
  return reference === null ? null : admission.decide(reference);
}

/**
 * The tag that the policy judges: the written one, with a digest beside it too, since it is what people read there and
 * what the policy speaks of; `latest` where neither tag nor digest is written, since that is what is pulled.
 */
function judgedTag({ reference }: Image): string | null {
  if (reference === null) return null;
  return reference.tag ?? (reference.digest === null ? 'latest' : null);
}

function deniedRegistry(
  image: Image,
  decision: Extract<AdmissionDecision, { admitted: false }>,
  policy: Policy,
): Finding {
  return findingAbout(image, {
    rule: 'image/denied-registry',
    severity: 'high',
    enforcement: 'block',
    message: deniedRegistryMessage(image, decision, policy.images.allow ?? []),
  });
}

function deniedTag(image: Image, tag: string, pattern: string): Finding {
  return findingAbout(image, {
    rule: 'image/denied-tag',
    severity: 'medium',
    enforcement: 'block',
    message: deniedTagMessage(image, tag, pattern),
  });
}

function unpinnedImage(image: Image, digest: 'required' | 'warn'): Finding {
  return findingAbout(image, {
    rule: 'image/unpinned',
    severity: 'medium',
    enforcement: digest === 'required' ? 'block' : 'warn',
    message: unpinnedMessage(image),
  });
}

function findingAbout(image: Image, about: Pick<Finding, 'rule' | 'severity' | 'enforcement' | 'message'>): Finding {
  const [first, ...others] = image.uses;
  return {
    ...about,
    result: { outcome: 'fail' },
    manifest: first.manifest.ref,
    image: image.written,
    location: first.place.location,
    related: [...first.place.related, ...others.map((use) => use.place.location)],
    path: formatPath(first.path),
    identity: [],
    digest: image.reference?.digest ?? null,
  };
}
