import type { RuleDescription } from '../domain/index.ts';

export const RULES: readonly RuleDescription[] = [
  {
    id: 'image/unresolvable',
    topic: 'supply-chain',
    level: null,
    severity: 'high',
    title: 'Image that cannot be resolved',
    means:
      'The reference cannot be read, or its registry says that there is no such tag or digest. A registry that gives no usable answer makes it unknown.',
    why: 'What cannot be found cannot be checked, and a rollout of it stops with ImagePullBackOff.',
    repair: 'Correct the reference, or push the image before the change that uses it.',
    docs: 'https://kubernetes.io/docs/concepts/containers/images/',
    cis: [],
    nsa: [],
  },
  {
    id: 'image/tag-digest-mismatch',
    topic: 'supply-chain',
    level: null,
    severity: 'low',
    title: 'Tag and digest disagree',
    means:
      'A reference names a tag and a digest, and the tag now points at another digest. Looked up for added images only.',
    why: 'The cluster runs the digest; people read the tag, and take one version for another.',
    repair: 'Pin the digest of the image that is meant, or correct the tag beside it.',
    docs: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
    cis: [],
    nsa: [],
  },
  {
    id: 'image/missing-platform',
    topic: 'supply-chain',
    level: null,
    severity: 'high',
    title: 'Image without a platform that must exist',
    means:
      'The policy names platforms under images.platforms, and the image has no build for one of them: its index does not list it, or it is a single image of another platform. Unknown where the image cannot be read.',
    why: 'On nodes of that platform its pods stay in ImagePullBackOff, or crash with "exec format error".',
    repair:
      'Build and push the image for every platform that the cluster runs, or correct images.platforms in the policy.',
    docs: 'https://kubernetes.io/docs/concepts/containers/images/#multi-architecture-images-with-image-indexes',
    cis: [],
    nsa: [],
  },
];
