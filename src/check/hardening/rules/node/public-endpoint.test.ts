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
    'Turned off',
    'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: { name: prod, region: eu-west-1 }\nvpc: { clusterEndpoints: { publicAccess: false, privateAccess: true } }\n',
    [],
  ],
  [
    'For named networks',
    'apiVersion: controlplane.cluster.x-k8s.io/v1beta2\nkind: AWSManagedControlPlane\nmetadata: { name: prod }\nspec: { endpointAccess: { public: true, publicCIDRs: [203.0.113.0/24] } }\n',
    [],
  ],
];

test.each(CASES)('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
