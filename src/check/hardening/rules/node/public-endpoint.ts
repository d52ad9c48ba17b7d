import { coverAll } from '../../network/address-ranges.ts';
import { endpointIn } from '../../nodes/endpoints.ts';
import type { ObjectRule } from '../../rule.ts';

export const rule: ObjectRule = {
  scope: 'object',
  description: {
    id: 'node/public-endpoint',
    topic: 'nodes',
    level: null,
    severity: 'high',
    title: 'Public API endpoint for every address',
    means:
      'The definition of a managed cluster (EKS, GKE or AKS; by eksctl, Cluster API, Config Connector, AWS Controllers for Kubernetes, Azure Service Operator or Crossplane) must not leave its API endpoint open to every address: turn it off, or name the networks. It is public where nothing turns it off, and networks that add up to every address are every address.',
    why: 'Everybody on the internet may try stolen credentials, and the next hole of the API server.',
    repair: 'Turn the public endpoint off, or list the networks that may use it.',
    docs: 'https://kubernetes.io/docs/concepts/security/security-checklist/',
    cis: [],
    nsa: [],
  },
  messages: {
    open: 'the API endpoint is public for every address',
  },
  check: (manifest) => {
    const endpoint = endpointIn(manifest);
    if (endpoint === null || endpoint.isPrivate) return [];
    const blocks = endpoint.networks?.map((cidr) => ({ cidr, except: [] })) ?? null;
    if (blocks !== null && !coverAll(blocks, 'ipv4') && !coverAll(blocks, 'ipv6')) return [];
    return [{ message: 'open', data: {}, paths: [endpoint.path] }];
  },
};
