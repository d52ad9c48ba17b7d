import fc from 'fast-check';
import type { Json } from '../../src/domain/index.ts';
import { container, m, one, testMutations, word } from '../support/state-mutations.ts';

testMutations('runtime', {
  'runtime/audit-policy': [
    m(
      'pass-metadata-of-everything',
      'Policy',
      ['rules'],
      one<Json>([], [{ level: 'Request' }], [{ level: 'RequestResponse' }], [{ level: 'Metadata', users: ['a'] }]),
    ),
  ],
  'runtime/audit-sink': [
    m(
      'pass-a-log',
      'Pod',
      ['spec', 'containers', 0, 'command'],
      one(['kube-apiserver'], ['kube-apiserver', '--audit-policy-file=/a'], ['kube-apiserver', '--audit-log-path=-']),
    ),
  ],
  'runtime/detector-off': [
    m('pass-daemon-set', 'DaemonSet', [...container, 'args'], one(['-T', 'shell'], ['-Dshell'])),
    m(
      'pass-daemon-set',
      'DaemonSet',
      [...container, 'args', 0],
      word.map((rule) => `-o=rules[].disable.rule=${rule}`),
    ),
    m(
      'pass-switched-on-again',
      'ConfigMap',
      ['data', 'rules.yaml'],
      word.map((rule) => `- rule: ${rule} shell\n  enabled: false\n`),
    ),
  ],
  'runtime/log-level': [
    m(
      'pass-low',
      'Pod',
      ['spec', 'containers', 0, 'command'],
      fc.oneof(
        fc.integer({ min: 7, max: 20 }).map((level) => ['kube-apiserver', `--v=${level}`]),
        fc.integer({ min: 1, max: 29 }).map((days) => ['kube-apiserver', `--audit-log-maxage=${days}`]),
      ),
    ),
  ],
});
