import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './webhook-ignores-failure.ts';

const webhook = (
  failurePolicy: string,
  kind = 'ValidatingWebhookConfiguration',
  group = 'admissionregistration.k8s.io',
) =>
  yamlOf(
    `${group}/v1`,
    kind,
    'shop',
    `webhooks: [{ name: a.shop.example }, { name: b.shop.example, ${failurePolicy} }]`,
  );

const CASES: [string, string, string[]][] = [
  [
    'Ignore',
    webhook('failurePolicy: Ignore'),
    [
      'ValidatingWebhookConfiguration shop/shop: failurePolicy is Ignore in webhook "b.shop.example" @ webhooks[1].failurePolicy',
    ],
  ],
  [
    'Ignore, mutating',
    webhook('failurePolicy: Ignore', 'MutatingWebhookConfiguration'),
    [
      'MutatingWebhookConfiguration shop/shop: failurePolicy is Ignore in webhook "b.shop.example" @ webhooks[1].failurePolicy',
    ],
  ],
  ['Fail', webhook('failurePolicy: Fail'), []],
  ['left out is Fail', webhook('sideEffects: None'), []],
  [
    'left out in v1beta1 is Ignore',
    webhook('failurePolicy: Fail').replace('k8s.io/v1', 'k8s.io/v1beta1'),
    [
      'ValidatingWebhookConfiguration shop/shop: failurePolicy is Ignore in webhook "a.shop.example" @ webhooks[0].failurePolicy',
    ],
  ],
  ['another API', webhook('failurePolicy: Ignore', 'ValidatingWebhookConfiguration', 'acme.example'), []],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
