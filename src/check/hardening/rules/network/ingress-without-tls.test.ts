import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './ingress-without-tls.ts';

const ingress = (spec: string) => yamlOf('networking.k8s.io/v1', 'Ingress', 'shop', `spec: { ${spec} }`);
const plain = (hosts: string) => [`Ingress shop/shop: spec.tls does not cover ${hosts} @ spec.tls`];

const CASES: [string, string, string[]][] = [
  ['no tls', ingress('rules: [{ host: shop.example }]'), plain('host "shop.example"')],
  [
    'another host',
    ingress('tls: [{ hosts: [www.example] }], rules: [{ host: shop.example }, { host: www.example }]'),
    plain('host "shop.example"'),
  ],
  [
    'a rule for every host',
    ingress('tls: [{ hosts: [shop.example] }], rules: [{ host: shop.example }, {}]'),
    plain('every host'),
  ],
  ['only a default backend', ingress('defaultBackend: { service: { name: shop } }'), plain('the default backend')],
  ['covered', ingress('tls: [{ hosts: [shop.example], secretName: shop }], rules: [{ host: shop.example }]'), []],
  [
    'a wildcard covers one label',
    ingress('tls: [{ hosts: ["*.shop.example"] }], rules: [{ host: www.shop.example }]'),
    [],
  ],
  [
    'and not two',
    ingress('tls: [{ hosts: ["*.shop.example"] }], rules: [{ host: a.b.shop.example }]'),
    plain('host "a.b.shop.example"'),
  ],
  ['an entry for all hosts', ingress('tls: [{ secretName: shop }], rules: [{ host: shop.example }]'), []],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
