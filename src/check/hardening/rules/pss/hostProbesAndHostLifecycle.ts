import type { Path } from '../../../../domain/index.ts';
import type { ContainerView, PodView } from '../../pod.ts';
import { quote } from '../../pod.ts';
import { sharedProblem } from '../../problem.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { PodSecurityRule, Problem } from '../../rule.ts';

/** policy/check_hostProbesAndhostLifecycle.go */
export const rule: PodSecurityRule = {
  scope: 'pod-security',
  description: {
    id: 'pss/hostProbesAndHostLifecycle',
    topic: 'pod-security',
    level: 'baseline',
    severity: 'medium',
    title: 'Probe or lifecycle hook to another host',
    means:
      'host must be empty in the httpGet and tcpSocket handlers of every probe and lifecycle hook. Checked from v1.34 on.',
    why: 'The kubelet makes these requests from the network of the node, so a host that the manifest chooses reaches services that the pod itself may not.',
    repair:
      "Remove host, so that the probe goes to the pod's own address; use an httpHeaders entry for a virtual host.",
    docs: KUBERNETES.podSecurityStandards,
    cis: [],
    nsa: [NSA.podSecurity],
  },
  messages: { host: 'a probe or lifecycle hook goes to host {values} in {where}' },
  versions: [{ since: 34, check }],
};

interface Host {
  readonly host: string;
  readonly path: Path;
}

function check(pod: PodView): readonly Problem[] {
  const offenders = pod.containers
    .map((container) => ({ container, hosts: hostsOf(container) }))
    .filter(({ hosts }) => hosts.length > 0);
  return sharedProblem(
    'host',
    offenders.map(({ container, hosts }) => ({
      label: container.label,
      values: hosts.map(({ host }) => quote(host)),
      paths: hosts.map(({ path }) => path),
    })),
  );
}

function hostsOf({ spec, at }: ContainerView): readonly Host[] {
  const handlers = [
    { handler: spec.livenessProbe, at: ['livenessProbe'] },
    { handler: spec.readinessProbe, at: ['readinessProbe'] },
    { handler: spec.startupProbe, at: ['startupProbe'] },
    { handler: spec.lifecycle?.postStart, at: ['lifecycle', 'postStart'] },
    { handler: spec.lifecycle?.preStop, at: ['lifecycle', 'preStop'] },
  ];
  return handlers.flatMap(({ handler, at: steps }) =>
    (['httpGet', 'tcpSocket'] as const).flatMap((kind) => {
      const host = handler?.[kind]?.host ?? '';
      return host === '' ? [] : [{ host, path: at(...steps, kind, 'host') }];
    }),
  );
}
