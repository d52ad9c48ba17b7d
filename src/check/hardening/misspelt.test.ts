import { expect, test } from 'vitest';
import { readManifests } from '../../../test/support/manifest-files.ts';
import { completePolicy } from '../../policy/schema.ts';
import { checkHardening } from './check.ts';

/** Which of the API's names a manifest writes in another case, and where: `manifest/misspelt` beside what rules find. */
function misspeltIn(yaml: string): readonly string[] {
  const { manifests } = readManifests(new TextEncoder().encode(yaml), 'a.yaml');
  const { findings } = checkHardening(manifests, { policy: completePolicy({ version: 1 }) });
  return findings.flatMap(({ rule, path, message }) =>
    rule === 'manifest/misspelt' ? [`${path}: ${/spells it "(\w+)"/.exec(message)?.[1]}`] : [],
  );
}

const object = (kind: string, fields: string, apiVersion = 'v1'): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a, namespace: shop }\n${fields}\n`;

test.each<[what: string, yaml: string, found: readonly string[]]>([
  [
    'in a container',
    object(
      'Pod',
      'spec: { containers: [{ name: a, image: b }, { name: c, image: d, SecurityContext: { privileged: true } }] }',
    ),
    ['spec.containers.c.SecurityContext: securityContext'],
  ],
  [
    'in the pod of a workload',
    object(
      'Deployment',
      'spec: { template: { spec: { containers: [{ name: a, image: b }], hostnetwork: true } } }',
      'apps/v1',
    ),
    ['spec.template.spec.hostnetwork: hostNetwork'],
  ],
  [
    'in a volume',
    object('Pod', 'spec: { containers: [{ name: a, image: b }], volumes: [{ name: v, hostpath: { path: / } }] }'),
    ['spec.volumes.v.hostpath: hostPath'],
  ],
  [
    'in a policy',
    object('NetworkPolicy', 'spec: { podSelector: {}, PolicyTypes: [Egress] }', 'networking.k8s.io/v1'),
    ['spec.PolicyTypes: policyTypes'],
  ],
  [
    'a binding',
    object('RoleBinding', 'roleref: { kind: Role, name: a }', 'rbac.authorization.k8s.io/v1'),
    ['roleref: roleRef'],
  ],
  ['keys that are free', object('ConfigMap', 'data: { Data: a, DATA: b }'), []],
  [
    'labels',
    object('Pod', 'spec: { containers: [{ name: a, image: b }], nodeSelector: { Name: a, HostNetwork: b } }'),
    [],
  ],
  [
    'a name that is nothing like one of the API',
    object('Pod', 'spec: { containers: [{ name: a, image: b }], x: 1 }'),
    [],
  ],
  ['a kind that nobody knows', object('Shop', 'spec: { HostNetwork: true }', 'acme.example/v1'), []],
])('%s', (_, yaml, found) => expect(misspeltIn(yaml)).toEqual(found));

test('what else is wrong is still said', () => {
  const { manifests } = readManifests(
    new TextEncoder().encode(object('Pod', 'spec: { hostPID: true, containers: [{ Name: a, name: a, image: b }] }')),
    'a.yaml',
  );
  const rules = checkHardening(manifests, { policy: completePolicy({ version: 1 }) }).findings.map(({ rule }) => rule);
  expect(rules).toContain('pss/hostNamespaces');
  expect(rules).toContain('manifest/misspelt');
  expect(rules).not.toContain('manifest/invalid');
});
