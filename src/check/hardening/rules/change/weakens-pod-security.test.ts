import { expect, test } from 'vitest';
import { verdictOnChange } from '../../../../../test/support/hardening.ts';
import { rule } from './weakens-pod-security.ts';

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const namespace = (labels: string) =>
  `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels: { ${labels} }\n`;
const level = (value: string) => namespace(`${ENFORCE}: ${value}`);
const OBJECT = '---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: shop }\n';

const configuration = (enforce: string, namespaces: string) =>
  `apiVersion: apiserver.config.k8s.io/v1\nkind: AdmissionConfiguration\nplugins: [{ name: PodSecurity, configuration: { defaults: { enforce: ${enforce} }, exemptions: { namespaces: ${namespaces} } } }]\n`;

const lowered = (before: string, after: string) => [
  `Namespace shop: the change lowers the label ${ENFORCE} from ${before} to ${after} @ metadata.labels["${ENFORCE}"]`,
];

const CASES: [string, string, string, string[]][] = [
  ['restricted to baseline', level('restricted'), level('baseline'), lowered('restricted', 'baseline')],
  ['baseline to privileged', level('baseline'), level('privileged'), lowered('baseline', 'privileged')],
  ['the label goes', level('baseline'), namespace(''), lowered('baseline', 'nothing, which is privileged')],
  ['what is no level enforced restricted', level('strict'), level('baseline'), lowered('restricted', 'baseline')],
  [
    'a second copy of it',
    level('restricted'),
    `${level('restricted')}---\n${level('privileged')}`,
    lowered('restricted', 'privileged'),
  ],
  [
    'an older version',
    level('restricted'),
    namespace(`${ENFORCE}: restricted, ${ENFORCE}-version: v1.24`),
    [
      `Namespace shop: the change turns the enforced version of the standard back from v1.37 to v1.24 @ metadata.labels["${ENFORCE}-version"]`,
    ],
  ],
  [
    'what holds without labels',
    configuration('baseline', '[]'),
    configuration('privileged', '[kube-system]'),
    [
      'AdmissionConfiguration : the change lowers what is enforced in namespaces without labels from baseline v1.37 to privileged v1.37 @ plugins[0].configuration.defaults',
      'AdmissionConfiguration : the change exempts "namespace kube-system" from Pod Security, in whatever namespace @ plugins[0].configuration.exemptions',
    ],
  ],
  ['what holds without labels, stricter', configuration('baseline', '[a]'), configuration('restricted', '[]'), []],
  ['raised', level('baseline'), level('restricted'), []],
  ['never had one', namespace(''), namespace('a: b'), []],
  [
    'the Namespace goes, and its objects stay',
    level('restricted') + OBJECT,
    OBJECT,
    [
      'Namespace shop: the change removes this Namespace, which enforces restricted (sample.yaml:1 at the base), while objects in it remain @ ',
    ],
  ],
  ['the Namespace and its objects go', level('restricted') + OBJECT, namespace('').replace('shop', 'other'), []],
];

test.each<[what: string, base: string, head: string, verdict: readonly string[]]>(
  CASES,
)('%s', (_, base, head, verdict) => expect(verdictOnChange(rule, base, head)).toEqual(verdict));
