import { expect, test } from 'vitest';
import { yamlOf } from '../../../test/support/hardening.ts';
import { readManifests } from '../../../test/support/manifest-files.ts';
import { judge } from '../../judge/index.ts';
import { completePolicy } from '../../policy/schema.ts';
import { checkHardening } from './check.ts';

/** What is done to one entry of a list must not make the old problem of another one a new one. */

// Put together here, so that no scanner takes this file for a leak.
const TOKEN = `ghp_${'a1B2'.repeat(9)}`;

function problemsIn(rule: string, yaml: string): readonly string[] {
  const policy = completePolicy({ version: 1, hardening: { rules: { '*': 'off', [rule]: 'error' } } });
  const { manifests } = readManifests(new TextEncoder().encode(yaml), 'a.yaml');
  return checkHardening(manifests, { policy }).findings.map(({ path, identity }) => JSON.stringify([path, identity]));
}

const API = `{ name: api, env: [{ name: A, value: x }, { name: TOKEN, value: ${TOKEN} }], args: [a, ${TOKEN}] }`;
const pod = (containers: string) => yamlOf('v1', 'Pod', 'api', `spec: { containers: [${containers}] }`);
const node = (args: string) =>
  yamlOf('kubeadm.k8s.io/v1beta4', 'InitConfiguration', 'a', `nodeRegistration: { kubeletExtraArgs: [${args}] }`);
const OPEN = '{ name: anonymous-auth, value: "true" }';
const stored = (resources: string) =>
  yamlOf('apiserver.config.k8s.io/v1', 'EncryptionConfiguration', 'a', `resources: [${resources}]`);
const PLAIN = '{ resources: [secrets], providers: [{ identity: {} }] }';

test.each<[what: string, rule: string, before: string, after: string, found: number]>([
  ['a container above', 'secrets/known-token', pod(API), pod(`{ name: log }, ${API}`), 2],
  ['a variable above', 'secrets/known-token', pod(API), pod(API.replace('env: [', 'env: [{ name: B, value: z }, ')), 2],
  ['an argument above', 'secrets/known-token', pod(API), pod(API.replace('args: [', 'args: [b, ')), 2],
  ['a flag above', 'node/kubelet-access', node(OPEN), node(`{ name: v, value: "2" }, ${OPEN}`), 1],
  ['an entry above', 'node/secrets-in-plaintext', stored(PLAIN), stored(`{ resources: [pods] }, ${PLAIN}`), 1],
])('%s changes nothing', (_, rule, before, after, found) => {
  const known = problemsIn(rule, before);
  expect(known).toHaveLength(found);
  expect(problemsIn(rule, after)).toEqual(known);
});

test.each<[what: string, before: string, after: string]>([
  ['in another container', pod(API), pod(API.replace('name: api', 'name: web'))],
  ['in another variable', pod(API), pod(API.replace('name: TOKEN', 'name: KEY'))],
])('the same credential %s is another problem', (_, before, after) => {
  expect(problemsIn('secrets/known-token', after)).not.toEqual(problemsIn('secrets/known-token', before));
});

test('a credential twice in a list without names is said twice', () => {
  const found = problemsIn('secrets/known-token', pod(`{ name: api, args: [${TOKEN}, ${TOKEN}] }`));
  expect(found).toHaveLength(2);
});

const privileged = (name: string, added = ''): string =>
  `{ name: ${name}, securityContext: { privileged: true, capabilities: { add: [${added}] } } }`;
const plain = (name: string): string => `{ name: ${name} }`;
/** What the restricted standard wants to be said. */
const GOOD = 'seccompProfile: { type: RuntimeDefault }';

test.each<[what: string, rule: string, base: string, head: string, effects: readonly string[]]>([
  [
    'one of two containers is repaired',
    'pss/privileged',
    pod(`${privileged('a')}, ${privileged('b')}`),
    pod(`${plain('a')}, ${privileged('b')}`),
    ['baseline'],
  ],
  [
    'one of them is removed',
    'pss/privileged',
    pod(`${privileged('a')}, ${privileged('b')}`),
    pod(privileged('b')),
    ['baseline'],
  ],
  [
    'they change places',
    'pss/privileged',
    pod(`${privileged('a')}, ${privileged('b')}`),
    pod(`${privileged('b')}, ${privileged('a')}`),
    ['baseline'],
  ],
  [
    'another one is added',
    'pss/privileged',
    pod(privileged('a')),
    pod(`${privileged('a')}, ${privileged('b')}`),
    ['block'],
  ],
  [
    'one is repaired and another made',
    'pss/privileged',
    pod(`${privileged('a')}, ${privileged('b')}`),
    pod(`${privileged('a')}, ${privileged('c')}`),
    ['block'],
  ],
  [
    'a container of another value is repaired',
    'pss/capabilities_baseline',
    pod(`${privileged('a', 'SYS_ADMIN')}, ${privileged('b', 'SYS_TIME')}`),
    pod(`${plain('a')}, ${privileged('b', 'SYS_TIME')}`),
    ['baseline'],
  ],
  [
    'one of two values of a container goes',
    'pss/capabilities_baseline',
    pod(privileged('a', 'SYS_ADMIN, SYS_TIME')),
    pod(privileged('a', 'SYS_TIME')),
    ['baseline'],
  ],
  [
    'a value goes and another comes',
    'pss/capabilities_baseline',
    pod(privileged('a', 'SYS_ADMIN, SYS_TIME')),
    pod(privileged('a', 'SYS_ADMIN, SYS_PTRACE')),
    ['block'],
  ],
  ...(
    [
      ['pss/procMount', 'procMount: Unmasked', 'procMount: ""'],
      ['pss/seccompProfile_baseline', 'seccompProfile: { type: Unconfined }', 'seccompProfile: { type: Other }'],
      ['pss/seccompProfile_restricted', 'seccompProfile: { type: Unconfined }', 'seccompProfile: { type: Other }'],
      ['pss/seLinuxOptions', 'seLinuxOptions: { type: a }', 'seLinuxOptions: { type: b }'],
      ['pss/appArmorProfile', 'appArmorProfile: { type: Unconfined }', 'appArmorProfile: { type: Other }'],
    ] as const
  ).map(([rule, one, other]): [string, string, string, string, string[]] => [
    `one of two containers is repaired, by ${rule}`,
    rule,
    pod(`{ name: a, securityContext: { ${one} } }, { name: b, securityContext: { ${other} } }`),
    pod(`{ name: a, securityContext: { ${GOOD} } }, { name: b, securityContext: { ${other} } }`),
    ['baseline'],
  ]),
  [
    'one of two containers gives up its host ports',
    'pss/hostPorts',
    pod('{ name: a, ports: [{ hostPort: 1 }] }, { name: b, ports: [{ hostPort: 2 }] }'),
    pod('{ name: a }, { name: b, ports: [{ hostPort: 2 }] }'),
    ['baseline'],
  ],
  [
    'a container comes above one that the API server refuses',
    'rbac/wildcard',
    pod('{ name: a, securityContext: { privileged: 1 } }'),
    pod('{ name: new }, { name: a, securityContext: { privileged: 1 } }'),
    ['baseline'],
  ],
  [
    'another container is refused',
    'rbac/wildcard',
    pod('{ name: a, securityContext: { privileged: 1 } }, { name: b }'),
    pod('{ name: a }, { name: b, securityContext: { privileged: 1 } }'),
    ['block'],
  ],
  [
    'another value is kept by another',
    'pss/capabilities_baseline',
    pod(`${privileged('a', 'SYS_ADMIN')}, ${privileged('b', 'SYS_TIME')}`),
    pod(privileged('b', 'SYS_ADMIN')),
    ['block'],
  ],
])('where %s', (_, rule, base, head, effects) => {
  const policy = completePolicy({ version: 1, hardening: { rules: { '*': 'off', [rule]: 'error' } } });
  const side = (yaml: string) => {
    const { manifests } = readManifests(new TextEncoder().encode(yaml), 'a.yaml');
    return { images: [], findings: checkHardening(manifests, { policy }).findings };
  };
  const { findings } = judge({ head: side(head), base: side(base), policy, policyFile: '', now: new Date(0) });
  expect(findings.map(({ effect }) => effect)).toEqual(effects);
});
