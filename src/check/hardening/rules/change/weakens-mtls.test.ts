import { expect, test } from 'vitest';
import { verdictOnChange } from '../../../../../test/support/hardening.ts';
import { rule } from './weakens-mtls.ts';

const INBOUND = 'config.linkerd.io/default-inbound-policy';
const peer = (mode: string, namespace = 'shop') =>
  `---\napiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: default, namespace: ${namespace} }\nspec: { mtls: { mode: ${mode} } }\n`;
const namespace = (policy: string) =>
  `---\napiVersion: v1\nkind: Namespace\nmetadata: { name: shop, annotations: { ${policy === '' ? '' : `${INBOUND}: ${policy}`} } }\n`;
const OBJECT = '---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: shop }\n';
const PLAINTEXT = 'and what it made STRICT takes plaintext where nothing else forbids it';

const CASES: [string, string, string, string[]][] = [
  [
    'permissive',
    peer('STRICT'),
    peer('PERMISSIVE'),
    ['PeerAuthentication shop/default: the change turns mtls.mode from STRICT to PERMISSIVE @ spec.mtls.mode'],
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
