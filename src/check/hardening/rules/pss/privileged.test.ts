import { expect, test } from 'vitest';
import { contexts, type PodSample, verdictOn } from '../../../../../test/support/hardening.ts';
import { rule } from './privileged.ts';

const AT = 'spec.containers[0].securityContext.privileged';

test.each<[what: string, pod: PodSample, verdict: readonly string[]]>([
  ['true', contexts({ privileged: true }), [`securityContext.privileged is true in container "api" @ ${AT}`]],
  ['false', contexts({ privileged: false }), []],
  ['null is absent', contexts({ privileged: null }), []],
  ['no securityContext', contexts(undefined), []],
  ['a null securityContext', contexts(null), []],
  ['the pod has no such field', contexts({}, { privileged: true }), []],
  [
    'every kind of container counts, in one problem',
    {
      spec: {
        initContainers: [{ name: 'setup', securityContext: { privileged: true } }],
        containers: [{ name: 'api', securityContext: { privileged: true } }, { name: 'log' }],
        ephemeralContainers: [{ name: 'debug', securityContext: { privileged: true } }],
      },
    },
    [
      'securityContext.privileged is true in init container "setup", container "api" and ephemeral container "debug" @ ' +
        `spec.initContainers[0].securityContext.privileged, ${AT}, spec.ephemeralContainers[0].securityContext.privileged`,
    ],
  ],
])('%s', (_, pod, verdict) => {
  expect(verdictOn(rule, pod)).toEqual(verdict);
  expect(verdictOn(rule, pod, 0)).toEqual(verdict);
});
