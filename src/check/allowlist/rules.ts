import type { RuleDescription } from '../../domain/index.ts';

export const RULES: readonly RuleDescription[] = [
  {
    id: 'image/denied-registry',
    topic: 'supply-chain',
    level: null,
    severity: 'high',
    title: 'Image from a repository that is not admitted',
    means:
      'The repository matches an entry of images.deny, or images.allow is set and no entry matches. Names are canonical: nginx is docker.io/library/nginx, and GHCR.io:443 is ghcr.io. Deny wins.',
    why: 'An image from a repository that nobody here controls or vetted runs with all that the pod is given; a look-alike name or a taken-over account is enough.',
    repair:
      'Use an image from an admitted repository, copy this one into one, or ask those who keep the policy to extend the list.',
    docs: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
    cis: ['5.5.1'],
    nsa: [],
  },
  {
    id: 'image/denied-tag',
    topic: 'supply-chain',
    level: null,
    severity: 'medium',
    title: 'Image with a denied tag',
    means:
      'The tag matches an entry of images.tags.deny. An image with neither tag nor digest counts as latest. A written tag is judged beside a digest too, since it is what people read.',
    why: 'A tag such as latest says nothing of what it points at, and changes under a deployment that nobody changed: a restarted pod may run another version than its neighbour.',
    repair: 'Name a version that the policy allows, and its digest.',
    docs: 'https://kubernetes.io/docs/concepts/configuration/overview/#container-images',
    cis: [],
    nsa: [],
  },
  {
    id: 'image/unpinned',
    topic: 'supply-chain',
    level: null,
    severity: 'medium',
    title: 'Image not pinned by digest',
    means: 'The reference has no digest. This is judged on its text, whatever the registry says.',
    why: 'A tag can be moved to another image after the review, by whoever can push to the repository: what was checked, signed and scanned need not be what runs.',
    repair: 'Write the digest after the tag: name:tag@sha256:... `supply-chain-gate fix` proposes it.',
    docs: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
    cis: [],
    nsa: [],
  },
];
