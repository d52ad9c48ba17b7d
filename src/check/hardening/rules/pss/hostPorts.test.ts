import { expect, test } from 'vitest';
import { contexts, type PodSample, verdictOn } from '../../../../../test/support/hardening.ts';
import { rule } from './hostPorts.ts';

function ports(list: NonNullable<PodSample['spec'][string]>, spec: PodSample['spec'] = {}): PodSample {
  return { spec: { containers: [{ name: 'api', ports: list }], ...spec } };
}

const BY_NETWORK =
  'hostNetwork makes containerPort 8080 a port of the node in container "api" @ spec.containers[0].ports[0].containerPort';

test.each<[what: string, kind: string, pod: PodSample, verdict: readonly string[]]>([
  ['no ports', 'Pod', contexts(), []],
  ['a container port', 'Pod', ports([{ containerPort: 8080 }]), []],
  ['host port 0 is none', 'Pod', ports([{ containerPort: 8080, hostPort: 0 }]), []],
  ['host port null is none', 'Pod', ports([{ containerPort: 8080, hostPort: null }]), []],
  [
    'a host port',
    'Pod',
    ports([{ containerPort: 8080 }, { containerPort: 80, hostPort: 80 }]),
    ['hostPort is 80 in container "api" @ spec.containers[0].ports[1].hostPort'],
  ],
  ['hostNetwork in a Pod', 'Pod', ports([{ containerPort: 8080 }], { hostNetwork: true }), [BY_NETWORK]],
  [
    'hostNetwork in a template is not defaulted',
    'Deployment',
    ports([{ containerPort: 8080 }], { hostNetwork: true }),
    [],
  ],
  [
    'hostNetwork does not reach ephemeral containers',
    'Pod',
    { spec: { hostNetwork: true, ephemeralContainers: [{ name: 'debug', ports: [{ containerPort: 8080 }] }] } },
    [],
  ],
])('%s', (_, kind, pod, verdict) => expect(verdictOn(rule, pod, 37, kind)).toEqual(verdict));
