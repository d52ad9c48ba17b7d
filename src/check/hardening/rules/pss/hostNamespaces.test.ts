import { expect, test } from 'vitest';
import { contexts, type PodSample, verdictOn } from '../../../../../test/support/hardening.ts';
import { rule } from './hostNamespaces.ts';

test.each<[what: string, pod: PodSample, verdict: readonly string[]]>([
  ['none', contexts(), []],
  ['false and null', contexts({}, {}, { hostNetwork: false, hostPID: null }), []],
  ['one', contexts({}, {}, { hostPID: true }), ['the pod sets hostPID to true @ spec.hostPID']],
  [
    'all',
    contexts({}, {}, { hostNetwork: true, hostPID: true, hostIPC: true }),
    ['the pod sets hostNetwork, hostPID and hostIPC to true @ spec.hostNetwork, spec.hostPID, spec.hostIPC'],
  ],
  ['names are case-sensitive', contexts({}, {}, { hostnetwork: true, HostPID: true }), []],
])('%s', (_, pod, verdict) => expect(verdictOn(rule, pod)).toEqual(verdict));
