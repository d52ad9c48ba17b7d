import { expect, test } from 'vitest';
import { contexts, type PodSample, verdictOn } from '../../../../../test/support/hardening.ts';
import { rule } from './procMount.ts';

const AT = 'spec.containers[0].securityContext.procMount';

test.each<[what: string, version: number, pod: PodSample, verdict: readonly string[]]>([
  ['not set', 37, contexts(), []],
  ['Default', 37, contexts({ procMount: 'Default' }), []],
  ['null is not set', 37, contexts({ procMount: null }), []],
  [
    'Unmasked',
    37,
    contexts({ procMount: 'Unmasked' }),
    [`securityContext.procMount is "Unmasked" in container "api" @ ${AT}`],
  ],
  [
    'an empty text is not Default',
    37,
    contexts({ procMount: '' }),
    [`securityContext.procMount is "" in container "api" @ ${AT}`],
  ],
  [
    'in a user namespace before v1.35',
    34,
    contexts({ procMount: 'Unmasked' }, {}, { hostUsers: false }),
    [`securityContext.procMount is "Unmasked" in container "api" @ ${AT}`],
  ],
  ['in a user namespace from v1.35 on', 35, contexts({ procMount: 'Unmasked' }, {}, { hostUsers: false }), []],
])('%s', (_, version, pod, verdict) => expect(verdictOn(rule, pod, version)).toEqual(verdict));
