import { expect, test } from 'vitest';
import { verdictIn } from '../../../../../test/support/hardening.ts';
import { rule } from './api-server-access.ts';

const CASES: [what: string, yaml: string, verdict: string[]][] = [
  [
    'Everything open in a static pod',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: kube-apiserver, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: ["kube-apiserver", "--authorization-mode=RBAC,AlwaysAllow", "--anonymous-auth", "--token-auth-file", "/etc/tokens"]\n',
    [
      'Pod kube-system/kube-apiserver: --authorization-mode allows everything (AlwaysAllow) @ spec.containers[0].command[1]',
      'Pod kube-system/kube-apiserver: --anonymous-auth is true @ spec.containers[0].command[2]',
      'Pod kube-system/kube-apiserver: --token-auth-file names a file of static tokens @ spec.containers[0].command[3]',
    ],
  ],
  [
    'No mode in a static pod',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: kube-apiserver, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: ["/usr/local/bin/kube-apiserver", "--v=2"]\n',
    [
      'Pod kube-system/kube-apiserver: --authorization-mode is missing, and the default is AlwaysAllow @ spec.containers[0].command',
    ],
  ],
  [
    'Anonymous in kubeadm as a list',
    'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer:\n  extraArgs:\n    - { name: anonymous-auth, value: "true" }\n',
    ['ClusterConfiguration : --anonymous-auth is true @ apiServer.extraArgs[0].value'],
  ],
  [
    'Anonymous in kubeadm as a map',
    'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\napiServer:\n  extraArgs: { anonymous-auth: "true" }\n',
    ['ClusterConfiguration : --anonymous-auth is true @ apiServer.extraArgs.anonymous-auth'],
  ],
  [
    'Anonymous, as Go reads a boolean and Kubernetes a name',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: kube-apiserver, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: ["kube-apiserver", "--authorization_mode=RBAC", "--anonymous_auth=T"]\n',
    ['Pod kube-system/kube-apiserver: --anonymous-auth is true @ spec.containers[0].command[2]'],
  ],
  [
    'Anonymous in kubeadm by the other spellings',
    'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer:\n  extraArgs:\n    - { name: anonymous_auth, value: "1" }\n',
    ['ClusterConfiguration : --anonymous-auth is true @ apiServer.extraArgs[0].value'],
  ],
  [
    'Closed',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: kube-apiserver, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: ["kube-apiserver", "--authorization-mode=Node,RBAC", "--anonymous-auth=false"]\n',
    [],
  ],
  ['Kubeadm by its defaults', 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer: null\n', []],
  [
    'A structured authorizer',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: kube-apiserver, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: ["kube-apiserver", "--authorization-config=/etc/authz.yaml"]\n',
    [],
  ],
  [
    'Everything open in a shell',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: kube-apiserver, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: [sh, -c, "exec kube-apiserver --authorization-mode=AlwaysAllow --anonymous-auth=true"]\n',
    [
      'Pod kube-system/kube-apiserver: --authorization-mode allows everything (AlwaysAllow) @ spec.containers[0].command[2]',
      'Pod kube-system/kube-apiserver: --anonymous-auth is true @ spec.containers[0].command[2]',
    ],
  ],
  [
    'A shell that fills in flags',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: kube-apiserver, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: [sh, -c, "exec kube-apiserver --authorization-mode=RBAC --anonymous-auth=true $FLAGS"]\n',
    [
      'Pod kube-system/kube-apiserver: --anonymous-auth is true @ spec.containers[0].command[2]',
      'Pod kube-system/kube-apiserver: what --token-auth-file may be set to cannot be read here: it is filled in when the program starts, or the program is started in a way that is not read @ spec.containers[0].command[2]',
    ],
  ],
  [
    'A value that the kubelet fills in',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: kube-apiserver, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: [kube-apiserver, "--authorization-mode=$(MODE)", "--anonymous-auth=$(ANONYMOUS)", "--advertise-address=$(IP)"]\n',
    [
      'Pod kube-system/kube-apiserver: what --authorization-mode and --anonymous-auth may be set to cannot be read here: it is filled in when the program starts, or the program is started in a way that is not read @ spec.containers[0].command[1]',
    ],
  ],
  [
    'Closed in a shell',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: kube-apiserver, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: [sh, -c, "exec kube-apiserver --authorization-mode=Node,RBAC --anonymous-auth=false --advertise-address=$IP"]\n',
    [],
  ],
  [
    'Another program',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: kube-apiserver, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: ["sleep", "--anonymous-auth=true"]\n',
    [],
  ],
  [
    'Anonymous in Cluster API',
    'apiVersion: controlplane.cluster.x-k8s.io/v1beta1\nkind: KubeadmControlPlane\nmetadata: { name: prod }\nspec: { kubeadmConfigSpec: { clusterConfiguration: { apiServer: { extraArgs: { anonymous-auth: "true" } } } } }\n',
    [
      'KubeadmControlPlane prod: --anonymous-auth is true @ spec.kubeadmConfigSpec.clusterConfiguration.apiServer.extraArgs.anonymous-auth',
    ],
  ],
];

test.each(CASES)('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
