import { expect, test } from 'vitest';
import { verdictIn } from '../../../../../test/support/hardening.ts';
import { rule } from './audit-sink.ts';

const CASES: [what: string, yaml: string, verdict: string[]][] = [
  [
    'Neither',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: kube-apiserver, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: ["kube-apiserver", "--v=2"]\n',
    [
      'Pod kube-system/kube-apiserver: --audit-policy-file is missing @ spec.containers[0].command',
      'Pod kube-system/kube-apiserver: neither --audit-log-path nor --audit-webhook-config-file is set @ spec.containers[0].command',
    ],
  ],
  [
    'A policy and no place',
    'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer:\n  extraArgs: [{ name: audit-policy-file, value: /etc/audit.yaml }]\n',
    ['ClusterConfiguration : neither --audit-log-path nor --audit-webhook-config-file is set @ apiServer.extraArgs'],
  ],
  [
    'A log',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: kube-apiserver, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: ["kube-apiserver", "--audit-policy-file=/etc/audit.yaml", "--audit-log-path=-"]\n',
    [],
  ],
  [
    'A webhook',
    'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer:\n  extraArgs: [{ name: audit-policy-file, value: /etc/audit.yaml }, { name: audit-webhook-config-file, value: /etc/hook.yaml }]\n',
    [],
  ],
  [
    'Neither in a shell',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: kube-apiserver, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: [sh, -c, "kube-apiserver --v=2"]\n',
    [
      'Pod kube-system/kube-apiserver: --audit-policy-file is missing @ spec.containers[0].command',
      'Pod kube-system/kube-apiserver: neither --audit-log-path nor --audit-webhook-config-file is set @ spec.containers[0].command',
    ],
  ],
  [
    'A policy, and flags that a shell fills in',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: kube-apiserver, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: [sh, -c, "kube-apiserver --audit-policy-file=/a $FLAGS"]\n',
    [
      'Pod kube-system/kube-apiserver: what --audit-log-path and --audit-webhook-config-file may be set to cannot be read here: it is filled in when the program starts, or the program is started in a way that is not read @ spec.containers[0].command[2]',
    ],
  ],
  [
    'Both beside flags that a shell fills in',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: kube-apiserver, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: [sh, -c, "kube-apiserver --audit-policy-file=/a --audit-log-path=$LOG $FLAGS"]\n',
    [],
  ],
];

test.each(CASES)('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
