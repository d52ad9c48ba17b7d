import type { RuleDescription } from '../../domain/index.ts';

const common = {
  topic: 'supply-chain',
  level: null,
  cis: [],
  nsa: [],
} as const;

const POLICY_DOCS = 'https://docs.sigstore.dev/policy-controller/overview/';

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
];
