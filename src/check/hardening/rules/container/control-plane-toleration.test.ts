import { expect, test } from 'vitest';
import { verdictIn, verdictOn, yamlOf } from '../../../../../test/support/hardening.ts';
import type { JsonObject } from '../../../../domain/index.ts';
import { rule } from './control-plane-toleration.ts';

const CONTROL_PLANE = 'node-role.kubernetes.io/control-plane';
const EVERY = 'it tolerates every taint, that of the control plane too @ spec.tolerations[0]';
const ROLE = `it tolerates ${CONTROL_PLANE}, of control-plane nodes @ spec.tolerations[0]`;

test.each<[what: string, tolerations: readonly JsonObject[], verdict: readonly string[], spec?: JsonObject]>([
  ['every taint', [{ operator: 'Exists' }], [EVERY]],
  ['every taint that keeps off', [{ operator: 'Exists', effect: 'NoSchedule' }], [EVERY]],
  ['an empty key', [{ key: '', operator: 'Exists' }], [EVERY]],
  ['every taint that drives away', [{ operator: 'Exists', effect: 'NoExecute' }], []],
  ['every taint that only discourages', [{ operator: 'Exists', effect: 'PreferNoSchedule' }], []],
  ['no key, and the operator that needs one', [{ value: 'a' }], []],
  ['the control plane', [{ key: CONTROL_PLANE, operator: 'Exists' }], [ROLE]],
  ['the control plane, by value', [{ key: CONTROL_PLANE, effect: 'NoSchedule' }], [ROLE]],
  ['the control plane, where it only discourages', [{ key: CONTROL_PLANE, effect: 'PreferNoSchedule' }], []],
  [
    'by two names',
    [{ key: 'node-role.kubernetes.io/master' }, { key: CONTROL_PLANE }],
    [
      `it tolerates node-role.kubernetes.io/master and ${CONTROL_PLANE}, of control-plane nodes @ spec.tolerations[0], spec.tolerations[1]`,
    ],
  ],
  [
    "etcd's nodes",
    [{ key: 'node-role.kubernetes.io/etcd', effect: 'NoExecute' }],
    ['it tolerates node-role.kubernetes.io/etcd, of control-plane nodes @ spec.tolerations[0]'],
  ],
  ['another key', [{ key: 'gpu', operator: 'Exists' }, { key: 'node-role.kubernetes.io/infra' }], []],
  ['what every pod has', [{ key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' }], []],
  ['another value', [{ key: CONTROL_PLANE, operator: 'Equal', value: 'foo' }], []],
  ['the value of K3s', [{ key: CONTROL_PLANE, operator: 'Equal', value: 'true' }], [ROLE]],
  ['another class', [{ operator: 'Exists' }], [EVERY], { priorityClassName: 'shop-critical' }],
  ['none', [], []],
])('%s', (_, tolerations, verdict, spec = {}) =>
  expect(verdictOn(rule, { spec: { containers: [{ name: 'api' }], tolerations, ...spec } })).toEqual(verdict));

test.each<[namespace: string, verdict: number]>([
  ['kube-system', 0],
  ['calico-system', 0],
  ['shop', 1],
])('a class of the cluster in %s', (namespace, findings) => {
  const spec =
    'spec: { priorityClassName: system-cluster-critical, tolerations: [{ operator: Exists }], containers: [{ name: api }] }';
  expect(verdictIn(rule, yamlOf('v1', 'Pod', 'api', spec, namespace))).toHaveLength(findings);
});

test('an agent runs on every node', () => {
  const spec = { containers: [{ name: 'agent' }], tolerations: [{ operator: 'Exists' }] };
  expect(verdictOn(rule, { spec }, 37, 'DaemonSet')).toEqual([]);
  expect(verdictOn(rule, { spec }, 37, 'Deployment')).toHaveLength(1);
});
