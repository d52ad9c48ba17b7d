import { expect, test } from 'vitest';
import { verdictIn } from '../../../../../test/support/hardening.ts';
import { rule } from './end-of-life.ts';

const CASES: [what: string, yaml: string, verdict: string[]][] = [
  [
    'Eksctl',
    'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: { name: prod, region: eu-west-1, version: "1.29" }\n',
    ['ClusterConfig prod: Kubernetes 1.29 is past its end of life @ metadata.version'],
  ],
  [
    'Cluster API',
    'apiVersion: controlplane.cluster.x-k8s.io/v1beta1\nkind: KubeadmControlPlane\nmetadata: { name: prod }\nspec: { version: v1.34.9 }\n',
    ['KubeadmControlPlane prod: Kubernetes v1.34.9 is past its end of life @ spec.version'],
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
];

test.each(CASES)('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
