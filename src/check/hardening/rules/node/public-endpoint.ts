import { get, type Path } from '../../../../domain/index.ts';
import { isKind } from '../../inventory.ts';
import { itemsOf, textOf } from '../../loose-values.ts';
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
      'An EKS cluster definition (eksctl, Cluster API) must not leave its public API endpoint open to every address: turn it off, or name the networks. Public access is on where it is not turned off.',
    why: 'Everybody on the internet may try stolen credentials, and the next hole of the API server.',
    repair: 'Set publicAccess to false, or list the networks in publicAccessCIDRs.',
    docs: 'https://kubernetes.io/docs/concepts/security/security-checklist/',
    cis: [],
    nsa: [],
  },
  messages: {
    open: 'the API endpoint is public for every address',
  },
  check: (manifest) => {
    const place = PLACES.find(({ group, kind }) => isKind(manifest, group, kind));
    if (place === undefined || get(manifest.object, ...place.enabled) === false) return [];
    const networks = place.networks.flatMap((path) => itemsOf(get(manifest.object, ...path)).map(textOf));
    if (networks.length > 0 && !networks.some((cidr) => cidr.endsWith('/0'))) return [];
    return [{ message: 'open', data: {}, paths: [place.enabled] }];
  },
};

interface EndpointPlace {
  readonly group: string;
  readonly kind: string;
  readonly enabled: Path;
  readonly networks: readonly Path[];
}

/** Where they say it: eksctl's schema, and Cluster API Provider AWS's EndpointAccess. */
const PLACES: readonly EndpointPlace[] = [
  {
    group: 'eksctl.io',
    kind: 'ClusterConfig',
    enabled: ['vpc', 'clusterEndpoints', 'publicAccess'],
    networks: [['vpc', 'publicAccessCIDRs']],
  },
  {
    group: 'controlplane.cluster.x-k8s.io',
    kind: 'AWSManagedControlPlane',
    enabled: ['spec', 'endpointAccess', 'public'],
    networks: [['spec', 'endpointAccess', 'publicCIDRs']],
  },
];
