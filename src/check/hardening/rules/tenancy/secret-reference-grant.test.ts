import { expect, test } from 'vitest';
import { verdictIn } from '../../../../../test/support/hardening.ts';
import { rule } from './secret-reference-grant.ts';

const CASES: [what: string, yaml: string, verdict: string[]][] = [
  [
    'Every secret',
    'apiVersion: gateway.networking.k8s.io/v1beta1\nkind: ReferenceGrant\nmetadata: { name: a, namespace: shop }\nspec:\n  from: [{ group: gateway.networking.k8s.io, kind: Gateway, namespace: edge }]\n  to: [{ group: "", kind: Secret }]\n',
    ['ReferenceGrant shop/a: every Secret of the namespace may be referred to from "edge" @ spec.to[0]'],
  ],
  [
    'One secret',
    'apiVersion: gateway.networking.k8s.io/v1beta1\nkind: ReferenceGrant\nmetadata: { name: a, namespace: shop }\nspec:\n  from: [{ group: gateway.networking.k8s.io, kind: Gateway, namespace: edge }]\n  to: [{ group: "", kind: Secret, name: tls }]\n',
    [],
  ],
  [
    'Services',
    'apiVersion: gateway.networking.k8s.io/v1beta1\nkind: ReferenceGrant\nmetadata: { name: a, namespace: shop }\nspec:\n  from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: edge }]\n  to: [{ group: "", kind: Service }]\n',
    [],
  ],
];

test.each(CASES)('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
