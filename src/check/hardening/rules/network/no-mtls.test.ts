import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './no-mtls.ts';

const namespace = (labels: string, annotations = '') =>
  `---\napiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { ${labels} }, annotations: { ${annotations} } }\n`;
const pod = (labels = '', annotations = '') =>
  `---\napiVersion: v1\nkind: Pod\nmetadata: { name: api, namespace: shop, labels: { ${labels} }, annotations: { ${annotations} } }\nspec: {}\n`;
const peers = (mode: string, where = 'shop', selector = '') =>
  yamlOf(
    'security.istio.io/v1',
    'PeerAuthentication',
    'default',
    `spec: { ${selector}mtls: { mode: ${mode} } }`,
    where,
  );
const INJECTED = namespace('istio-injection: enabled') + pod();
const LINKERD = namespace('', 'linkerd.io/inject: enabled');
const POLICY = 'config.linkerd.io/default-inbound-policy';
const istio = (mode = 'PERMISSIVE', object = 'Namespace shop', at = 'metadata.name') => [
  `${object}: namespace "shop" is in the mesh of Istio, and its mode is ${mode} @ ${at}`,
];
const linkerd = [
  'Namespace shop: namespace "shop" is in the mesh of Linkerd, and no default inbound policy asks for identities @ metadata.name',
];

const outside = (field: string, mesh: string, where: string) => [
  `Pod shop/api: ${field} keeps the pods out of the mesh of ${mesh} that namespace "shop" is in @ metadata.${where}["${field}"]`,
];

const CASES: [what: string, yaml: string, verdict: string[]][] = [
  ['no mesh', namespace('') + pod(), []],
  ['no workloads', namespace('istio-injection: enabled'), []],
  ['nothing is PERMISSIVE', INJECTED, istio()],
  ['STRICT', INJECTED + peers('STRICT'), []],
  ['STRICT for the mesh', INJECTED + peers('STRICT', 'istio-system'), []],
  [
    'a pod that stays out, by its label',
    namespace('istio-injection: enabled') + peers('STRICT') + pod('sidecar.istio.io/inject: "false"'),
    outside('sidecar.istio.io/inject', 'Istio', 'labels'),
  ],
  [
    'a pod that stays out, by its annotation',
    namespace('istio-injection: enabled') + peers('STRICT') + pod('', 'sidecar.istio.io/inject: "false"'),
    outside('sidecar.istio.io/inject', 'Istio', 'annotations'),
  ],
  [
    'the label wins over the annotation',
    namespace('istio-injection: enabled') +
      peers('STRICT') +
      pod('sidecar.istio.io/inject: "true"', 'sidecar.istio.io/inject: "false"'),
    [],
  ],
  [
    'a pod that stays out of the ambient mesh',
    namespace('istio.io/dataplane-mode: ambient') + peers('STRICT') + pod('istio.io/dataplane-mode: none'),
    outside('istio.io/dataplane-mode', 'Istio', 'labels'),
  ],
  [
    'a pod that stays out of Linkerd',
    namespace('', `linkerd.io/inject: enabled, ${POLICY}: deny`) + pod('', 'linkerd.io/inject: disabled'),
    outside('linkerd.io/inject', 'Linkerd', 'annotations'),
  ],
  [
    'a Job that nobody calls',
    namespace('istio-injection: enabled') +
      peers('STRICT') +
      yamlOf(
        'batch/v1',
        'Job',
        'api',
        'spec: { template: { metadata: { labels: { sidecar.istio.io/inject: "false" } }, spec: {} } }',
      ),
    [],
  ],
  [
    'a sidecar is not what makes a pod part of an ambient mesh',
    namespace('istio.io/dataplane-mode: ambient') + peers('STRICT') + pod('sidecar.istio.io/inject: "false"'),
    [],
  ],
  [
    'out of ambient, with a sidecar',
    namespace('istio-injection: enabled') + peers('STRICT') + pod('istio.io/dataplane-mode: none'),
    [],
  ],
  [
    'the label of the other mesh',
    namespace('', `linkerd.io/inject: enabled, ${POLICY}: deny`) + pod('sidecar.istio.io/inject: "false"'),
    [],
  ],
  [
    'a namespace that leaves it to its workloads',
    peers('STRICT') +
      pod('sidecar.istio.io/inject: "true"') +
      pod('sidecar.istio.io/inject: "false"').replace('name: api', 'name: web'),
    [],
  ],
  [
    'a pod in the network of its node',
    namespace('istio-injection: enabled') + peers('STRICT') + pod().replace('spec: {}', 'spec: { hostNetwork: true }'),
    [
      'Pod shop/api: hostNetwork: true keeps the pods out of the mesh of Istio that namespace "shop" is in @ spec.hostNetwork',
    ],
  ],
  ['a pod that stays out of no mesh', namespace('') + pod('sidecar.istio.io/inject: "false"'), []],
  ['UNSET inherits', INJECTED + peers('UNSET') + peers('STRICT', 'istio-system'), []],
  ['UNSET of nothing', INJECTED + peers('UNSET'), istio()],
  ["the namespace's own wins", INJECTED + peers('DISABLE') + peers('STRICT', 'istio-system'), istio('DISABLE')],
  [
    'STRICT for some pods only',
    INJECTED + peers('STRICT', 'shop', 'selector: { matchLabels: { app: api } }, '),
    istio(),
  ],
  ['STRICT in another namespace', INJECTED + peers('STRICT', 'web'), istio()],
  ['by revision', namespace('istio.io/rev: stable') + pod(), istio()],
  ['ambient', namespace('istio.io/dataplane-mode: ambient') + pod(), istio()],
  ['by the pod', pod("sidecar.istio.io/inject: 'true'"), istio('PERMISSIVE', 'Pod shop/api', 'metadata.namespace')],
  ['injection alone takes plaintext', LINKERD + pod(), linkerd],
  ['Linkerd with a policy', namespace('', `linkerd.io/inject: enabled, ${POLICY}: all-authenticated`) + pod(), []],
  ['Linkerd with a policy at the pod', LINKERD + pod('', `${POLICY}: deny`), []],
  [
    'Linkerd, undone by the pod',
    namespace('', `linkerd.io/inject: enabled, ${POLICY}: all-authenticated`) +
      pod('', `${POLICY}: all-unauthenticated`),
    linkerd,
  ],
];

test.each(CASES)('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
