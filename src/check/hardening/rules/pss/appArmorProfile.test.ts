import { expect, test } from 'vitest';
import { contexts, type PodSample, verdictOn } from '../../../../../test/support/hardening.ts';
import { rule } from './appArmorProfile.ts';

const ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/api';
const CONTAINER = 'spec.containers[0].securityContext.appArmorProfile.type';

function annotated(value: string | null): PodSample {
  return { ...contexts(), annotations: { [ANNOTATION]: value } };
}

test.each<[what: string, pod: PodSample, verdict: readonly string[]]>([
  ['not set', contexts(), []],
  ['null is not set', contexts({ appArmorProfile: null }, { appArmorProfile: null }), []],
  ['RuntimeDefault', contexts({ appArmorProfile: { type: 'RuntimeDefault' } }), []],
  ['Localhost', contexts({}, { appArmorProfile: { type: 'Localhost', localhostProfile: 'p' } }), []],
  [
    'Unconfined, at the pod and at a container',
    contexts({ appArmorProfile: { type: 'Unconfined' } }, { appArmorProfile: { type: 'Unconfined' } }),
    [
      `securityContext.appArmorProfile.type is "Unconfined" in the pod and container "api" @ spec.securityContext.appArmorProfile.type, ${CONTAINER}`,
    ],
  ],
  [
    'a profile without a type',
    contexts({ appArmorProfile: {} }),
    [`securityContext.appArmorProfile.type is "" in container "api" @ ${CONTAINER}`],
  ],
  ['annotation runtime/default', annotated('runtime/default'), []],
  ['annotation localhost/', annotated('localhost/p'), []],
  ['an empty annotation', annotated(''), []],
  ['a null annotation is empty', annotated(null), []],
  [
    'annotation unconfined',
    annotated('unconfined'),
    [`the AppArmor annotation of "api" is "unconfined" @ metadata.annotations["${ANNOTATION}"]`],
  ],
])('%s', (_, pod, verdict) => {
  expect(verdictOn(rule, pod)).toEqual(verdict);
  expect(verdictOn(rule, pod, 0)).toEqual(verdict);
});
