import { expect, test } from 'vitest';
import { contexts, type PodSample, verdictOn } from '../../../../../test/support/hardening.ts';
import { rule } from './hostProbesAndHostLifecycle.ts';

function container(fields: PodSample['spec']): PodSample {
  return { spec: { containers: [{ name: 'api', ...fields }] } };
}

const OTHER = container({ livenessProbe: { httpGet: { port: 80, host: '169.254.169.254' } } });

test.each<[what: string, pod: PodSample, verdict: readonly string[]]>([
  ['no probes', contexts(), []],
  ['no host', container({ livenessProbe: { httpGet: { port: 80 } } }), []],
  ['an empty host', container({ readinessProbe: { tcpSocket: { port: 80, host: '' } } }), []],
  ['a null handler', container({ startupProbe: { httpGet: null }, lifecycle: null }), []],
  [
    'a host in a probe',
    OTHER,
    [
      'a probe or lifecycle hook goes to host "169.254.169.254" in container "api" @ spec.containers[0].livenessProbe.httpGet.host',
    ],
  ],
  [
    'even the loopback address, in hooks too',
    container({ lifecycle: { preStop: { tcpSocket: { port: 80, host: '127.0.0.1' } } } }),
    [
      'a probe or lifecycle hook goes to host "127.0.0.1" in container "api" @ spec.containers[0].lifecycle.preStop.tcpSocket.host',
    ],
  ],
])('%s', (_, pod, verdict) => expect(verdictOn(rule, pod)).toEqual(verdict));

test('checked from v1.34 on', () => {
  expect(verdictOn(rule, OTHER, 33)).toEqual([]);
  expect(verdictOn(rule, OTHER, 34)).toHaveLength(1);
});
