import type { PodView } from '../../pod.ts';
import { quote } from '../../pod.ts';
import { sharedProblem } from '../../problem.ts';
import { NSA } from '../../references.ts';
import type { PodSecurityRule, Problem } from '../../rule.ts';

const SAFE = [
  ...['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies'],
  ...['net.ipv4.ping_group_range', 'net.ipv4.ip_unprivileged_port_start'],
];
const SAFE_1_27 = [...SAFE, 'net.ipv4.ip_local_reserved_ports'];
const SAFE_1_29 = [
  ...[...SAFE_1_27, 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout'],
  ...['net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes'],
];
const SAFE_1_32 = [...SAFE_1_29, 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'];
const SAFE_1_37 = [...SAFE_1_32, 'net.ipv4.tcp_slow_start_after_idle', 'net.ipv4.tcp_notsent_lowat'];

/** policy/check_sysctls.go: exact names, so `kernel/shm_rmid_forced` and `net.ipv4.*` are not safe. */
export const rule: PodSecurityRule = {
  scope: 'pod-security',
  description: {
    id: 'pss/sysctls',
    topic: 'pod-security',
    level: 'baseline',
    severity: 'medium',
    title: 'Unsafe kernel parameter',
    means: `securityContext.sysctls may name only safe parameters: ${SAFE_1_37.join(', ')}; the later ones from v1.27, v1.29, v1.32 and v1.37 on.`,
    why: 'Other kernel parameters switch off protections or change the kernel for everything on the node.',
    repair: 'Remove the parameter from sysctls; set it on the node where all of its pods need it.',
    docs: 'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/',
    cis: ['5.6.3'],
    nsa: [NSA.podSecurity],
  },
  messages: { unsafe: 'securityContext.sysctls of the pod sets {where}' },
  versions: [
    { since: 0, check: (pod) => check(pod, SAFE) },
    { since: 27, check: (pod) => check(pod, SAFE_1_27) },
    { since: 29, check: (pod) => check(pod, SAFE_1_29) },
    { since: 32, check: (pod) => check(pod, SAFE_1_32) },
    { since: 37, check: (pod) => check(pod, SAFE_1_37) },
  ],
};

function check(pod: PodView, safe: readonly string[]): readonly Problem[] {
  return sharedProblem(
    'unsafe',
    (pod.spec.securityContext?.sysctls ?? []).flatMap((sysctl, index) => {
      const name = sysctl.name ?? '';
      if (safe.includes(name)) return [];
      return [{ label: quote(name), paths: [pod.at('securityContext', 'sysctls', index, 'name')] }];
    }),
  );
}
