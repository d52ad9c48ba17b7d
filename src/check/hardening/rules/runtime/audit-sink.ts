import { componentsIn } from '../../nodes/component-flags.ts';
import { NSA } from '../../references.ts';
import type { ObjectRule, Problem } from '../../rule.ts';

export const rule: ObjectRule = {
  scope: 'object',
  description: {
    id: 'runtime/audit-sink',
    topic: 'runtime',
    level: null,
    severity: 'medium',
    title: 'API server without an audit log',
    means:
      'The arguments of kube-apiserver (in a static Pod or in kubeadm) must name an audit policy and a place for its events: --audit-policy-file with --audit-log-path or --audit-webhook-config-file.',
    why: 'Without both nobody can say afterwards who read a Secret or made a role.',
    repair: 'Set --audit-policy-file, and --audit-log-path or --audit-webhook-config-file.',
    docs: 'https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/',
    cis: ['1.2.16', '3.2.1'],
    nsa: [NSA.logging],
  },
  messages: {
    policy: '--audit-policy-file is missing',
    sink: 'neither --audit-log-path nor --audit-webhook-config-file is set',
  },
  check: (manifest) =>
    componentsIn(manifest, 'kube-apiserver').flatMap(({ flags, at }): readonly Problem[] => {
      const isSet = (name: string): boolean => (flags.get(name)?.value ?? '') !== '';
      const problem = (message: string): Problem => ({ message, data: {}, paths: [at] });
      return [
        ...(isSet('audit-policy-file') ? [] : [problem('policy')]),
        ...(isSet('audit-log-path') || isSet('audit-webhook-config-file') ? [] : [problem('sink')]),
      ];
    }),
};
