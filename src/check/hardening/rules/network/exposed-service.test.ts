import { expect, test } from 'vitest';
import { verdictIn } from '../../../../../test/support/hardening.ts';
import { rule } from './exposed-service.ts';

const service = (spec: string, annotations = '') =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: api, namespace: shop, annotations: { ${annotations} } }\nspec: { ${spec} }\n`;
const OPEN = ['Service shop/api: type is LoadBalancer, open to every address @ spec.type'];

const CASES: [string, string, string[]][] = [
  ['ClusterIP', service('type: ClusterIP'), []],
  ['left out is ClusterIP', service(''), []],
  [
    'NodePort',
    service('type: NodePort'),
    ['Service shop/api: type is NodePort, which opens a port on every node @ spec.type'],
  ],
  ['LoadBalancer', service('type: LoadBalancer'), OPEN],
  ['limited', service('type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/8]'), []],
  ['limited to everything', service('type: LoadBalancer, loadBalancerSourceRanges: [0.0.0.0/0]'), OPEN],
  ['internal', service('type: LoadBalancer', 'networking.gke.io/load-balancer-type: Internal'), []],
  [
    'said not to be internal',
    service('type: LoadBalancer', 'service.beta.kubernetes.io/aws-load-balancer-internal: "false"'),
    OPEN,
  ],
  [
    'external addresses',
    service('externalIPs: [192.0.2.1, 192.0.2.2]'),
    ['Service shop/api: externalIPs takes over traffic for 192.0.2.1 and 192.0.2.2 @ spec.externalIPs'],
  ],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
