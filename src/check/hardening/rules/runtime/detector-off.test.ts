import { expect, test } from 'vitest';
import { manifestOf, verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { readManifests } from '../../../../../test/support/manifest-files.ts';
import { isDetector } from '../../evidence/objects.ts';
import { rule } from './detector-off.ts';

const file = (name: string, text: string) =>
  yamlOf('v1', 'ConfigMap', 'falco', `data:\n  ${name}: |\n${text.replace(/^/gm, '    ')}`);
const daemonSet = (container: string, spec = '') =>
  yamlOf(
    'apps/v1',
    'DaemonSet',
    'falco',
    `spec: { template: { spec: { ${spec}containers: [{ name: a, ${container} }] } } }`,
  );
const FALCO = 'image: "docker.io/falcosecurity/falco:0.42.0"';
const SHELL = '- rule: Terminal shell in container\n  condition: spawned_process\n';
const OFF = [
  'ConfigMap shop/falco: the rules of Falco leave "Terminal shell in container" switched off @ data["rules.yaml"]',
];
const disabled = (what: string) => [`ConfigMap shop/falco: falco.yaml disables "${what}" @ data["falco.yaml"]`];
const argument = (text: string, index = 0) => [
  `DaemonSet shop/falco: "${text}" of Falco switches rules off @ spec.template.spec.containers[0].args[${index}]`,
];
const policy = (spec: string, kind = 'TracingPolicy') => yamlOf('cilium.io/v1alpha1', kind, 'a', `spec: ${spec}`);

test.each<[what: string, yaml: string, verdict: readonly string[]]>([
  ['a rule that is off', file('rules.yaml', `${SHELL}  enabled: false`), OFF],
  [
    'a rule of another file that is switched off',
    file('rules.yaml', '- rule: Terminal shell in container\n  enabled: no'),
    OFF,
  ],
  [
    'by an override',
    file('rules.yaml', '- rule: Terminal shell in container\n  enabled: "false"\n  override: { enabled: replace }'),
    OFF,
  ],
  [
    'the last word counts: off',
    file('rules.yaml', `${SHELL}- rule: Terminal shell in container\n  enabled: false`),
    OFF,
  ],
  [
    'the last word counts: on',
    file('rules.yaml', `${SHELL}  enabled: false\n- rule: Terminal shell in container\n  enabled: true`),
    [],
  ],
  ['defined again', file('rules.yaml', `- rule: Terminal shell in container\n  enabled: false\n${SHELL}`), []],
  [
    'added to, which switches nothing on',
    file(
      'rules.yaml',
      `${SHELL}  enabled: false\n- rule: Terminal shell in container\n  append: true\n  condition: and a`,
    ),
    OFF,
  ],
  ['rules that are on', file('rules.yaml', `- macro: a\n  condition: b\n${SHELL}`), []],
  ['a list that is none of rules', file('rules.yaml', '- rule\n- enabled: false'), []],
  ['rules of something else', file('rules.yaml', 'rules:\n  - name: a\n    enabled: false'), []],
  ['disabled in falco.yaml', file('falco.yaml', 'rules:\n  - disable: { rule: "*shell*" }'), disabled('rule *shell*')],
  [
    'by its tag',
    file('falco.yaml', 'rules_files: [a]\nrules:\n  - disable: { tag: network }'),
    disabled('tag network'),
  ],
  ['and enabled again', file('falco.yaml', 'rules:\n  - disable: { tag: network }\n  - enable: { tag: network }'), []],
  [
    'everything off, and what is wanted on',
    file('falco.yaml', 'rules:\n  - disable: { rule: "*" }\n  - enable: { tag: maturity_stable }'),
    [],
  ],
  [
    'everything off, and one rule on',
    file('falco.yaml', 'rules:\n  - disable: { rule: "*" }\n  - enable: { rule: A }'),
    disabled('rule *'),
  ],
  [
    'a priority that loads no notices',
    file('falco.yaml', 'rules_files: [a]\npriority: Warning'),
    [
      'ConfigMap shop/falco: falco.yaml loads no rule below the priority warning, and a shell in a container is a notice @ data["falco.yaml"]',
    ],
  ],
  ['a priority that loads them', file('falco.yaml', 'rules_files: [a]\npriority: notice'), []],
  ['a priority of something else', file('app.yaml', 'priority: critical'), []],
  ['an argument', daemonSet(`${FALCO}, args: [/usr/bin/falco, -D, shell]`), argument('-D', 1)],
  ['in one word', daemonSet(`${FALCO}, args: ["-Tnetwork"]`), argument('-Tnetwork')],
  ['by an option', daemonSet(`${FALCO}, args: [-o, "rules[].disable.rule=*"]`), argument('rules[].disable.rule=*', 1)],
  ['an argument of another program', daemonSet('image: acme/app, args: [-D, a]'), []],
  [
    'on some nodes',
    daemonSet(FALCO, 'nodeSelector: { non-existing: "true" }, '),
    [
      'DaemonSet shop/falco: falco runs only on nodes with the label "non-existing=true" @ spec.template.spec.nodeSelector',
    ],
  ],
  ['on every node of an operating system', daemonSet(FALCO, 'nodeSelector: { kubernetes.io/os: linux }, '), []],
  [
    'another program in its place',
    daemonSet('image: quay.io/cilium/tetragon:v1.6, command: [sleep, infinity]'),
    ['DaemonSet shop/falco: the container of tetragon runs another program @ spec.template.spec.containers[0].command'],
  ],
  ['its program by a shell', daemonSet(`${FALCO}, command: [sh, -c], args: [exec falco]`), []],
  [
    'a policy without hooks',
    policy('{ kprobes: [] }'),
    ['TracingPolicy shop/a: the policy has no hook, so nothing is traced @ spec'],
  ],
  [
    'of a namespace',
    policy('{}', 'TracingPolicyNamespaced'),
    ['TracingPolicyNamespaced shop/a: the policy has no hook, so nothing is traced @ spec'],
  ],
  ['a policy with hooks', policy('{ tracepoints: [{ subsystem: raw_syscalls, event: sys_exit }] }'), []],
  [
    'values that switch it off',
    yamlOf('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'falco', 'spec: { values: { falco: { enabled: false } } }'),
    ['HelmRelease shop/falco: the values switch falco off @ spec.values.falco.enabled'],
  ],
  [
    'rules in values',
    yamlOf(
      'helm.toolkit.fluxcd.io/v2',
      'HelmRelease',
      'falco',
      'spec:\n  values:\n    customRules:\n      a.yaml: |\n        - rule: A\n          enabled: false',
    ),
    ['HelmRelease shop/falco: the rules of Falco leave "A" switched off @ spec.values.customRules["a.yaml"]'],
  ],
])('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));

test.each<[what: string, yaml: string, shows: boolean]>([
  ['Falco', daemonSet(FALCO), true],
  ['Tracee by its digest', daemonSet('image: "aquasec/tracee@sha256:ab"'), true],
  ['on some nodes', daemonSet(FALCO, 'nodeSelector: { pool: a }, '), false],
  ['another program', daemonSet(`${FALCO}, command: [sleep, "9"]`), false],
  ['an image of a longer name', daemonSet('image: acme/notfalco:1'), false],
])('%s shows a detector: %s', (_, yaml, shows) => {
  const { manifests } = readManifests(new TextEncoder().encode(yaml), 'a.yaml');
  expect(manifests.map(isDetector)).toEqual([shows]);
});

test('a text that is no YAML, and no text at all', () => {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', data: { a: '- rule: [', b: 7, c: null } };
  expect(rule.scope === 'object' ? rule.check(manifestOf(object)) : null).toEqual([]);
});
