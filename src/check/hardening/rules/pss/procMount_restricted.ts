import { unmaskedProc } from '../../pod-security/unmasked-proc.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { PodSecurityRule } from '../../rule.ts';

/** policy/check_procMount_restricted.go: what the baseline check was before v1.35, user namespace or not. */
export const rule: PodSecurityRule = {
  scope: 'pod-security',
  description: {
    id: 'pss/procMount_restricted',
    topic: 'pod-security',
    level: 'restricted',
    severity: 'high',
    title: 'Unmasked /proc, even in a user namespace',
    means:
      'procMount must be Default where it is set, whatever hostUsers says. Checked from v1.35 on, in place of pss/procMount.',
    why: 'The masks over /proc keep kernel settings and kernel memory out of reach; a user namespace narrows what an unmasked /proc gives away, but does not close it.',
    repair: 'Remove procMount, or set it to Default.',
    docs: KUBERNETES.podSecurityStandards,
    cis: [],
    nsa: [NSA.podSecurity],
  },
  messages: { unmasked: 'securityContext.procMount is {values} in {where}' },
  versions: [{ since: 35, check: unmaskedProc, overrides: ['procMount'] }],
};
