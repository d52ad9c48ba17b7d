import type { Path } from '../../../../domain/index.ts';
import type { ContainerView, PodView } from '../../pod.ts';
import { sharedProblem } from '../../problem.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { PodSecurityRule, Problem } from '../../rule.ts';

/**
 * policy/check_hostPorts.go, after the API server's defaults: with hostNetwork a Pod's containerPort is its hostPort
 * (pkg/apis/core/v1/defaults.go; not in ephemeral containers, and since Kubernetes 1.28 not in pod templates).
 */
export const rule: PodSecurityRule = {
  scope: 'pod-security',
  description: {
    id: 'pss/hostPorts',
    topic: 'pod-security',
    level: 'baseline',
    severity: 'medium',
    title: 'Takes a port of the node',
    means:
      'No container may set a hostPort other than 0. In a Pod with hostNetwork every containerPort is a host port too.',
    why: 'A host port is reachable at every address of the node, past Services and NetworkPolicies, and lets one pod take the place of a service of the node.',
    repair: 'Remove hostPort and reach the pod through a Service.',
    docs: KUBERNETES.podSecurityStandards,
    cis: ['5.2.13'],
    nsa: [NSA.podSecurity],
  },
  messages: {
    hostPort: 'hostPort is {values} in {where}',
    hostNetwork: 'hostNetwork makes containerPort {values} a port of the node in {where}',
  },
  versions: [{ since: 0, check }],
};

interface HostPort {
  readonly port: number;
  readonly path: Path;
}

function check(pod: PodView): readonly Problem[] {
  const written = pod.containers.map((container) => ({ container, ports: hostPorts(container) }));
  const defaulted =
    pod.manifest.ref.kind === 'Pod' && pod.spec.hostNetwork === true
      ? pod.containers
          .filter(({ role }) => role !== 'ephemeral container')
          .map((container) => ({ container, ports: defaultedPorts(container) }))
      : [];
  return [...problem('hostPort', written), ...problem('hostNetwork', defaulted)];
}

function problem(
  message: string,
  offenders: readonly { readonly container: ContainerView; readonly ports: readonly HostPort[] }[],
): readonly Problem[] {
  return sharedProblem(
    message,
    offenders
      .filter(({ ports }) => ports.length > 0)
      .map(({ container, ports }) => ({
        label: container.label,
        values: ports.map(({ port }) => String(port)),
        paths: ports.map(({ path }) => path),
      })),
  );
}

function hostPorts(container: ContainerView): readonly HostPort[] {
  return container.spec.ports.flatMap(({ hostPort }, index) =>
    (hostPort ?? 0) === 0 ? [] : [{ port: hostPort ?? 0, path: container.at('ports', index, 'hostPort') }],
  );
}

function defaultedPorts(container: ContainerView): readonly HostPort[] {
  return container.spec.ports.flatMap(({ hostPort, containerPort }, index) =>
    (hostPort ?? 0) !== 0 || (containerPort ?? 0) === 0
      ? []
      : [{ port: containerPort ?? 0, path: container.at('ports', index, 'containerPort') }],
  );
}
