import { expect, test } from 'vitest';
import { verdictIn } from '../../../../../test/support/hardening.ts';
import { rule } from './log-level.ts';

const pod = (...command: readonly string[]) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: c, namespace: kube-system }\nspec: { containers: [{ name: c, command: ${JSON.stringify(command)} }] }\n`;
const kubeadm = (flags: string) =>
  `apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\napiServer: { extraArgs: { ${flags} } }\n`;
const says = (what: string, index = 1) => [`Pod kube-system/c: ${what} @ spec.containers[0].command[${index}]`];

const CASES: [what: string, yaml: string, verdict: string[]][] = [
  ['contents', pod('kube-apiserver', '--v=8'), says('--v is "8": requests are logged with what is in them')],
  ['in two words', pod('kube-apiserver', '-v', '10'), says('--v is "10": requests are logged with what is in them')],
  ['the last one wins', pod('kube-apiserver', '--v=8', '--v=2'), []],
  ['low', pod('kube-apiserver', '--v=4'), []],
  ['nothing', pod('kube-apiserver'), []],
  [
    'kept for a week',
    pod('kube-apiserver', '--audit-log-maxage=7'),
    says('--audit-log-maxage is "7": audit events are gone after as many days'),
  ],
  ['kept for a month', pod('kube-apiserver', '--audit-log-maxage=30'), []],
  ['kept for ever', pod('kube-apiserver', '--audit-log-maxage=0'), []],
  ['etcd', pod('etcd', '--log-level=debug'), says('--log-level is debug')],
  ['etcd, as it is', pod('etcd', '--log-level=info'), []],
  ['another program', pod('api', '--v=9'), []],
  [
    'kubeadm',
    kubeadm('v: "9"'),
    ['ClusterConfiguration : --v is "9": requests are logged with what is in them @ apiServer.extraArgs.v'],
  ],
  [
    'A level that is filled in',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: kube-apiserver, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: ["kube-apiserver", "--v=$(LEVEL)"]\n',
    [
      'Pod kube-system/kube-apiserver: what --v may be set to cannot be read here: it is filled in when the program starts, or the program is started in a way that is not read @ spec.containers[0].command[1]',
    ],
  ],
  [
    'Contents of requests in a shell',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: kube-apiserver, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: [sh, -c, "kube-apiserver --v 8 --audit-log-maxage=30"]\n',
    [
      'Pod kube-system/kube-apiserver: --v is "8": requests are logged with what is in them @ spec.containers[0].command[2]',
    ],
  ],
  [
    'Debug of etcd, perhaps',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: etcd, namespace: kube-system }\nspec:\n  containers:\n    - name: main\n      image: registry.k8s.io/x:v1\n      command: ["etcd", "$(FLAGS)"]\n',
    [
      'Pod kube-system/etcd: what --log-level may be set to cannot be read here: it is filled in when the program starts, or the program is started in a way that is not read @ spec.containers[0].command[1]',
    ],
  ],
];

test.each(CASES)('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
