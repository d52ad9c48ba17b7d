import { expect, test } from 'vitest';
import { contexts, type PodSample, verdictOn } from '../../../../../test/support/hardening.ts';
import { rule } from './seccompProfile_baseline.ts';

const POD = 'seccomp.security.alpha.kubernetes.io/pod';
const CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/api';

function annotated(key: string, value: string | null): PodSample {
  return { ...contexts(), annotations: { [key]: value } };
}

test.each<[what: string, version: number, pod: PodSample, verdict: readonly string[]]>([
  ['not set', 37, contexts(), []],
  ['null is not set', 37, contexts({ seccompProfile: null }), []],
  ['RuntimeDefault', 37, contexts({}, { seccompProfile: { type: 'RuntimeDefault' } }), []],
  [
    'Unconfined',
    37,
    contexts({ seccompProfile: { type: 'Unconfined' } }),
    [
      'securityContext.seccompProfile.type is "Unconfined" in container "api" @ spec.containers[0].securityContext.seccompProfile.type',
    ],
  ],
  [
    'a profile without a type',
    19,
    contexts({}, { seccompProfile: {} }),
    ['securityContext.seccompProfile.type is "" in the pod @ spec.securityContext.seccompProfile.type'],
  ],
  ['fields do not count before v1.19', 18, contexts({ seccompProfile: { type: 'Unconfined' } }), []],
  ['annotations do not count from v1.19 on', 19, annotated(POD, 'unconfined'), []],
  [
    'the annotation of the pod',
    18,
    annotated(POD, 'unconfined'),
    [`the seccomp annotation of the pod is "unconfined" @ metadata.annotations["${POD}"]`],
  ],
  [
    'the annotation of a container; an empty one is not allowed',
    18,
    annotated(CONTAINER, ''),
    [`the seccomp annotation of container "api" is "" @ metadata.annotations["${CONTAINER}"]`],
  ],
  ['the annotation of a container that is not there', 18, annotated(`${CONTAINER}-2`, 'unconfined'), []],
  ['docker/default', 18, annotated(POD, 'docker/default'), []],
  ['localhost/', 18, annotated(CONTAINER, 'localhost/p'), []],
])('%s', (_, version, pod, verdict) => expect(verdictOn(rule, pod, version)).toEqual(verdict));
