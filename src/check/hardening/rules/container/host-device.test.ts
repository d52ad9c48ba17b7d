import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './host-device.ts';

const pod = (spec: string, namespace = 'shop') => yamlOf('v1', 'Pod', 'api', `spec: { ${spec} }`, namespace);

const mount = (hostPath: string) => pod(`volumes: [{ name: gpu, hostPath: { ${hostPath} } }]`);
const FAILS = ['Pod shop/api: hostPath is a device of the node in volume "gpu" @ spec.volumes[0].hostPath.path'];

const CASES: [string, string, string[]][] = [
  ['/dev', mount('path: /dev'), FAILS],
  ['below it', mount('path: /dev/kvm'), FAILS],
  ['spelled otherwise', mount('path: //var/../dev/./kvm/'), FAILS],
  ['above it', mount('path: /'), FAILS],
  ['by its type', mount('path: /run/device, type: CharDevice'), FAILS],
  ['another directory', mount('path: /var/log'), []],
  ['a name that only begins like it', mount('path: /devices'), []],
  ['an emptyDir', pod('volumes: [{ name: gpu, emptyDir: {} }]'), []],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
