import { expect, test } from 'vitest';
import { verdictIn } from '../../../../../test/support/hardening.ts';
import { rule } from './public-endpoint.ts';

const CASES: [what: string, yaml: string, verdict: string[]][] = [
  [
    'Eksctl by default',
    'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: { name: prod, region: eu-west-1, version: "1.36" }\n',
    ['ClusterConfig prod: the API endpoint is public for every address @ vpc.clusterEndpoints.publicAccess'],
  ],
  [
    'Every address by name',
    'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: { name: prod, region: eu-west-1 }\nvpc: { publicAccessCIDRs: [10.0.0.0/8, 0.0.0.0/0] }\n',
    ['ClusterConfig prod: the API endpoint is public for every address @ vpc.clusterEndpoints.publicAccess'],
  ],
  [
    'Cluster API by default',
    'apiVersion: controlplane.cluster.x-k8s.io/v1beta2\nkind: AWSManagedControlPlane\nmetadata: { name: prod }\nspec: {}\n',
    ['AWSManagedControlPlane prod: the API endpoint is public for every address @ spec.endpointAccess.public'],
  ],
  [
    'Eksctl, a private cluster',
    'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: { name: prod }\nprivateCluster: { enabled: true }\n',
    [],
  ],
  [
    'Turned off',
    'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: { name: prod, region: eu-west-1 }\nvpc: { clusterEndpoints: { publicAccess: false, privateAccess: true } }\n',
    [],
  ],
  [
    'For named networks',
    'apiVersion: controlplane.cluster.x-k8s.io/v1beta2\nkind: AWSManagedControlPlane\nmetadata: { name: prod }\nspec: { endpointAccess: { public: true, publicCIDRs: [203.0.113.0/24] } }\n',
    [],
  ],
  [
    'ACK by default',
    'apiVersion: eks.services.k8s.aws/v1alpha1\nkind: Cluster\nmetadata: { name: prod }\nspec: { resourcesVPCConfig: { subnetIDs: [a] } }\n',
    ['Cluster prod: the API endpoint is public for every address @ spec.resourcesVPCConfig.endpointPublicAccess'],
  ],
  [
    'ACK turned off',
    'apiVersion: eks.services.k8s.aws/v1alpha1\nkind: Cluster\nmetadata: { name: prod }\nspec: { resourcesVPCConfig: { endpointPublicAccess: false } }\n',
    [],
  ],
  [
    'Networks that add up to every address',
    'apiVersion: eks.services.k8s.aws/v1alpha1\nkind: Cluster\nmetadata: { name: prod }\nspec: { resourcesVPCConfig: { publicAccessCIDRs: [0.0.0.0/1, 128.0.0.0/1] } }\n',
    ['Cluster prod: the API endpoint is public for every address @ spec.resourcesVPCConfig.endpointPublicAccess'],
  ],
  [
    'Crossplane, a list of one',
    'apiVersion: eks.aws.upbound.io/v1beta1\nkind: Cluster\nmetadata: { name: prod }\nspec: { forProvider: { vpcConfig: [{ publicAccessCidrs: [203.0.113.0/24] }] } }\n',
    [],
  ],
  [
    'Crossplane, a list of one for everybody',
    'apiVersion: eks.aws.upbound.io/v1beta1\nkind: Cluster\nmetadata: { name: prod }\nspec: { forProvider: { vpcConfig: [{ endpointPublicAccess: true }] } }\n',
    ['Cluster prod: the API endpoint is public for every address @ spec.forProvider.vpcConfig.endpointPublicAccess'],
  ],
  [
    'GKE by default',
    'apiVersion: container.cnrm.cloud.google.com/v1beta1\nkind: ContainerCluster\nmetadata: { name: prod }\nspec: { location: europe-west1 }\n',
    [
      'ContainerCluster prod: the API endpoint is public for every address @ spec.privateClusterConfig.enablePrivateEndpoint',
    ],
  ],
  [
    'GKE with private nodes only',
    'apiVersion: container.cnrm.cloud.google.com/v1beta1\nkind: ContainerCluster\nmetadata: { name: prod }\nspec: { privateClusterConfig: { enablePrivateNodes: true } }\n',
    [
      'ContainerCluster prod: the API endpoint is public for every address @ spec.privateClusterConfig.enablePrivateEndpoint',
    ],
  ],
  [
    'GKE with a private endpoint',
    'apiVersion: container.cnrm.cloud.google.com/v1beta1\nkind: ContainerCluster\nmetadata: { name: prod }\nspec: { privateClusterConfig: { enablePrivateEndpoint: true } }\n',
    [],
  ],
  [
    'GKE for named networks',
    'apiVersion: container.cnrm.cloud.google.com/v1beta1\nkind: ContainerCluster\nmetadata: { name: prod }\nspec: { masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: 203.0.113.0/24 }] } }\n',
    [],
  ],
  [
    'GKE for nobody',
    'apiVersion: container.cnrm.cloud.google.com/v1beta1\nkind: ContainerCluster\nmetadata: { name: prod }\nspec: { masterAuthorizedNetworksConfig: {} }\n',
    [],
  ],
  [
    'GKE for every network by name',
    'apiVersion: container.cnrm.cloud.google.com/v1beta1\nkind: ContainerCluster\nmetadata: { name: prod }\nspec: { masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: 0.0.0.0/0 }] } }\n',
    [
      'ContainerCluster prod: the API endpoint is public for every address @ spec.privateClusterConfig.enablePrivateEndpoint',
    ],
  ],
  [
    'GKE by Cluster API',
    'apiVersion: infrastructure.cluster.x-k8s.io/v1beta1\nkind: GCPManagedControlPlane\nmetadata: { name: prod }\nspec: { master_authorized_networks_config: { cidr_blocks: [{ cidr_block: 203.0.113.0/24 }] } }\n',
    [],
  ],
  [
    'AKS by default',
    'apiVersion: infrastructure.cluster.x-k8s.io/v1beta1\nkind: AzureManagedControlPlane\nmetadata: { name: prod }\nspec: { version: v1.36.0 }\n',
    [
      'AzureManagedControlPlane prod: the API endpoint is public for every address @ spec.apiServerAccessProfile.enablePrivateCluster',
    ],
  ],
  [
    'AKS for named addresses',
    'apiVersion: containerservice.azure.com/v1api20240901\nkind: ManagedCluster\nmetadata: { name: prod }\nspec: { apiServerAccessProfile: { authorizedIPRanges: [203.0.113.7] } }\n',
    [],
  ],
  [
    'AKS, private',
    'apiVersion: containerservice.azure.com/v1api20240901\nkind: ManagedCluster\nmetadata: { name: prod }\nspec: { apiServerAccessProfile: { enablePrivateCluster: true } }\n',
    [],
  ],
  [
    "Another group's Cluster",
    'apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata: { name: prod }\nspec: {}\n',
    [],
  ],
];

test.each(CASES)('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
