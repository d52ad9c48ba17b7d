import { expect, test } from 'vitest';
import { verdictIn } from '../../../../../test/support/hardening.ts';
import { rule } from './open-egress.ts';

const CASES: [what: string, yaml: string, verdict: string[]][] = [
  [
    'No peers',
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a, namespace: shop }\nspec: { podSelector: { matchLabels: { app: a } }, policyTypes: [Egress], egress: [{}] }\n',
    ['NetworkPolicy shop/a: an egress rule reaches everything @ spec.egress'],
  ],
  [
    'Two halves of all addresses',
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a, namespace: shop }\nspec: { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/1 } }, { ipBlock: { cidr: 128.0.0.0/1 } }] }] }\n',
    ['NetworkPolicy shop/a: an egress rule reaches everything @ spec.egress'],
  ],
  [
    'All namespaces but one',
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a, namespace: shop }\nspec: { podSelector: {}, egress: [{ to: [{ namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: NotIn, values: [kube-system] }] } }] }] }\n',
    ['NetworkPolicy shop/a: an egress rule reaches everything that carries none of some labels @ spec.egress'],
  ],
  [
    'One port',
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a, namespace: shop }\nspec: { podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: 443 }] }] }\n',
    [],
  ],
  [
    'Egress that is not in force',
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a, namespace: shop }\nspec: { podSelector: {}, policyTypes: [Ingress], egress: [{}] }\n',
    [],
  ],
  [
    'Denied',
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a, namespace: shop }\nspec: { podSelector: {}, policyTypes: [Egress] }\n',
    [],
  ],
];

test.each(CASES)('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
