import { expect, test } from 'vitest';
import { verdictIn } from '../../../../../test/support/hardening.ts';
import { rule } from './kubelet-access.ts';

const CASES: [what: string, yaml: string, verdict: string[]][] = [
  [
    'Everything open',
    'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nauthentication: { anonymous: { enabled: true } }\nauthorization: { mode: AlwaysAllow }\nreadOnlyPort: 10255\n',
    [
      'KubeletConfiguration : authentication.anonymous.enabled is true: whoever asks is let in without a name @ authentication.anonymous.enabled',
      'KubeletConfiguration : authorization.mode is AlwaysAllow @ authorization.mode',
      'KubeletConfiguration : readOnlyPort serves what runs on the node on port 10255, without authentication @ readOnlyPort',
    ],
  ],
  ['Defaults', 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nauthentication: null\n', []],
  [
    'Closed by name',
    'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nauthentication: { anonymous: { enabled: false } }\nauthorization: { mode: Webhook }\nreadOnlyPort: 0\n',
    [],
  ],
  [
    'Arguments of kubeadm, as a list',
    'apiVersion: kubeadm.k8s.io/v1beta4\nkind: JoinConfiguration\nnodeRegistration: { kubeletExtraArgs: [{ name: anonymous-auth, value: "TRUE" }] }\n',
    [
      'JoinConfiguration : nodeRegistration.kubeletExtraArgs[0].value is true: whoever asks is let in without a name @ nodeRegistration.kubeletExtraArgs[0].value',
    ],
  ],
  [
    'Arguments in Cluster API, as a map',
    'apiVersion: bootstrap.cluster.x-k8s.io/v1beta1\nkind: KubeadmConfigTemplate\nmetadata: { name: md }\nspec: { template: { spec: { joinConfiguration: { nodeRegistration: { kubeletExtraArgs: { read-only-port: "10255" } } } } } }\n',
    [
      'KubeadmConfigTemplate md: spec.template.spec.joinConfiguration.nodeRegistration.kubeletExtraArgs.read-only-port serves what runs on the node on port 10255, without authentication @ spec.template.spec.joinConfiguration.nodeRegistration.kubeletExtraArgs.read-only-port',
    ],
  ],
  [
    'Arguments that close it',
    'apiVersion: kubeadm.k8s.io/v1beta3\nkind: InitConfiguration\nnodeRegistration: { kubeletExtraArgs: { anonymous-auth: "false", authorization-mode: Webhook, read-only-port: "0" } }\n',
    [],
  ],
];

test.each(CASES)('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
