import { ENFORCE, ENFORCE_VERSION, isVersion } from '../../admission/namespace-labels.ts';
import { quote } from '../../pod.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { InventoryRule, ObjectProblem } from '../../rule.ts';

/** Only where a level is enforced at all: without one the version says nothing. */
export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'admission/pod-security-version',
    topic: 'admission',
    level: null,
    severity: 'info',
    title: 'Pod Security version not pinned',
    means:
      'A Namespace that enforces a Pod Security Standard must pin its version with the label pod-security.kubernetes.io/enforce-version, such as v1.37.',
    why: 'Without it the standard changes with the next upgrade of the cluster, and pods that ran yesterday are rejected.',
    repair: 'Set pod-security.kubernetes.io/enforce-version to the version of the cluster, and raise it on purpose.',
    docs: KUBERNETES.podSecurityAdmission,
    cis: [],
    nsa: [NSA.podSecurity],
  },
  messages: {
    unpinned: 'the label pod-security.kubernetes.io/enforce-version pins no version',
    invalid: 'the label pod-security.kubernetes.io/enforce-version is {value}, which is no version',
  },
  check: ({ namespaces }) =>
    namespaces.flatMap(({ manifest, value }): readonly ObjectProblem[] => {
      const labels = value.metadata?.labels ?? {};
      const version = labels[ENFORCE_VERSION];
      const problem = (message: string, data: ObjectProblem['data'] = {}): readonly ObjectProblem[] => [
        { manifest, message, data, paths: [['metadata', 'labels', ENFORCE_VERSION]] },
      ];
      if (version !== undefined && !isVersion(version)) return problem('invalid', { value: quote(version) });
      const pinned = version !== undefined && version !== 'latest';
      return labels[ENFORCE] === undefined || pinned ? [] : problem('unpinned');
    }),
};
