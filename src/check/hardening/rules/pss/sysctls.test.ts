import { expect, test } from 'vitest';
import { contexts, type PodSample, verdictOn } from '../../../../../test/support/hardening.ts';
import { rule } from './sysctls.ts';

function sysctls(...names: (string | null)[]): PodSample {
  return contexts({}, { sysctls: names.map((name) => ({ name, value: '1' })) });
}

test.each<[what: string, version: number, pod: PodSample, verdict: readonly string[]]>([
  ['none', 37, contexts(), []],
  ['a safe one', 0, sysctls('net.ipv4.tcp_syncookies'), []],
  [
    'an unsafe one beside a safe one',
    37,
    sysctls('net.ipv4.tcp_syncookies', 'kernel.msgmax'),
    ['securityContext.sysctls of the pod sets "kernel.msgmax" @ spec.securityContext.sysctls[1].name'],
  ],
  [
    'names are exact',
    37,
    sysctls('kernel/shm_rmid_forced', 'net.ipv4.*', null),
    [
      'securityContext.sysctls of the pod sets "kernel/shm_rmid_forced", "net.ipv4.*" and "" @ spec.securityContext.sysctls[0].name, spec.securityContext.sysctls[1].name, spec.securityContext.sysctls[2].name',
    ],
  ],
])('%s', (_, version, pod, verdict) => expect(verdictOn(rule, pod, version)).toEqual(verdict));

test.each([
  ['net.ipv4.ip_local_reserved_ports', 27],
  ['net.ipv4.tcp_keepalive_time', 29],
  ['net.ipv4.tcp_fin_timeout', 29],
  ['net.ipv4.tcp_keepalive_intvl', 29],
  ['net.ipv4.tcp_keepalive_probes', 29],
  ['net.ipv4.tcp_rmem', 32],
  ['net.ipv4.tcp_wmem', 32],
  ['net.ipv4.tcp_slow_start_after_idle', 37],
  ['net.ipv4.tcp_notsent_lowat', 37],
])('%s is safe from v1.%i on', (name, version) => {
  expect(verdictOn(rule, sysctls(name), version - 1)).toHaveLength(1);
  expect(verdictOn(rule, sysctls(name), version)).toEqual([]);
});
