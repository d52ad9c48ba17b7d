import { componentsIn, UNREAD, unreadFlags } from '../../nodes/component-flags.ts';
import { NSA } from '../../references.ts';
import type { ObjectRule, Problem, SingleProblem } from '../../rule.ts';

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
    ...UNREAD,
  },
  check: (manifest) =>
    componentsIn(manifest, 'kube-apiserver').flatMap((started): readonly SingleProblem[] => {
      const { flags, at, open } = started;
      const isSet = (name: string): boolean => (flags.get(name)?.value ?? '') !== '';
      const problem = (message: string): Problem => ({ message, data: {}, paths: [at] });
      const hasSink = isSet('audit-log-path') || isSet('audit-webhook-config-file');
      const sinks = hasSink ? [] : ['audit-log-path', 'audit-webhook-config-file'];
      if (open !== null) {
        return unreadFlags(started, [...(isSet('audit-policy-file') ? [] : ['audit-policy-file']), ...sinks]);
      }
      return [...(isSet('audit-policy-file') ? [] : [problem('policy')]), ...(hasSink ? [] : [problem('sink')])];
    }),
};
