import { expect, test } from 'vitest';
import { contexts, type PodSample, verdictOn } from '../../../../../test/support/hardening.ts';
import { rule } from './capabilities_baseline.ts';

const ADD = 'spec.containers[0].securityContext.capabilities.add';

test.each<[what: string, pod: PodSample, verdict: readonly string[]]>([
  ['nothing added', contexts(), []],
  ['null', contexts({ capabilities: { add: null } }), []],
  ['the default set', contexts({ capabilities: { add: ['CHOWN', 'NET_BIND_SERVICE', 'SYS_CHROOT'] } }), []],
  [
    'NET_RAW is not in the default set',
    contexts({ capabilities: { add: ['CHOWN', 'NET_RAW', 'SYS_ADMIN'] } }),
    [`securityContext.capabilities.add holds "NET_RAW" and "SYS_ADMIN" in container "api" @ ${ADD}[1], ${ADD}[2]`],
  ],
  [
    'names are exact: no prefix, no lower case, no empty name',
    contexts({ capabilities: { add: ['CAP_CHOWN', 'chown', null] } }),
    [
      `securityContext.capabilities.add holds "", "CAP_CHOWN" and "chown" in container "api" @ ${ADD}[0], ${ADD}[1], ${ADD}[2]`,
    ],
  ],
])('%s', (_, pod, verdict) => expect(verdictOn(rule, pod)).toEqual(verdict));
