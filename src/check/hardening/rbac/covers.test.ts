import { expect, test } from 'vitest';
import type { PolicyRule } from '../objects/rbac.ts';
import { notCovered } from './covers.ts';

const rule = (fields: Partial<PolicyRule>): PolicyRule => ({
  ...{ verbs: ['get'], apiGroups: [''], resources: [], resourceNames: [], nonResourceURLs: [] },
  ...fields,
});

test.each<[what: string, owner: Partial<PolicyRule>, asked: Partial<PolicyRule>, left: readonly string[]]>([
  ['the same', { resources: ['pods'] }, { resources: ['pods'] }, []],
  ['another group', { resources: ['pods'] }, { resources: ['pods'], apiGroups: ['apps'] }, ['get pods of apps']],
  ['* covers subresources', { resources: ['*'] }, { resources: ['pods/exec'] }, []],
  ['a subresource of everything', { resources: ['*/exec'] }, { resources: ['pods/exec', 'pods'] }, ['get pods']],
  [
    'names',
    { resources: ['pods'], resourceNames: ['a'] },
    { resources: ['pods'], resourceNames: ['a', 'b'] },
    ['get pods "b"'],
  ],
  [
    'a URL below a prefix',
    { nonResourceURLs: ['/logs/*'] },
    { nonResourceURLs: ['/logs/a', '/metrics'] },
    ['get /metrics'],
  ],
])('%s', (_, owner, asked, left) => expect(notCovered([rule(owner)], rule(asked))).toEqual(left));

test('what multiplies out to more than can be compared is not compared', () => {
  const many = Array.from({ length: 400 }, (_, index) => `v${index}`);
  expect(notCovered([rule({})], rule({ verbs: many, resources: many }))).toBeNull();
});
