import { coverCidr } from '../../network/address-ranges.ts';
import { blocksIn, isAbout, isForEveryPort, rulesOf } from '../../network/policies.ts';
import { NSA } from '../../references.ts';
import type { InventoryRule, ObjectProblem } from '../../rule.ts';

/** The address under which clouds hand out the credentials of the node. */
const METADATA = '169.254.169.254/32';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'network/metadata-egress',
    topic: 'network',
    level: null,
    severity: 'medium',
    title: 'Egress to the metadata service',
    means:
      'No egress rule of a NetworkPolicy may reach 169.254.169.254 by an ipBlock, on port 80 or on all ports. 0.0.0.0/0 reaches it unless it is in except.',
    why: "The metadata service gives whoever asks the credentials of the node's machine.",
    repair: 'Add 169.254.169.254/32 to except, or name the networks that are needed.',
    docs: 'https://kubernetes.io/docs/concepts/security/security-checklist/',
    cis: ['5.3.2'],
    nsa: [NSA.networkPolicies],
  },
  messages: { metadata: 'an egress rule reaches 169.254.169.254 through {cidrs}' },
  check: ({ networkPolicies }) =>
    networkPolicies.flatMap(({ manifest, value }): readonly ObjectProblem[] => {
      if (!isAbout(value, 'egress')) return [];
      return rulesOf(value, 'egress').flatMap((egress, index): readonly ObjectProblem[] => {
        const reaching = blocksIn(egress).filter((block) => coverCidr([block], METADATA));
        const onPort = isForEveryPort(egress.ports) || egress.ports.some(({ port, endPort }) => isHttp(port, endPort));
        if (reaching.length === 0 || !onPort) return [];
        const data = { cidrs: reaching.map(({ cidr }) => cidr) };
        return [{ manifest, message: 'metadata', data, paths: [['spec', 'egress', index, 'to']] }];
      });
    }),
};

function isHttp(port: number | string | null | undefined, endPort: number | null | undefined): boolean {
  return port === 'http' || Number(port) === 80 || (Number(port) < 80 && (endPort ?? 0) >= 80);
}
