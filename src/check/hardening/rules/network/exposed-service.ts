import type { Path } from '../../../../domain/index.ts';
import { coverAll } from '../../network/address-ranges.ts';
import type { Service } from '../../objects/core.ts';
import { NSA } from '../../references.ts';
import type { InventoryRule, ObjectProblem } from '../../rule.ts';

/** Annotations with which clouds keep a load balancer inside: name and the value that does. */
const INTERNAL: readonly (readonly [annotation: string, value: string])[] = [
  ['service.beta.kubernetes.io/aws-load-balancer-internal', 'true'],
  ['service.beta.kubernetes.io/aws-load-balancer-scheme', 'internal'],
  ['service.beta.kubernetes.io/azure-load-balancer-internal', 'true'],
  ['networking.gke.io/load-balancer-type', 'Internal'],
  ['cloud.google.com/load-balancer-type', 'Internal'],
  ['service.beta.kubernetes.io/openstack-internal-load-balancer', 'true'],
  ['service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type', 'private'],
];

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'network/exposed-service',
    topic: 'network',
    level: null,
    severity: 'medium',
    title: 'Service open to the outside',
    means:
      'A Service must not be a NodePort, have externalIPs, or be a LoadBalancer that is neither internal nor limited by loadBalancerSourceRanges.',
    why: 'Such a Service is reachable from outside the cluster, past the ingress with its TLS and its authentication.',
    repair: 'Use a ClusterIP Service behind an Ingress or a Gateway, or limit loadBalancerSourceRanges.',
    docs: 'https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types',
    cis: ['1.2.3'],
    nsa: [NSA.networkPolicies],
  },
  messages: {
    nodePort: 'type is NodePort, which opens a port on every node',
    loadBalancer: 'type is LoadBalancer, open to every address',
    externalIPs: 'externalIPs takes over traffic for {addresses}',
  },
  check: ({ services }) =>
    services.flatMap(({ manifest, value }): readonly ObjectProblem[] => {
      const type: Path = ['spec', 'type'];
      const addresses = value.spec?.externalIPs ?? [];
      return [
        ...(value.spec?.type === 'NodePort'
          ? [{ manifest, message: 'nodePort', data: {}, paths: [type] as const }]
          : []),
        ...(isOpenLoadBalancer(value) ? [{ manifest, message: 'loadBalancer', data: {}, paths: [type] as const }] : []),
        ...(addresses.length > 0
          ? [{ manifest, message: 'externalIPs', data: { addresses }, paths: [['spec', 'externalIPs']] as const }]
          : []),
      ];
    }),
};

function isOpenLoadBalancer({ spec, metadata }: Service): boolean {
  if (spec?.type !== 'LoadBalancer') return false;
  const annotations = metadata?.annotations ?? {};
  if (INTERNAL.some(([name, value]) => annotations[name]?.toLowerCase() === value.toLowerCase())) return false;
  const blocks = spec.loadBalancerSourceRanges.map((cidr) => ({ cidr: cidr.trim(), except: [] }));
  return blocks.length === 0 || coverAll(blocks, 'ipv4') || coverAll(blocks, 'ipv6');
}
