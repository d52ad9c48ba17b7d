import { expect, test } from 'vitest';
import { verdictIn } from '../../../../../test/support/hardening.ts';
import { rule } from './permissive-mtls.ts';

const CASES: [what: string, yaml: string, verdict: string[]][] = [
  [
    'Permissive',
    'apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: default, namespace: shop }\nspec: { mtls: { mode: PERMISSIVE } }\n',
    ['PeerAuthentication shop/default: mtls.mode is PERMISSIVE @ spec.mtls.mode'],
  ],
  [
    'A hole at a port',
    'apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: default, namespace: shop }\nspec: { selector: { matchLabels: { app: a } }, mtls: { mode: STRICT }, portLevelMtls: { 8080: { mode: DISABLE } } }\n',
    ['PeerAuthentication shop/default: port 8080 is DISABLE @ spec.portLevelMtls["8080"].mode'],
  ],
  [
    'Linkerd that takes everybody',
    'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, annotations: { config.linkerd.io/default-inbound-policy: all-unauthenticated } }\n',
    [
      'Namespace shop: the default inbound policy of Linkerd is "all-unauthenticated" @ metadata.annotations["config.linkerd.io/default-inbound-policy"]',
    ],
  ],
  [
    'Ports that the sidecar leaves alone',
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: api, namespace: shop }\nspec: { template: { metadata: { annotations: { config.linkerd.io/skip-inbound-ports: "8080,9090" } }, spec: {} } }\n',
    [
      'Deployment shop/api: config.linkerd.io/skip-inbound-ports leads ports "8080,9090" past the sidecar @ spec.template.metadata.annotations["config.linkerd.io/skip-inbound-ports"]',
    ],
  ],
  [
    'Ports that the sidecar leaves alone when they are called',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: api, namespace: shop, annotations: { traffic.sidecar.istio.io/excludeOutboundPorts: "443" } }\nspec: {}\n',
    [],
  ],
  [
    'Strict',
    'apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: default, namespace: shop }\nspec: { mtls: { mode: STRICT } }\n',
    [],
  ],
  [
    'Unset inherits',
    'apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: default, namespace: shop }\nspec: { mtls: { mode: UNSET } }\n',
    [],
  ],
  [
    'Linkerd with identities',
    'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, annotations: { config.linkerd.io/default-inbound-policy: all-authenticated } }\n',
    [],
  ],
];

test.each(CASES)('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
