import fc from 'fast-check';
import { gone, m, one, testChanges } from '../../support/change-mutations.ts';

testChanges('change/weakens-quota', [
  m('quota', 'spec.hard.pods', fc.oneof(gone, fc.integer({ min: 11 }).map(String), one('1k', '11', 11))),
  m('quota', 'spec.hard.[requests.cpu]', fc.oneof(gone, one('2001m', '3', '2e1'))),
  m('quota', 'spec.hard.[services.loadbalancers]', fc.oneof(gone, fc.integer({ min: 1 }).map(String))),
  m('quota', 'spec.scopes', one(['BestEffort'], ['NotTerminating'])),
  m('quota', 'spec.hard', fc.oneof(gone, one({}))),
  m('range', 'spec.limits.0.max.memory', fc.oneof(gone, one('1025Mi', '2Gi', '2G', '1Ti'))),
  m('range', 'spec.limits.0.type', one('Pod')),
  m('range', 'spec.limits', one([])),
]);
