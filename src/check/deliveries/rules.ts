import type { RuleDescription } from '../../domain/index.ts';

/** What Argo CD and Flux deploy from elsewhere. */
export const RULES: readonly RuleDescription[] = [
  {
    id: 'source/denied-repository',
    topic: 'supply-chain',
    level: null,
    severity: 'high',
    title: 'Deploys from another repository',
    means:
      "An Application, ApplicationSet, GitRepository, OCIRepository, HelmRepository or Bucket, or an entry of a kustomization's `helmCharts` that is not vendored, takes manifests from a repository that is neither this one nor in `repositories.allow` of the policy.",
    why: 'Whoever can write to that repository decides what is deployed, and nobody reviews it here.',
    repair: 'Take the manifests from this repository, or have the policy allow the other one.',
    docs: 'https://argo-cd.readthedocs.io/en/stable/user-guide/projects/',
    cis: [],
    nsa: [],
  },
  {
    id: 'source/unpinned',
    topic: 'supply-chain',
    level: null,
    severity: 'high',
    title: 'Deploys an unpinned revision of another repository',
    means:
      'The policy allows the repository, and the source names no full commit (git), no digest or exact version (charts and artifacts).',
    why: 'A branch, a range of versions or a moved tag changes what is deployed after the review.',
    repair: 'Name the full commit, the digest or the exact version.',
    docs: 'https://argo-cd.readthedocs.io/en/stable/user-guide/tracking_strategies/',
    cis: [],
    nsa: [],
  },
  {
    id: 'source/unrendered',
    topic: 'supply-chain',
    level: null,
    severity: 'high',
    title: 'What a source deploys was not checked',
    means:
      'An object of Argo CD or Flux deploys what the gate did not render: a chart of another repository that no digest pins, another revision of this repository, a directory that is no source, what an object says that is not in the repository, or a part of this repository that it changes in a way that is not modelled.',
    why: 'What was not rendered was not checked, and could be anything.',
    repair:
      'Commit what is deployed and let the gate render it; pin a chart of another repository by its digest; set values in values files that the source of the policy names.',
    docs: 'https://fluxcd.io/flux/components/source/',
    cis: [],
    nsa: [],
  },
];
