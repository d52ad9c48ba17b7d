import fc from 'fast-check';
import type { Json } from '../../src/domain/index.ts';
import { gone, m, one, testMutations, word } from '../support/state-mutations.ts';

testMutations('admission', {
  'admission/pod-security-enforce': [
    m(
      'pass-restricted',
      'Namespace',
      ['metadata', 'labels', 'pod-security.kubernetes.io/enforce'],
      fc.oneof(gone, one('privileged', 'Baseline', 'strict')),
    ),
  ],
  'admission/pod-security-version': [
    m(
      'pass-pinned',
      'Namespace',
      ['metadata', 'labels', 'pod-security.kubernetes.io/enforce-version'],
      fc.oneof(gone, one('latest', '1.34', 'v1', 'v1.034')),
    ),
  ],
  'admission/policy-not-enforced': [
    m(
      'pass-deny',
      'ValidatingAdmissionPolicyBinding',
      ['spec', 'validationActions'],
      fc.subarray<Json>(['Warn', 'Audit'], { minLength: 1 }),
    ),
    m('pass-deny', 'ValidatingAdmissionPolicyBinding', ['spec', 'policyName'], word),
    m('pass-deny', 'ValidatingAdmissionPolicy', ['spec', 'failurePolicy'], one('Ignore')),
    m('pass-gatekeeper-deny', 'K8sNoRoot', ['spec', 'enforcementAction'], one('warn', 'dryrun')),
  ],
  'admission/required-labels': [
    m('pass-both-there', 'Pod', ['metadata', 'labels', 'team'], gone),
    m(
      'pass-both-there',
      'Pod',
      ['metadata', 'labels'],
      word.map((team) => ({ team })),
    ),
  ],
  'admission/webhook-ignores-failure': [
    m('pass-fail', 'ValidatingWebhookConfiguration', ['webhooks', 0, 'failurePolicy'], one('Ignore')),
  ],
});
