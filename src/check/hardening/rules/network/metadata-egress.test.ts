import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './metadata-egress.ts';

const egress = (rule: string) =>
  yamlOf(
    'networking.k8s.io/v1',
    'NetworkPolicy',
    'out',
    `spec: { podSelector: {}, policyTypes: [Egress], egress: [${rule}] }`,
  );
const reaches = (cidr: string) => [
  `NetworkPolicy shop/out: an egress rule reaches 169.254.169.254 through ${cidr} @ spec.egress[0].to`,
];

const CASES: [string, string, string[]][] = [
  ['every address', egress('{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }'), reaches('0.0.0.0/0')],
  [
    'link-local addresses, on port 80',
    egress('{ to: [{ ipBlock: { cidr: 169.254.0.0/16 } }], ports: [{ port: 80 }] }'),
    reaches('169.254.0.0/16'),
  ],
  ['excepted', egress('{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [169.254.0.0/16] } }] }'), []],
  [
    'by IPv6',
    egress('{ to: [{ ipBlock: { cidr: 10.0.0.0/8 } }, { ipBlock: { cidr: "fd00:ec2::/32" } }] }'),
    ['NetworkPolicy shop/out: an egress rule reaches fd00:ec2::254 through fd00:ec2::/32 @ spec.egress[0].to'],
  ],
  [
    'by both',
    egress('{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }, { ipBlock: { cidr: "::/0" } }], ports: [{ port: 80 }] }'),
    [
      'NetworkPolicy shop/out: an egress rule reaches 169.254.169.254 and fd00:ec2::254 through 0.0.0.0/0 and ::/0 @ spec.egress[0].to',
    ],
  ],
  [
    'port 80 of anybody',
    egress('{ ports: [{ port: 443 }, { port: 79, endPort: 81 }] }'),
    ['NetworkPolicy shop/out: an egress rule for port 80 has no peers, so it reaches 169.254.169.254 @ spec.egress[0]'],
  ],
  ['everything is left to network/open-egress', egress('{}'), []],
  ['port 443 of anybody', egress('{ ports: [{ port: 443 }] }'), []],
  ['port 80 of UDP', egress('{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }], ports: [{ port: 80, protocol: UDP }] }'), []],
  ['on another port', egress('{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }], ports: [{ port: 443 }] }'), []],
  ['another network', egress('{ to: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }'), []],
  ['pods', egress('{ to: [{ namespaceSelector: {} }] }'), []],
  ['no CIDR', egress('{ to: [{ ipBlock: { cidr: everywhere } }] }'), []],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
