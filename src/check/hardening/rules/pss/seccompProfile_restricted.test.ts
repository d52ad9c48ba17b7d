import { expect, test } from 'vitest';
import { contexts, type PodSample, verdictOn } from '../../../../../test/support/hardening.ts';
import { rule } from './seccompProfile_restricted.ts';

const POD = 'spec.securityContext.seccompProfile.type';
const CONTAINER = 'spec.containers[0].securityContext.seccompProfile.type';
const MISSING = `securityContext.seccompProfile is not set for container "api", neither there nor at the pod @ ${POD}, ${CONTAINER}`;

test.each<[what: string, version: number, pod: PodSample, verdict: readonly string[]]>([
  ['at the pod', 37, contexts({}, { seccompProfile: { type: 'RuntimeDefault' } }), []],
  ['at the container', 37, contexts({ seccompProfile: { type: 'Localhost' } }), []],
  ['nowhere', 37, contexts(), [MISSING]],
  [
    'the pod does not excuse a container',
    37,
    contexts({ seccompProfile: { type: 'Unconfined' } }, { seccompProfile: { type: 'RuntimeDefault' } }),
    [`securityContext.seccompProfile.type is "Unconfined" in container "api" @ ${CONTAINER}`],
  ],
  [
    'a bad profile of the pod covers no container',
    37,
    contexts({}, { seccompProfile: { type: 'runtime/default' } }),
    [`securityContext.seccompProfile.type is "runtime/default" in the pod @ ${POD}`, MISSING],
  ],
  ['no check before v1.19', 18, contexts(), []],
  ['Windows before v1.25', 24, contexts({}, {}, { os: { name: 'windows' } }), [MISSING]],
  ['Windows is exempt from v1.25 on', 25, contexts({}, {}, { os: { name: 'windows' } }), []],
])('%s', (_, version, pod, verdict) => expect(verdictOn(rule, pod, version)).toEqual(verdict));
