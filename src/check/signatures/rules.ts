import type { RuleDescription } from '../../domain/index.ts';

const common = {
  topic: 'supply-chain',
  level: null,
  cis: [],
  nsa: [],
} as const;

const POLICY_DOCS = 'https://docs.sigstore.dev/policy-controller/overview/';

const ATTESTATION_DOCS = 'https://docs.sigstore.dev/cosign/verifying/attestation/';

/** What the signature check may find, in the order of how much was there to look at. */
export const RULES: readonly RuleDescription[] = [
  {
    ...common,
    id: 'signature/no-policy',
    severity: 'high',
    title: 'No signature policy covers the image',
    means:
      'No ClusterImagePolicy of the policy file matches the image (repository@digest, the name that a cluster matches), or the one that matches has no authorities. signatures.noMatch says what that means.',
    why: 'An image that nobody decided about runs without any proof of who built it, and an admission controller that denies by default refuses it.',
    repair: 'Add a glob for the image to a ClusterImagePolicy, or use an image that one covers.',
    docs: POLICY_DOCS,
  },
  {
    ...common,
    id: 'signature/missing',
    severity: 'critical',
    title: 'Image is not signed',
    means: 'The policy wants a signature, and the registry has none for the digest that is referenced.',
    why: 'Nothing shows that the image is the one that was built: whoever can write to the registry can put another in its place.',
    repair: 'Sign the image by digest where it is built (cosign sign), or use one that is signed.',
    docs: 'https://docs.sigstore.dev/cosign/signing/signing_with_containers/',
  },
  {
    ...common,
    id: 'signature/invalid',
    severity: 'critical',
    title: 'No signature of the image satisfies the policy',
    means:
      'There are signatures, and none is what the policy wants: made with another key, changed, made for another digest, malformed, or refused outright by a static authority.',
    why: 'A signature by someone else is worth as much as none; it may be the mark of an image that was put in place of yours.',
    repair:
      'Find out who built and signed the image; have it signed with the right key, or correct the key in the policy.',
    docs: 'https://docs.sigstore.dev/cosign/verifying/verify/',
  },
  {
    ...common,
    id: 'signature/untrusted-identity',
    severity: 'critical',
    title: 'Image is signed by an identity that the policy does not trust',
    means: 'A keyless signature is sound, and its certificate names another issuer or subject than the policy wants.',
    why: 'Anyone can obtain a certificate for their own identity: only the identity says that it was your pipeline.',
    repair:
      'Build and sign in the workflow that the policy names, or add the identity to the policy if it is one of yours.',
    docs: 'https://docs.sigstore.dev/cosign/verifying/verify/',
  },
  {
    ...common,
    id: 'attestation/missing',
    severity: 'high',
    title: 'An attestation that the policy wants is missing',
    means:
      'The policy wants something to be attested of the image (its provenance, a bill of materials, a scan), and the registry has no attestation of that type for the digest that is referenced.',
    why: 'Nothing shows how the image was built, or what is in it.',
    repair:
      'Attest the image by digest where it is built (cosign attest, actions/attest), or use one that is attested.',
    docs: ATTESTATION_DOCS,
  },
  {
    ...common,
    id: 'attestation/invalid',
    severity: 'critical',
    title: 'No attestation of the image satisfies the policy',
    means:
      'There are attestations of the type, and none is signed as the policy wants: made with another key, changed, made for another digest, malformed, or without the log entry or timestamp that is wanted.',
    why: 'What an unverified attestation says is worth nothing: whoever can write to the registry can put it there.',
    repair: 'Find out who attested the image; have it attested again where it is built, or correct the policy.',
    docs: ATTESTATION_DOCS,
  },
  {
    ...common,
    id: 'attestation/untrusted-identity',
    severity: 'critical',
    title: 'Image is attested by an identity that the policy does not trust',
    means: 'An attestation is sound, and its certificate names another issuer or subject than the policy wants.',
    why: 'Anyone can attest anything with a certificate for their own identity: only the identity says whose word it is.',
    repair: 'Build and attest in the workflow that the policy names, or add the identity if it is one of yours.',
    docs: ATTESTATION_DOCS,
  },
  {
    ...common,
    id: 'attestation/unsatisfied',
    severity: 'high',
    title: 'What is attested of the image is not what the policy wants',
    means:
      'An attestation is signed as the policy wants, and what it says does not meet the condition: another builder, source, ref or workflow, a lower build level, a scan that is too old, or a condition in CUE or Rego that does not hold.',
    why: 'The image was not built, or not examined, in the way that was agreed on.',
    repair: 'Build or scan the image again as the policy wants, or correct the condition.',
    docs: ATTESTATION_DOCS,
  },
];
