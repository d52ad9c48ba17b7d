import { expect, test } from 'vitest';
import { contexts, type PodSample, verdictOn } from '../../../../../test/support/hardening.ts';
import { rule } from './runAsUser.ts';

const POD = 'spec.securityContext.runAsUser';
const CONTAINER = 'spec.containers[0].securityContext.runAsUser';

test.each<[what: string, version: number, pod: PodSample, verdict: readonly string[]]>([
  ['not set', 37, contexts(), []],
  ['null is not set', 37, contexts({ runAsUser: null }), []],
  ['another user', 37, contexts({ runAsUser: 1000 }), []],
  ['0', 37, contexts({ runAsUser: 0 }), [`securityContext.runAsUser is 0 in container "api" @ ${CONTAINER}`]],
  ['-0 is 0', 37, contexts({ runAsUser: -0 }), [`securityContext.runAsUser is 0 in container "api" @ ${CONTAINER}`]],
  [
    '0 at the pod, though the container sets another',
    37,
    contexts({ runAsUser: 1000 }, { runAsUser: 0 }),
    [`securityContext.runAsUser is 0 in the pod @ ${POD}`],
  ],
  ['no check before v1.23', 22, contexts({ runAsUser: 0 }), []],
  ['in a user namespace from v1.35 on', 35, contexts({ runAsUser: 0 }, {}, { hostUsers: false }), []],
])('%s', (_, version, pod, verdict) => expect(verdictOn(rule, pod, version)).toEqual(verdict));

test('in a user namespace before v1.35', () => {
  expect(verdictOn(rule, contexts({ runAsUser: 0 }, {}, { hostUsers: false }), 34)).toHaveLength(1);
});
