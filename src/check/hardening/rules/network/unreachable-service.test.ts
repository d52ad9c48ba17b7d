import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './unreachable-service.ts';

const pod = (labels = 'app: api', spec = '', namespace = 'shop', name = 'api') =>
  `---\napiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: ${namespace}, labels: { ${labels} } }\nspec: { ${spec === '' ? '' : `${spec}, `}containers: [{ name: c, ports: [{ name: http, containerPort: 8080 }] }] }\n`;
const service = (ports = '{ port: 80, targetPort: http }', more = 'selector: { app: api }') =>
  yamlOf('v1', 'Service', 'api', `spec: { ${more}, ports: [${ports}] }`);
const policy = (spec: string, name = 'deny', namespace = 'shop') =>
  yamlOf('networking.k8s.io/v1', 'NetworkPolicy', name, `spec: { ${spec} }`, namespace);
const DENY = policy('podSelector: {}, policyTypes: [Ingress]');
const allow = (rules: string, selector = 'matchLabels: { app: api }') =>
  policy(`podSelector: { ${selector} }, ingress: [${rules}]`, 'allow');
const dead = (ports = '80', policies = 'NetworkPolicy shop/deny', at = 'spec.ports[0]') => [
  `Service shop/api: no ingress rule lets anything through to port ${ports} of its pods, which ${policies} isolates @ ${at}`,
];
const BOTH = 'NetworkPolicy shop/deny and NetworkPolicy shop/allow';
const BASE = pod() + service() + DENY;

const CASES: [what: string, yaml: string, verdict: string[]][] = [
  ['no policy', pod() + service(), []],
  ['a default deny and nothing else', BASE, dead()],
  ['somebody on every port', BASE + allow('{ from: [{ podSelector: {} }] }'), []],
  ['the port by number', BASE + allow('{ ports: [{ port: 8080 }] }'), []],
  ['the port by name', BASE + allow('{ ports: [{ port: http }] }'), []],
  ['the port of the Service is not that of the pod', BASE + allow('{ ports: [{ port: 80 }] }'), dead('80', BOTH)],
  ['another name', BASE + allow('{ ports: [{ port: metrics }] }'), dead('80', BOTH)],
  ['a range', BASE + allow('{ ports: [{ port: 8000, endPort: 9000 }] }'), []],
  ['another protocol', BASE + allow('{ ports: [{ protocol: UDP, port: 8080 }] }'), dead('80', BOTH)],
  ['an empty list of rules', BASE + allow(''), dead('80', BOTH)],
  ['rules for other pods', BASE + allow('{}', 'matchLabels: { app: web }'), dead()],
  [
    'rules by an expression',
    BASE + allow('{}', 'matchExpressions: [{ key: app, operator: NotIn, values: [web] }]'),
    [],
  ],
  ['a policy of another namespace', pod() + service() + policy('podSelector: {}', 'deny', 'web'), []],
  ['a policy for egress', pod() + service() + policy('podSelector: {}, policyTypes: [Egress]'), []],
  [
    'one pod that nothing isolates',
    BASE.replace('podSelector: {}', 'podSelector: { matchLabels: { v: a } }') +
      pod('app: api, v: a', '', 'shop', 'other'),
    [],
  ],
  ["a pod of the node's network escapes", pod('app: api', 'hostNetwork: true') + service() + DENY, []],
  ['pods that are not here', service() + DENY, []],
  ['pods of another namespace', pod('app: api', '', 'web') + service() + DENY, []],
  ['no selector', pod() + service('{ port: 80 }', 'selector: {}') + DENY, []],
  ['an external name', pod() + service('{ port: 80 }', 'selector: { app: api }, type: ExternalName') + DENY, []],
  ['targetPort left out', pod() + service('{ port: 8080 }') + DENY + allow('{ ports: [{ port: http }] }'), []],
  [
    'one of two ports',
    pod() + service('{ port: 80, targetPort: 8080 }, { port: 9090 }') + DENY + allow('{ ports: [{ port: 8080 }] }'),
    dead('9090', BOTH, 'spec.ports[1]'),
  ],
];

test.each(CASES)('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
