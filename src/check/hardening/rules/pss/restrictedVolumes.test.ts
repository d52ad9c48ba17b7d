import { expect, test } from 'vitest';
import { contexts, type PodSample, verdictOn } from '../../../../../test/support/hardening.ts';
import { rule } from './restrictedVolumes.ts';

function volume(source: PodSample['spec']): PodSample {
  return contexts({}, {}, { volumes: [{ name: 'data', ...source }] });
}

test.each<[what: string, pod: PodSample, verdict: readonly string[]]>([
  ['no volumes', contexts(), []],
  ['an allowed type', volume({ image: { reference: 'quay.io/acme/data:1' } }), []],
  ['no source is an emptyDir', volume({}), []],
  ['a null source is no source', volume({ hostPath: null }), []],
  ['an unknown source is dropped', volume({ fancyVolume: {} }), []],
  ['a null volume has no source', contexts({}, {}, { volumes: [null] }), []],
  ['hostPath', volume({ hostPath: {} }), ['hostPath is the source of volume "data" @ spec.volumes[0].hostPath']],
  ['nfs', volume({ nfs: { server: 's', path: '/' } }), ['nfs is the source of volume "data" @ spec.volumes[0].nfs']],
  ['one allowed source is enough', volume({ hostPath: {}, emptyDir: {} }), []],
])('%s', (_, pod, verdict) => expect(verdictOn(rule, pod, 0)).toEqual(verdict));

test('replaces the baseline check', () => expect(rule.versions[0].overrides).toEqual(['hostPathVolumes']));
