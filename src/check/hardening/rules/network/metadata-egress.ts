import { coverCidr, type IpBlock } from '../../network/address-ranges.ts';
import { blocksIn, isAbout, isForEveryPort, rulesOf } from '../../network/policies.ts';
import type { NetworkPort } from '../../objects/network-policy.ts';
import { NSA } from '../../references.ts';
import type { InventoryRule, ObjectProblem } from '../../rule.ts';

/** The addresses under which clouds hand out the credentials of the node: everywhere, and on AWS by IPv6 too. */
const METADATA = ['169.254.169.254', 'fd00:ec2::254'];

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'network/metadata-egress',
    topic: 'network',
    level: null,
    severity: 'medium',
    title: 'Egress to the metadata service',
    means:
      'No egress rule of a NetworkPolicy may reach 169.254.169.254 (on AWS also fd00:ec2::254) by an ipBlock, on port 80 or on all ports: 0.0.0.0/0 reaches it unless it is in except, and so does a rule for port 80 without peers. Without ports such a rule is network/open-egress.',
    why: "The metadata service gives whoever asks the credentials of the node's machine.",
    repair: 'Add 169.254.169.254/32 (fd00:ec2::254/128) to except, or name the networks that are needed.',
    docs: 'https://kubernetes.io/docs/concepts/security/security-checklist/',
    cis: ['5.3.2'],
    nsa: [NSA.networkPolicies],
  },
  messages: {
    metadata: 'an egress rule reaches {addresses} through {cidrs}',
    anywhere: 'an egress rule for port 80 has no peers, so it reaches 169.254.169.254',
  },
  check: ({ networkPolicies }) =>
    networkPolicies.flatMap(({ manifest, value }): readonly ObjectProblem[] => {
      if (!isAbout(value, 'egress')) return [];
      return rulesOf(value, 'egress').flatMap((egress, index): readonly ObjectProblem[] => {
        const paths: ObjectProblem['paths'] = [['spec', 'egress', index, 'to']];
        if (egress.peers.length === 0) {
          const isForHttp = egress.ports.some(isHttp) && !isForEveryPort(egress.ports);
          return isForHttp ? [{ manifest, message: 'anywhere', data: {}, paths: [['spec', 'egress', index]] }] : [];
        }
        if (!isForEveryPort(egress.ports) && !egress.ports.some(isHttp)) return [];
        const reached = METADATA.map((address) => ({ address, by: blocksIn(egress).filter(reaches(address)) }));
        const addresses = reached.flatMap(({ address, by }) => (by.length > 0 ? [address] : []));
        if (addresses.length === 0) return [];
        const cidrs = [...new Set(reached.flatMap(({ by }) => by.map(({ cidr }) => cidr)))];
        return [{ manifest, message: 'metadata', data: { addresses, cidrs }, paths }];
      });
    }),
};

function reaches(address: string): (block: IpBlock) => boolean {
  return (block) => coverCidr([block], `${address}/${address.includes(':') ? 128 : 32}`);
}

function isHttp({ protocol, port, endPort }: NetworkPort): boolean {
  if ((protocol ?? 'TCP') !== 'TCP') return false;
  return port === 'http' || Number(port) === 80 || (Number(port) < 80 && (endPort ?? 0) >= 80);
}
