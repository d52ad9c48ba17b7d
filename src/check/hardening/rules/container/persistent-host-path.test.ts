import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './persistent-host-path.ts';

const volume = (spec: string, kind = 'PersistentVolume', version = 'v1') =>
  yamlOf(version, kind, 'data', `spec: { capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce], ${spec} }`);

test.each<[what: string, yaml: string, places: readonly string[]]>([
  ['the root of the node', volume('hostPath: { path: / }'), ['"/"']],
  ['a folder of data', volume('hostPath: { path: /data, type: DirectoryOrCreate }'), ['"/data"']],
  ['no folder said', volume('hostPath: {}'), ['""']],
  ['a disk made for it', volume('local: { path: /mnt/disks/a }'), []],
  ['a driver', volume('csi: { driver: ebs.csi.aws.com, volumeHandle: a }'), []],
  ['none', volume('hostPath: null'), []],
  ['a claim', volume('volumeName: data', 'PersistentVolumeClaim'), []],
  ['another group', volume('hostPath: { path: / }', 'PersistentVolume', 'acme.io/v1'), []],
])('%s', (_, yaml, folders) =>
  expect(verdictIn(rule, yaml)).toEqual(
    folders.map((folder) => expect.stringMatching(`it is the folder ${folder} of .* @ spec.hostPath$`)),
  ));
