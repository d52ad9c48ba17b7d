import fc from 'fast-check';
import { gone, m, one, testChanges, word } from '../../support/change-mutations.ts';

testChanges('change/weakens-role', [
  m('role', 'rules.0.verbs', one(['get', 'list'], ['*'], ['patch'])),
  m(
    'role',
    'rules.0.resourceNames',
    fc.oneof(
      gone,
      one([], ['web']),
      word.map((name) => ['api', `x${name}`]),
    ),
  ),
  m('role', 'rules.0.resources', one(['*'], ['deployments', 'deployments/scale'], ['*/scale'])),
  m('role', 'rules.0.apiGroups', one(['*'], ['apps', ''])),
  m(
    'role',
    'rules.1',
    one({ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }, { nonResourceURLs: ['*'], verbs: ['get'] }),
  ),
  m('aggregated', 'aggregationRule.clusterRoleSelectors.0', one({}, { matchLabels: { to: 'admin' } })),
  m('role', 'metadata.labels', one({ to: 'operator' })),
]);
