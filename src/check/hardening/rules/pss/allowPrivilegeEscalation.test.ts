import { expect, test } from 'vitest';
import { contexts, type PodSample, verdictOn } from '../../../../../test/support/hardening.ts';
import { rule } from './allowPrivilegeEscalation.ts';

const AT = 'spec.containers[0].securityContext.allowPrivilegeEscalation';
const ALLOWED = [`securityContext.allowPrivilegeEscalation is not set to false in container "api" @ ${AT}`];

test.each<[what: string, version: number, pod: PodSample, verdict: readonly string[]]>([
  ['false', 37, contexts({ allowPrivilegeEscalation: false }), []],
  ['true', 37, contexts({ allowPrivilegeEscalation: true }), ALLOWED],
  ['left out is true', 37, contexts(), ALLOWED],
  ['null is left out', 37, contexts({ allowPrivilegeEscalation: null }), ALLOWED],
  ['the pod has no such field', 37, contexts({}, { allowPrivilegeEscalation: false }), ALLOWED],
  ['no check before v1.8', 7, contexts(), []],
  ['checked from v1.8 on', 8, contexts(), ALLOWED],
  ['Windows before v1.25', 24, contexts({}, {}, { os: { name: 'windows' } }), ALLOWED],
  ['Windows is exempt from v1.25 on', 25, contexts({}, {}, { os: { name: 'windows' } }), []],
  ['Windows is spelled in lower case', 25, contexts({}, {}, { os: { name: 'Windows' } }), ALLOWED],
])('%s', (_, version, pod, verdict) => expect(verdictOn(rule, pod, version)).toEqual(verdict));
