import { expect, test } from 'vitest';
import { verdictIn } from '../../../../../test/support/hardening.ts';
import { rule } from './no-encryption-provider.ts';

const CASES: [what: string, yaml: string, verdict: string[]][] = [
  [
    'Static pod without',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: kube-apiserver, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: ["kube-apiserver", "--v=2"]\n',
    ['Pod kube-system/kube-apiserver: --encryption-provider-config is missing @ spec.containers[0].command'],
  ],
  [
    'Kubeadm without',
    'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nclusterName: a\n',
    ['ClusterConfiguration : --encryption-provider-config is missing @ apiServer.extraArgs'],
  ],
  [
    'Static pod with',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: kube-apiserver, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: ["kube-apiserver", "--encryption-provider-config=/etc/enc.yaml"]\n',
    [],
  ],
  [
    'Kubeadm with',
    'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer:\n  extraArgs: [{ name: encryption-provider-config, value: /etc/enc.yaml }]\n',
    [],
  ],
  [
    'Missing in a shell',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: kube-apiserver, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: [sh, -c, "kube-apiserver --v=2"]\n',
    ['Pod kube-system/kube-apiserver: --encryption-provider-config is missing @ spec.containers[0].command'],
  ],
  [
    'Perhaps among flags that a shell fills in',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: kube-apiserver, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: [sh, -c, "kube-apiserver $FLAGS"]\n',
    [
      'Pod kube-system/kube-apiserver: what --encryption-provider-config may be set to cannot be read here: it is filled in when the program starts, or the program is started in a way that is not read @ spec.containers[0].command[2]',
    ],
  ],
  [
    'A file that is filled in',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: kube-apiserver, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: ["kube-apiserver", "--encryption-provider-config=$(FILE)"]\n',
    [],
  ],
];

test.each(CASES)('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
