import { ENFORCE, isLevel } from '../../admission/namespace-labels.ts';
import { quote } from '../../pod.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { InventoryRule, ObjectProblem } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'admission/pod-security-enforce',
    topic: 'admission',
    level: null,
    severity: 'medium',
    title: 'Namespace without an enforced Pod Security Standard',
    means:
      'Every Namespace in the repository must have the label pod-security.kubernetes.io/enforce with the value baseline or restricted. Labels warn and audit reject nothing.',
    why: 'A namespace without the label is privileged: whoever may create pods in it takes the node. A value that is no level keeps the namespace from being created.',
    repair: 'Set pod-security.kubernetes.io/enforce: restricted, and warn and audit to the same.',
    docs: KUBERNETES.podSecurityAdmission,
    cis: ['5.2.1'],
    nsa: [NSA.podSecurity],
  },
  messages: {
    missing: 'the label pod-security.kubernetes.io/enforce is missing',
    privileged: 'the label pod-security.kubernetes.io/enforce is privileged, which allows everything',
    invalid: 'the label pod-security.kubernetes.io/enforce is {value}, which is no level',
  },
  check: ({ namespaces }) =>
    namespaces.flatMap(({ manifest, value }): readonly ObjectProblem[] => {
      const label = value.metadata?.labels[ENFORCE];
      const problem = (message: string, data: ObjectProblem['data'] = {}): readonly ObjectProblem[] => [
        { manifest, message, data, paths: [['metadata', 'labels', ENFORCE]] },
      ];
      if (label === undefined) return problem('missing');
      if (!isLevel(label)) return problem('invalid', { value: quote(label) });
      return label === 'privileged' ? problem('privileged') : [];
    }),
};
