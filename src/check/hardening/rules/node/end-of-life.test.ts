import { expect, test } from 'vitest';
import { type Given, verdictIn } from '../../../../../test/support/hardening.ts';
import { rule } from './end-of-life.ts';

const CASES: [what: string, yaml: string, verdict: string[], given?: Given][] = [
  [
    'Eksctl',
    'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: { name: prod, region: eu-west-1, version: "1.29" }\n',
    ['ClusterConfig prod: Kubernetes "1.29" is past its end of life @ metadata.version'],
  ],
  [
    'Cluster API',
    'apiVersion: controlplane.cluster.x-k8s.io/v1beta1\nkind: KubeadmControlPlane\nmetadata: { name: prod }\nspec: { version: v1.34.9 }\n',
    ['KubeadmControlPlane prod: Kubernetes "v1.34.9" is past its end of life @ spec.version'],
  ],
  [
    'Supported',
    'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: { name: prod, region: eu-west-1, version: "1.35" }\n',
    [],
  ],
  [
    'A number that is longer than a minor of old',
    'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: v1.100.0\n',
    [],
  ],
  ['None named', 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nclusterName: a\n', []],
  [
    'Supported no more a year later',
    'apiVersion: eks.services.k8s.aws/v1alpha1\nkind: Cluster\nmetadata: { name: prod }\nspec: { version: "1.35" }\n',
    ['Cluster prod: Kubernetes "1.35" is past its end of life @ spec.version'],
    { day: '2027-11-26' },
  ],
  [
    'A table that is too old',
    'apiVersion: containerservice.azure.com/v1api20240901\nkind: ManagedCluster\nmetadata: { name: prod }\nspec: { kubernetesVersion: "1.38" }\n',
    [
      'ManagedCluster prod: the gate\'s table of ends of life is too old for Kubernetes "1.38": renew the gate @ spec.kubernetesVersion',
    ],
    { day: '2028-01-01' },
  ],
];

test.each(CASES)('%s', (_, yaml, verdict, given) => expect(verdictIn(rule, yaml, given)).toEqual(verdict));
