import { expect, test } from 'vitest';
import { contexts, type PodSample, verdictOn } from '../../../../../test/support/hardening.ts';
import { rule } from './runAsNonRoot.ts';

const POD = 'spec.securityContext.runAsNonRoot';
const CONTAINER = 'spec.containers[0].securityContext.runAsNonRoot';
const MISSING = `securityContext.runAsNonRoot is not set to true for container "api", neither there nor at the pod @ ${POD}, ${CONTAINER}`;

test.each<[what: string, pod: PodSample, verdict: readonly string[]]>([
  ['true at the pod', contexts(undefined, { runAsNonRoot: true }), []],
  ['true at the container', contexts({ runAsNonRoot: true }), []],
  ['nowhere', contexts(), [MISSING]],
  ['null is absent', contexts({ runAsNonRoot: null }, { runAsNonRoot: null }), [MISSING]],
  [
    'the pod does not excuse false in a container',
    contexts({ runAsNonRoot: false }, { runAsNonRoot: true }),
    [`securityContext.runAsNonRoot is false in container "api" @ ${CONTAINER}`],
  ],
  [
    'the container does not excuse false in the pod',
    contexts({ runAsNonRoot: true }, { runAsNonRoot: false }),
    [`securityContext.runAsNonRoot is false in the pod @ ${POD}`],
  ],
  [
    'false here and missing there are one finding with two problems',
    {
      spec: { containers: [{ name: 'api' }, { name: 'log', securityContext: { runAsNonRoot: false } }] },
    },
    [
      'securityContext.runAsNonRoot is false in container "log" @ spec.containers[1].securityContext.runAsNonRoot',
      MISSING,
    ],
  ],
  ['Windows is not exempt', contexts(undefined, undefined, { os: { name: 'windows' } }), [MISSING]],
  ['hostUsers: true exempts nothing', contexts(undefined, undefined, { hostUsers: true }), [MISSING]],
  ['a null container is an empty one', { spec: { containers: [null] } }, [MISSING.replace('"api"', '""')]],
  ['no containers', { spec: {} }, []],
])('%s', (_, pod, verdict) => {
  expect(verdictOn(rule, pod)).toEqual(verdict);
  expect(verdictOn(rule, pod, 0)).toEqual(verdict);
});

test('a pod in a user namespace may run as root from v1.35 on', () => {
  const pod = contexts({ runAsNonRoot: false }, undefined, { hostUsers: false });
  expect(verdictOn(rule, pod, 34)).toHaveLength(1);
  expect(verdictOn(rule, pod, 35)).toEqual([]);
});

test('in a controller the paths lead into its template', () => {
  expect(verdictOn(rule, contexts({ runAsNonRoot: false }), 37, 'Deployment')).toEqual([
    'securityContext.runAsNonRoot is false in container "api" @ spec.template.spec.containers[0].securityContext.runAsNonRoot',
  ]);
});
