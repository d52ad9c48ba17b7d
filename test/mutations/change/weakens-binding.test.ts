import fc from 'fast-check';
import { m, one, testChanges, word } from '../../support/change-mutations.ts';

testChanges('change/weakens-binding', [
  m('binding', 'subjects.1', fc.record({ kind: one('User', 'Group'), name: word })),
  m(
    'binding',
    'subjects.0.name',
    word.map((name) => `x${name}`),
  ),
  m(
    'binding',
    'subjects.0.namespace',
    word.map((name) => `x${name}`),
  ),
  m(
    'binding',
    'roleRef.name',
    word.map((name) => `x${name}`),
  ),
  m('binding', 'kind', one('ClusterRoleBinding')),
  m(
    'binding',
    'metadata.namespace',
    word.map((name) => `x${name}`),
  ),
]);
