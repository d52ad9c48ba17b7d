import { expect, test } from 'vitest';
import { type Given, verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './owner.ts';

const pod = (name: string, metadata = '', namespace = 'shop') =>
  `---\napiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: ${namespace}, ${metadata} }\nspec: {}\n`;
const namespace = (metadata: string) => `---\napiVersion: v1\nkind: Namespace\nmetadata: { name: shop, ${metadata} }\n`;

const says = (object: string, name = 'shop') => [
  `${object}: namespace "${name}" runs workloads, and nothing says whose they are @ metadata.labels`,
];

test.each<[what: string, yaml: string, verdict: readonly string[], given?: Given]>([
  ['two workloads, said once', pod('api') + pod('web'), says('Pod shop/api')],
  ['at the Namespace', pod('api') + namespace(''), says('Namespace shop')],
  ['two namespaces', pod('api') + pod('api', '', 'bar'), [...says('Pod shop/api'), ...says('Pod bar/api', 'bar')]],
  ['a label of the Namespace', pod('api') + namespace('labels: { team: shop }'), []],
  ['an annotation of the Namespace', pod('api') + namespace('annotations: { acme.dev/owner: shop }'), []],
  ['an empty label', pod('api') + namespace('labels: { team: "" }'), says('Namespace shop')],
  ['every workload', pod('api', 'labels: { team: a }') + pod('web', 'annotations: { contact: a@acme.dev }'), []],
  ['one of two workloads', pod('api', 'labels: { team: a }') + pod('web'), says('Pod shop/web')],
  ['another label', pod('api', 'labels: { app: shop }'), says('Pod shop/api')],
  ['no workloads', namespace('') + yamlOf('v1', 'ConfigMap', 'a', 'data: {}'), []],
  ['by CODEOWNERS', pod('api'), [], { files: ['.github/CODEOWNERS'] }],
  [
    'by an assumed namespace',
    pod('api'),
    [],
    { assume: { namespaces: [{ name: 'shop', labels: { 'acme.dev/team': 'shop' } }] } },
  ],
])('%s', (_, yaml, verdict, given) => expect(verdictIn(rule, yaml, given)).toEqual(verdict));
