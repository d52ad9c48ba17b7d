import { expect, test } from 'vitest';
import { contexts, type PodSample, verdictOn } from '../../../../../test/support/hardening.ts';
import { rule } from './seLinuxOptions.ts';

const AT = 'spec.containers[0].securityContext.seLinuxOptions';

test.each<[what: string, version: number, pod: PodSample, verdict: readonly string[]]>([
  ['not set', 37, contexts(), []],
  ['empty', 37, contexts({ seLinuxOptions: { type: '', user: null, role: '' } }), []],
  ['a level is free', 37, contexts({ seLinuxOptions: { level: 's0:c1,c2' } }), []],
  ['a container type', 37, contexts({ seLinuxOptions: { type: 'container_kvm_t' } }), []],
  [
    'another type',
    37,
    contexts({ seLinuxOptions: { type: 'spc_t' } }),
    [`securityContext.seLinuxOptions.type is "spc_t" in container "api" @ ${AT}.type`],
  ],
  [
    'a user and a role',
    37,
    contexts({ seLinuxOptions: { user: 'system_u', role: 'system_r' } }),
    [
      `securityContext.seLinuxOptions.user is "system_u" in container "api" @ ${AT}.user`,
      `securityContext.seLinuxOptions.role is "system_r" in container "api" @ ${AT}.role`,
    ],
  ],
  [
    'container_engine_t before v1.31',
    30,
    contexts({ seLinuxOptions: { type: 'container_engine_t' } }),
    [`securityContext.seLinuxOptions.type is "container_engine_t" in container "api" @ ${AT}.type`],
  ],
  ['container_engine_t from v1.31 on', 31, contexts({ seLinuxOptions: { type: 'container_engine_t' } }), []],
])('%s', (_, version, pod, verdict) => expect(verdictOn(rule, pod, version)).toEqual(verdict));
