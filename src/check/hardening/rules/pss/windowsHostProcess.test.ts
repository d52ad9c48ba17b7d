import { expect, test } from 'vitest';
import { contexts, type PodSample, verdictOn } from '../../../../../test/support/hardening.ts';
import { rule } from './windowsHostProcess.ts';

const POD = 'spec.securityContext.windowsOptions.hostProcess';
const CONTAINER = 'spec.containers[0].securityContext.windowsOptions.hostProcess';
const SAYS = 'securityContext.windowsOptions.hostProcess is true in';

function hostProcess(atContainer?: boolean | null, atPod?: boolean | null): PodSample {
  return contexts({ windowsOptions: { hostProcess: atContainer } }, { windowsOptions: { hostProcess: atPod } });
}

test.each<[what: string, pod: PodSample, verdict: readonly string[]]>([
  ['not set', contexts(), []],
  ['false and null', hostProcess(false, null), []],
  ['at the container', hostProcess(true), [`${SAYS} container "api" @ ${CONTAINER}`]],
  ['at both', hostProcess(true, true), [`${SAYS} the pod and container "api" @ ${POD}, ${CONTAINER}`]],
])('%s', (_, pod, verdict) => expect(verdictOn(rule, pod)).toEqual(verdict));
