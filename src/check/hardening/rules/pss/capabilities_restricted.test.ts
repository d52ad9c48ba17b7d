import { expect, test } from 'vitest';
import { contexts, type PodSample, verdictOn } from '../../../../../test/support/hardening.ts';
import { rule } from './capabilities_restricted.ts';

const AT = 'spec.containers[0].securityContext.capabilities';
const KEPT = `securityContext.capabilities.drop does not hold "ALL" in container "api" @ ${AT}.drop`;

test.each<[what: string, version: number, pod: PodSample, verdict: readonly string[]]>([
  ['ALL dropped', 37, contexts({ capabilities: { drop: ['ALL'] } }), []],
  ['ALL among others', 37, contexts({ capabilities: { drop: ['NET_RAW', 'ALL'] } }), []],
  ['no securityContext', 37, contexts(), [KEPT]],
  ['null', 37, contexts({ capabilities: null }), [KEPT]],
  ['lower case is not ALL', 37, contexts({ capabilities: { drop: ['all'] } }), [KEPT]],
  ['CAP_ALL is not ALL', 37, contexts({ capabilities: { drop: ['CAP_ALL'] } }), [KEPT]],
  ['NET_BIND_SERVICE added', 37, contexts({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }), []],
  [
    'another one added, and ALL kept',
    37,
    contexts({ capabilities: { add: ['CHOWN'] } }),
    [KEPT, `securityContext.capabilities.add holds "CHOWN" in container "api" @ ${AT}.add[0]`],
  ],
  ['no check before v1.22', 21, contexts(), []],
  ['Windows before v1.25', 24, contexts({}, {}, { os: { name: 'windows' } }), [KEPT]],
  ['Windows is exempt from v1.25 on', 25, contexts({}, {}, { os: { name: 'windows' } }), []],
])('%s', (_, version, pod, verdict) => expect(verdictOn(rule, pod, version)).toEqual(verdict));

test('replaces the baseline check', () => {
  expect(rule.versions.map(({ overrides }) => overrides)).toEqual([
    ['capabilities_baseline'],
    ['capabilities_baseline'],
  ]);
});
