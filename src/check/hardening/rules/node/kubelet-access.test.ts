import { expect, test } from 'vitest';
import { verdictIn } from '../../../../../test/support/hardening.ts';
import { rule } from './kubelet-access.ts';

const CASES: [what: string, yaml: string, verdict: string[]][] = [
  [
    'Everything open',
    'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nauthentication: { anonymous: { enabled: true } }\nauthorization: { mode: AlwaysAllow }\nreadOnlyPort: 10255\n',
    [
      'KubeletConfiguration : authentication.anonymous.enabled is true @ authentication.anonymous.enabled',
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
];

test.each(CASES)('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
