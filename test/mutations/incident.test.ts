import fc from 'fast-check';
import type { Json } from '../../src/domain/index.ts';
import { gone, m, one, testMutations, word } from '../support/state-mutations.ts';

testMutations(
  'incident',
  {
    'incident/alert-severity': [
      m(
        'pass-there',
        'PrometheusRule',
        ['spec', 'groups', 0, 'rules', 0, 'labels', 'severity'],
        fc.oneof(gone, one('', null)),
      ),
    ],
    'incident/no-backup': [
      m('pass-scheduled', 'Schedule', ['spec', 'paused'], one(true)),
      m(
        'pass-no-volumes',
        'StatefulSet',
        ['spec', 'volumeClaimTemplates'],
        word.map((name): Json => [{ metadata: { name }, spec: { accessModes: ['ReadWriteOnce'] } }]),
      ),
    ],
    'incident/owner': [
      m(
        'pass-namespace',
        'Namespace',
        ['metadata', 'labels'],
        fc.oneof(gone, one<Json>({}, { 'acme.dev/team': '' }, { 'acme.dev/teams': 'shop' }, { app: 'shop' })),
      ),
    ],
    'incident/runbook-url': [
      m(
        'pass-an-address',
        'PrometheusRule',
        ['spec', 'groups', 0, 'rules', 0, 'annotations', 'runbook_url'],
        fc.oneof(
          gone,
          word.map((name) => `docs/${name}.md`),
          word.map((name) => `https://github.com/acme/shop/blob/main/${name}`),
          word,
        ),
      ),
    ],
  },
  {
    // These look at which files the repository has.
    'incident/compromised-image-runbook': 'pass-there',
    'incident/credential-leak-runbook': 'pass-there',
    'incident/lateral-movement-runbook': 'pass-there',
  },
);
