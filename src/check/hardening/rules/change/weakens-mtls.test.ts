import { expect, test } from 'vitest';
import { verdictOnChange } from '../../../../../test/support/hardening.ts';
import { rule } from './weakens-mtls.ts';

const INBOUND = 'config.linkerd.io/default-inbound-policy';
const peer = (mode: string, namespace = 'shop') =>
  `---\napiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: default, namespace: ${namespace} }\nspec: { mtls: { mode: ${mode} } }\n`;
const namespace = (policy: string) =>
  `---\napiVersion: v1\nkind: Namespace\nmetadata: { name: shop, annotations: { ${policy === '' ? '' : `${INBOUND}: ${policy}`} } }\n`;
const joined = (label: string) =>
  `---\napiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { ${label} } }\n`;
const workload = (annotation: string) =>
  `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: api, namespace: shop }\nspec: { template: { metadata: { annotations: { ${annotation} } }, spec: { containers: [] } } }\n`;
const OBJECT = '---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: shop }\n';
const PLAINTEXT = 'and what it made STRICT takes plaintext where nothing else forbids it';

const CASES: [string, string, string, string[]][] = [
  [
    'permissive',
    peer('STRICT'),
    peer('PERMISSIVE'),
    [
      'PeerAuthentication shop/default: the change turns mtls.mode from STRICT to PERMISSIVE, where STRICT held @ spec.mtls.mode',
    ],
  ],
  [
    'gone',
    peer('STRICT') + OBJECT,
    OBJECT,
    [`PeerAuthentication shop/default: the change removes it (sample.yaml:2 at the base), ${PLAINTEXT} @ `],
  ],
  [
    "the mesh's own goes",
    peer('STRICT', 'istio-system') + OBJECT,
    OBJECT,
    [`PeerAuthentication istio-system/default: the change removes it (sample.yaml:2 at the base), ${PLAINTEXT} @ `],
  ],
  [
    'only for some pods',
    peer('STRICT'),
    peer('STRICT').replace('spec: {', 'spec: { selector: { matchLabels: { a: b } },'),
    [
      'PeerAuthentication shop/default: the change makes it hold for the pods of a selector, and no longer for those that it held for @ spec.selector',
    ],
  ],
  [
    'a port',
    peer('STRICT'),
    peer('STRICT').replace('spec: {', 'spec: { portLevelMtls: { 8080: { mode: DISABLE } },'),
    [
      'PeerAuthentication shop/default: the change sets port "8080" to DISABLE, where STRICT held @ spec.portLevelMtls["8080"]',
    ],
  ],
  [
    'a weaker one beside that of the mesh',
    peer('STRICT', 'istio-system'),
    peer('STRICT', 'istio-system') + peer('PERMISSIVE'),
    ['PeerAuthentication shop/default: the change adds it with PERMISSIVE, where STRICT held @ spec.mtls.mode'],
  ],
  [
    'what was inherited',
    peer('STRICT', 'istio-system') + peer('UNSET'),
    peer('STRICT', 'istio-system') + peer('DISABLE'),
    [
      'PeerAuthentication shop/default: the change turns mtls.mode from UNSET to DISABLE, where STRICT held @ spec.mtls.mode',
    ],
  ],
  ['under another name', peer('STRICT'), peer('STRICT').replace('name: default', 'name: strict'), []],
  ['a weaker one where nothing was strict', OBJECT, OBJECT + peer('PERMISSIVE'), []],
  [
    'the namespace leaves the mesh',
    joined('istio-injection: enabled'),
    joined('istio-injection: disabled'),
    ['Namespace shop: the change takes what it makes or holds out of the mesh of Istio @ metadata.labels'],
  ],
  [
    'a workload leaves the mesh',
    workload(''),
    workload('sidecar.istio.io/inject: "false"'),
    [
      'Deployment shop/api: the change takes what it makes or holds out of the mesh of Istio @ spec.template.metadata.annotations["sidecar.istio.io/inject"]',
    ],
  ],
  [
    'a port goes past the sidecar',
    workload(''),
    workload('traffic.sidecar.istio.io/excludeInboundPorts: "8080"'),
    [
      'Deployment shop/api: the change lets inbound ports past the sidecar: traffic.sidecar.istio.io/excludeInboundPorts is "8080" @ spec.template.metadata.annotations["traffic.sidecar.istio.io/excludeInboundPorts"]',
    ],
  ],
  [
    'a workload of Linkerd opens itself',
    workload(''),
    workload(`${INBOUND}: all-unauthenticated`),
    [
      `Deployment shop/api: the change turns the default inbound policy of Linkerd from the default to all-unauthenticated @ spec.template.metadata.annotations["${INBOUND}"]`,
    ],
  ],
  ['the namespace joins another revision', joined('istio-injection: enabled'), joined('istio.io/rev: canary'), []],
  ['stricter', peer('PERMISSIVE'), peer('STRICT'), []],
  [
    'linkerd',
    namespace('deny'),
    namespace(''),
    [
      `Namespace shop: the change turns the default inbound policy of Linkerd from deny to the default @ metadata.annotations["${INBOUND}"]`,
    ],
  ],
  ['linkerd, another that authenticates', namespace('deny'), namespace('all-authenticated'), []],
];

test.each<[what: string, base: string, head: string, verdict: readonly string[]]>(
  CASES,
)('%s', (_, base, head, verdict) => expect(verdictOnChange(rule, base, head)).toEqual(verdict));
