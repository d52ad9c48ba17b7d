import { expect, test } from 'vitest';
import { contexts, type PodSample, verdictOn } from '../../../../../test/support/hardening.ts';
import { rule } from './procMount_restricted.ts';

const UNMASKED: PodSample = contexts({ procMount: 'Unmasked' }, {}, { hostUsers: false });

test('a user namespace excuses nothing', () => {
  expect(verdictOn(rule, UNMASKED)).toEqual([
    'securityContext.procMount is "Unmasked" in container "api" @ spec.containers[0].securityContext.procMount',
  ]);
});

test('before v1.35 the baseline check does it', () => expect(verdictOn(rule, UNMASKED, 34)).toEqual([]));

test('Default passes', () => expect(verdictOn(rule, contexts({ procMount: 'Default' }))).toEqual([]));

test('replaces the baseline check', () => expect(rule.versions[0].overrides).toEqual(['procMount']));
