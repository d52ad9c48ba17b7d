import { expect, test } from 'vitest';
import { verdictIn } from '../../../../../test/support/hardening.ts';
import { rule } from './etcd-access.ts';

const CASES: [what: string, yaml: string, verdict: string[]][] = [
  [
    'Static pod without',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: kube-apiserver, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: ["etcd", "--data-dir=/var/lib/etcd"]\n',
    [
      'Pod kube-system/kube-apiserver: --client-cert-auth is not true @ spec.containers[0].command',
      'Pod kube-system/kube-apiserver: --peer-client-cert-auth is not true @ spec.containers[0].command',
    ],
  ],
  [
    'Kubeadm that turns it off',
    'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\netcd:\n  local:\n    extraArgs: [{ name: client-cert-auth, value: "false" }]\n',
    ['ClusterConfiguration : --client-cert-auth is not true @ etcd.local.extraArgs[0].value'],
  ],
  [
    'Static pod with both',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: kube-apiserver, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: ["etcd", "--client-cert-auth=True", "--peer-client-cert-auth"]\n',
    [],
  ],
  [
    'Kubeadm by its defaults',
    'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\netcd: { local: {} }\n',
    [],
  ],
  [
    'One in a shell, one perhaps',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: etcd, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: [sh, -c, "etcd --client-cert-auth=true $FLAGS"]\n',
    [
      'Pod kube-system/etcd: what --peer-client-cert-auth may be set to cannot be read here: it is filled in when the program starts, or the program is started in a way that is not read @ spec.containers[0].command[2]',
    ],
  ],
  [
    'Off in a shell',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: etcd, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: [sh, -c, "etcd --client-cert-auth=false --peer-client-cert-auth=true"]\n',
    ['Pod kube-system/etcd: --client-cert-auth is not true @ spec.containers[0].command[2]'],
  ],
];

test.each(CASES)('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
