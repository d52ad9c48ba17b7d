import { get, isArray, isObject, type Json, type Manifest, type Path } from '../../../domain/index.ts';
import { groupOf } from '../inventory.ts';
import { itemsOf, textOf } from '../loose-values.ts';

/** The API endpoint of a managed cluster, as its definition has it. */
export interface Endpoint {
  /** Turned off for the internet. */
  readonly isPrivate: boolean;
  /** The networks that may use it; null where nothing limits them. */
  readonly networks: readonly string[] | null;
  /** The field that would turn it off. */
  readonly path: Path;
}

interface Place {
  readonly group: string;
  readonly kind: string;
  /** Fields that turn the public endpoint off, with the value that does. The first is where it is said. */
  readonly closed: readonly (readonly [path: Path, value: boolean])[];
  /** Lists of networks; of mappings, the member `member` is the network. */
  readonly networks: Path;
  readonly member?: string;
  /** Whose presence limits the networks to those listed, even to none. */
  readonly limitedBy?: Path;
}

/** A managed cluster by the fields of EKS, GKE and AKS, below the part of the object that holds them. */
const EKS = (group: string, kind: string, at: Path, networks: string): Place => ({
  group,
  kind,
  closed: [[[...at, 'endpointPublicAccess'], false]],
  networks: [...at, networks],
});
const GKE = (group: string, kind: string, spec: Path): Place => ({
  group,
  kind,
  closed: [[[...spec, 'privateClusterConfig', 'enablePrivateEndpoint'], true]],
  networks: [...spec, 'masterAuthorizedNetworksConfig', 'cidrBlocks'],
  member: 'cidrBlock',
  limitedBy: [...spec, 'masterAuthorizedNetworksConfig'],
});
const AKS = (group: string, kind: string, at: Path): Place => ({
  group,
  kind,
  closed: [[[...at, 'enablePrivateCluster'], true]],
  networks: [...at, 'authorizedIPRanges'],
});

/** eksctl, Cluster API, the controllers of the clouds themselves, and Crossplane. A list of one is read by its item. */
const PLACES: readonly Place[] = [
  {
    group: 'eksctl.io',
    kind: 'ClusterConfig',
    closed: [
      [['vpc', 'clusterEndpoints', 'publicAccess'], false],
      [['privateCluster', 'enabled'], true],
    ],
    networks: ['vpc', 'publicAccessCIDRs'],
  },
  {
    group: 'controlplane.cluster.x-k8s.io',
    kind: 'AWSManagedControlPlane',
    closed: [[['spec', 'endpointAccess', 'public'], false]],
    networks: ['spec', 'endpointAccess', 'publicCIDRs'],
  },
  EKS('eks.services.k8s.aws', 'Cluster', ['spec', 'resourcesVPCConfig'], 'publicAccessCIDRs'),
  EKS('eks.aws.crossplane.io', 'Cluster', ['spec', 'forProvider', 'resourcesVpcConfig'], 'publicAccessCidrs'),
  EKS('eks.aws.upbound.io', 'Cluster', ['spec', 'forProvider', 'vpcConfig'], 'publicAccessCidrs'),
  GKE('container.cnrm.cloud.google.com', 'ContainerCluster', ['spec']),
  GKE('container.gcp.upbound.io', 'Cluster', ['spec', 'forProvider']),
  {
    group: 'infrastructure.cluster.x-k8s.io',
    kind: 'GCPManagedControlPlane',
    closed: [[['spec', 'clusterNetwork', 'privateCluster', 'enablePrivateEndpoint'], true]],
    networks: ['spec', 'master_authorized_networks_config', 'cidr_blocks'],
    member: 'cidr_block',
    limitedBy: ['spec', 'master_authorized_networks_config'],
  },
  AKS('infrastructure.cluster.x-k8s.io', 'AzureManagedControlPlane', ['spec', 'apiServerAccessProfile']),
  AKS('containerservice.azure.com', 'ManagedCluster', ['spec', 'apiServerAccessProfile']),
  {
    group: 'containerservice.azure.upbound.io',
    kind: 'KubernetesCluster',
    closed: [[['spec', 'forProvider', 'privateClusterEnabled'], true]],
    networks: ['spec', 'forProvider', 'apiServerAccessProfile', 'authorizedIpRanges'],
  },
];

/** Null for an object that defines no managed cluster. Where nothing is said, every cloud makes the endpoint public. */
export function endpointIn(manifest: Manifest): Endpoint | null {
  const group = groupOf(manifest);
  const place = PLACES.find((each) => each.group === group && each.kind === manifest.ref.kind);
  const [first] = place?.closed ?? [];
  if (place === undefined || first === undefined) return null;
  const limit = place.limitedBy === undefined ? null : (read(manifest.object, place.limitedBy) ?? null);
  const isThere = isObject(limit) || (isArray(limit) && limit.length > 0);
  const networks = itemsOf(read(manifest.object, place.networks)).map((item) =>
    textOf(place.member === undefined ? item : get(item, place.member)),
  );
  return {
    isPrivate: place.closed.some(([path, value]) => read(manifest.object, path) === value),
    networks: networks.length > 0 || isThere ? networks : null,
    path: first[0],
  };
}

/** Crossplane's older versions write a struct as a list of one. */
function read(object: Json, path: Path): Json | undefined {
  let value: Json | undefined = object;
  for (const step of path) value = get(isArray(value) ? value[0] : value, step);
  return value;
}
