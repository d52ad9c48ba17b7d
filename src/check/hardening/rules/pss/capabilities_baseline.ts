import type { PodView } from '../../pod.ts';
import { quote } from '../../pod.ts';
import { forbiddenAdditions } from '../../pod-security/added-capabilities.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { PodSecurityRule, Problem } from '../../rule.ts';

/** What container runtimes grant anyway, without NET_RAW. Upstream compares the exact names: `CAP_CHOWN` is no match. */
const ALLOWED: ReadonlySet<string> = new Set([
  ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE'],
  ...['SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
]);

/** policy/check_capabilities_baseline.go */
export const rule: PodSecurityRule = {
  scope: 'pod-security',
  description: {
    id: 'pss/capabilities_baseline',
    topic: 'pod-security',
    level: 'baseline',
    severity: 'high',
    title: 'Capability beyond the default set',
    means: `capabilities.add may hold only ${[...ALLOWED].join(', ')}.`,
    why: 'Capabilities such as SYS_ADMIN, SYS_PTRACE or NET_RAW let a container reach the kernel, other processes or the traffic of its neighbours.',
    repair: 'Remove the capability from capabilities.add; most programs that ask for it work without it.',
    docs: KUBERNETES.podSecurityStandards,
    cis: ['5.2.8', '5.2.9'],
    nsa: [NSA.podSecurity],
  },
  messages: { added: 'securityContext.capabilities.add holds {values} in {where}' },
  versions: [{ since: 0, check }],
};

function check(pod: PodView): readonly Problem[] {
  return forbiddenAdditions(pod, 'added', (capability) => ALLOWED.has(capability), quote);
}
