import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './unlisted-secret.ts';

const account = (value: string, namespace = 'shop') =>
  `---\napiVersion: v1\nkind: ServiceAccount\nmetadata: { name: api, namespace: ${namespace}, annotations: { kubernetes.io/enforce-mountable-secrets: "${value}" } }\nsecrets: [{ name: db }]\nimagePullSecrets: [{ name: registry }]\n`;
const pod = (fields: string, container = '', list = 'containers') =>
  yamlOf(
    'v1',
    'Pod',
    'web',
    `spec: { serviceAccountName: api, ${fields}${list}: [{ name: a, image: a${container} }] }`,
  );
const refused = (secret: string, path: string) => [
  `Pod shop/web: service account "api" does not list Secret "${secret}", so the API server refuses the pods @ ${path}`,
];
const ON = account('true');

test.each<[what: string, yaml: string, verdict: readonly string[]]>([
  [
    'a volume',
    ON + pod('volumes: [{ name: v, secret: { secretName: other } }], '),
    refused('other', 'spec.volumes[0].secret.secretName'),
  ],
  [
    'a variable',
    ON + pod('', ', env: [{ name: A, valueFrom: { secretKeyRef: { name: other, key: a, optional: true } } }]'),
    refused('other', 'spec.containers[0].env[0].valueFrom.secretKeyRef.name'),
  ],
  [
    'all variables',
    ON + pod('', ', envFrom: [{ secretRef: { name: other } }]'),
    refused('other', 'spec.containers[0].envFrom[0].secretRef.name'),
  ],
  [
    'an init container',
    ON + pod('containers: [{ name: b, image: b }], ', ', envFrom: [{ secretRef: { name: other } }]', 'initContainers'),
    refused('other', 'spec.initContainers[0].envFrom[0].secretRef.name'),
  ],
  [
    'a pull secret that is only among the others',
    ON + pod('imagePullSecrets: [{ name: db }], '),
    refused('db', 'spec.imagePullSecrets[0].name'),
  ],
  [
    'a projected volume, which the API server does not look into',
    ON + pod('volumes: [{ name: v, projected: { sources: [{ secret: { name: other } }] } }], '),
    [
      'Pod shop/web: service account "api" does not list Secret "other", which a projected volume gets all the same @ spec.volumes[0].projected.sources[0].secret.name',
    ],
  ],
  [
    'what is listed',
    ON +
      pod(
        'imagePullSecrets: [{ name: registry }], volumes: [{ name: v, secret: { secretName: db } }], ',
        ', envFrom: [{ secretRef: { name: db } }, { configMapRef: { name: other } }]',
      ),
    [],
  ],
  ['no limit', account('false') + pod('volumes: [{ name: v, secret: { secretName: other } }], '), []],
  [
    'an account of another namespace',
    account('true', 'other') + pod('volumes: [{ name: v, secret: { secretName: other } }], '),
    [],
  ],
  ['no account in the repository', pod('volumes: [{ name: v, secret: { secretName: other } }], '), []],
])('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
