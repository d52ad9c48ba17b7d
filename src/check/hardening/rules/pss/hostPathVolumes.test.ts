import { expect, test } from 'vitest';
import { contexts, type PodSample, verdictOn } from '../../../../../test/support/hardening.ts';
import { rule } from './hostPathVolumes.ts';

function volumes(...list: NonNullable<PodSample['spec'][string]>[]): PodSample {
  return contexts({}, {}, { volumes: list });
}

test.each<[what: string, pod: PodSample, verdict: readonly string[]]>([
  ['no volumes', contexts(), []],
  ['another type', volumes({ name: 'v', emptyDir: {} }), []],
  ['hostPath: null is no source', volumes({ name: 'v', hostPath: null }), []],
  [
    'hostPath',
    volumes({ name: 'tmp', emptyDir: {} }, { name: 'log', hostPath: { path: '/var/log' } }),
    ['hostPath is the source of volume "log" @ spec.volumes[1].hostPath'],
  ],
  [
    'an empty hostPath counts',
    volumes({ name: 'log', hostPath: {} }),
    ['hostPath is the source of volume "log" @ spec.volumes[0].hostPath'],
  ],
])('%s', (_, pod, verdict) => expect(verdictOn(rule, pod)).toEqual(verdict));
