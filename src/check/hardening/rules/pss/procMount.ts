import { unmaskedProc } from '../../pod-security/unmasked-proc.ts';
import { inUserNamespace } from '../../pod-security/user-namespace.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { PodSecurityRule } from '../../rule.ts';

/** policy/check_procMount_baseline.go */
export const rule: PodSecurityRule = {
  scope: 'pod-security',
  description: {
    id: 'pss/procMount',
    topic: 'pod-security',
    level: 'baseline',
    severity: 'high',
    title: 'Unmasked /proc',
    means:
      'procMount must be Default where it is set. From v1.35 on, pods with hostUsers: false are exempt at the baseline level.',
    why: 'The masks over /proc keep kernel settings and kernel memory out of reach; without them a container can read and change them.',
    repair: 'Remove procMount, or set it to Default.',
    docs: KUBERNETES.podSecurityStandards,
    cis: [],
    nsa: [NSA.podSecurity],
  },
  messages: { unmasked: 'securityContext.procMount is {values} in {where}' },
  versions: [
    { since: 0, check: unmaskedProc },
    { since: 35, check: (pod) => (inUserNamespace(pod) ? [] : unmaskedProc(pod)) },
  ],
};
