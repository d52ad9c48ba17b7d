import type { KeyAuthority, KeylessAuthority } from '../authority/authority.ts';
import {
  ATTESTATION_BUNDLES_ELSEWHERE,
  ATTESTATION_BUNDLES_UNSEEN,
  ATTESTATION_BUNDLES_WITH_KEY,
  bundlesRefused,
} from '../authority/cluster.ts';
import { describeIdentities } from '../authority/identity.ts';
import { neverVerifies } from '../authority/key.ts';
import { NEVER_VERIFIES } from '../authority/keyless.ts';
import type { JudgedImage, Means } from '../authority/means.ts';
import { elsewhere } from '../authority/plain.ts';
import { canVerify } from '../authority/public-key.ts';
import type { AuthorityResult } from '../authority/result.ts';
import { gatherTrust } from '../authority/trust.ts';
import { attestationFacts } from '../condition/facts.ts';
import { type Asked, concludeUnmet } from './conclude.ts';
import { conditionInput } from './condition-input.ts';
import { describePredicateType } from './predicate-type.ts';
import { type AttestationPlace, differenceOf, meet, type Requirement } from './requirement.ts';
import type { WantedAttestation, WantedAttestations } from './wanted.ts';

/**
 * Every attestation that the authority names is needed, and plain signatures count for nothing. Where the controller
 * looks comes first (`.att`, or bundles for `signatureFormat: bundle`); what is found only elsewhere is a pass here and
 * a warning about the cluster.
 */
export async function askAttestations(
  authority: KeyAuthority | KeylessAuthority,
  wanted: WantedAttestations,
  image: JudgedImage,
  means: Means,
): Promise<AuthorityResult> {
  if (authority.kind === 'key' && !canVerify(authority.key)) return neverVerifies(authority.key);
  if (authority.kind === 'keyless' && authority.neverVerifies) return NEVER_VERIFIES;
  const places = placesOf(authority, wanted, image, means);
  const requirements = wanted.all.map((one) => requirementOf(one, means));
  const search = await meet(requirements, places, { signer: authority, now: means.now });
  if (search.met.some(({ by }) => by.length === 0)) return concludeUnmet(search, askedBy(authority));
  const attestations = wanted.all.map(({ name, written }, index) => {
    const facts = (search.met[index]?.by ?? []).map(({ signed, digest, isBundle }) =>
      attestationFacts(signed, { predicateType: written, digest, isBundle }),
    );
    return [name, facts] as const;
  });
  return {
    status: 'pass',
    clusterDiffers: differenceOf(search.met),
    facts: { attestations: Object.fromEntries(attestations) },
  };
}

function requirementOf(wanted: WantedAttestation, { conditions }: Means): Requirement {
  const { written, uri, condition } = wanted;
  return {
    uris: new Set([uri]),
    label: describePredicateType(written),
    satisfies: async ({ statement }) => {
      const input = conditionInput(written, statement);
      if (input === null) {
        return { status: 'refused', reason: `its predicate is not what ${describePredicateType(written)} says` };
      }
      return condition === null ? { status: 'satisfied' } : conditions.evaluate(condition, input);
    },
  };
}

function placesOf(
  authority: KeyAuthority | KeylessAuthority,
  { bundleDemands, bundleObstacle }: WantedAttestations,
  image: JudgedImage,
  { finder, roots }: Means,
): readonly AttestationPlace[] {
  const { repository, tagPrefix } = authority.source;
  const beside = { repository: image.repository, digest: image.digest };
  const named = { repository: repository ?? image.repository, digest: image.digest };
  const bundles = (at: typeof named, clusterDiffers: string | null): AttestationPlace => ({
    list: (types) => finder.bundleAttestations(at, types),
    trust: () => gatherTrust(bundleDemands, roots),
    clusterDiffers,
  });
  if (authority.format === 'legacy') {
    const list = () => finder.legacyAttestations(named, tagPrefix);
    return [
      { list, trust: () => gatherTrust(authority.demands, roots), clusterDiffers: null },
      bundles(named, ATTESTATION_BUNDLES_UNSEEN),
    ];
  }
  if (authority.kind === 'key') return [bundles(named, ATTESTATION_BUNDLES_WITH_KEY)];
  const refused = bundleObstacle === null ? null : bundlesRefused(bundleObstacle);
  // The controller looks beside the image, whatever source.oci says.
  const further = repository === null ? [] : [bundles(named, refused ?? ATTESTATION_BUNDLES_ELSEWHERE)];
  return [bundles(beside, refused), ...further];
}

function askedBy(authority: KeyAuthority | KeylessAuthority): Asked {
  const signer =
    authority.kind === 'key'
      ? `made with its key (${authority.key.algorithm}, ${authority.key.fingerprint})`
      : `by ${describeIdentities(authority.identities)}`;
  const attest = authority.kind === 'key' ? 'cosign attest --key KEY' : 'cosign attest';
  return {
    signer,
    elsewhere: elsewhere(authority.source),
    remedies: {
      missing: `Attest it where it is built (${attest} --new-bundle-format=false --type TYPE --predicate FILE IMAGE@DIGEST), or use an image that has the attestation.`,
      refused:
        'Find out who built and attested this image before it runs anywhere; then attest it again where it is built, or correct the policy.',
      otherIdentity:
        'Build and attest it in the workflow that the policy names, or add the identity to the policy if it is one of yours.',
      unsatisfied:
        'Build the image again so that what is attested of it is what the policy wants, or correct the condition in the policy.',
    },
  };
}
