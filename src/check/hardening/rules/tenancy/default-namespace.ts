import { get } from '../../../../domain/index.ts';
import type { PodView } from '../../pod.ts';
import { quote } from '../../pod.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { PodRule } from '../../rule.ts';

const SHARED = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/** A chart that names no namespace goes where its release goes, which is no choice of the chart: it passes. */
export const rule: PodRule = {
  scope: 'pod',
  description: {
    id: 'tenancy/default-namespace',
    topic: 'tenancy',
    level: null,
    severity: 'low',
    title: 'Workload in a shared namespace',
    means:
      'A workload must not run in default (which is where it goes when no namespace is named), kube-system, kube-public or kube-node-lease.',
    why: 'Quotas, network policies, roles and Pod Security levels are per namespace: in a shared one they fit nobody, and kube-system is exempt from many.',
    repair: 'Give the workload a namespace of its own, in metadata.namespace or in the kustomization.',
    docs: KUBERNETES.namespaces,
    cis: ['5.6.1', '5.6.4'],
    nsa: [NSA.namespaces],
  },
  messages: { shared: 'the workload runs in namespace {namespace}' },
  check: ({ manifest }) =>
    SHARED.includes(manifest.namespace) && !isLeftToRelease(manifest)
      ? [{ message: 'shared', data: { namespace: quote(manifest.namespace) }, paths: [['metadata', 'namespace']] }]
      : [],
};

function isLeftToRelease(manifest: PodView['manifest']): boolean {
  const isWritten = (get(manifest.object, 'metadata', 'namespace') ?? null) !== null;
  return manifest.source.kind === 'helm' && manifest.source.helm.namespace === 'default' && !isWritten;
}
