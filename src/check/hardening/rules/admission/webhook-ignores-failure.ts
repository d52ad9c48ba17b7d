import { get, isArray, type Path } from '../../../../domain/index.ts';
import { groupOf } from '../../inventory.ts';
import { quote } from '../../pod.ts';
import { NSA } from '../../references.ts';
import type { ObjectRule } from '../../rule.ts';

const KINDS = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'];

export const rule: ObjectRule = {
  scope: 'object',
  description: {
    id: 'admission/webhook-ignores-failure',
    topic: 'admission',
    level: null,
    severity: 'medium',
    title: 'Admission webhook that fails open',
    means: 'No admission webhook may have failurePolicy: Ignore. Left out it is Fail, in v1beta1 Ignore.',
    why: 'When the webhook does not answer, which an attacker can bring about, everything passes unchecked.',
    repair:
      'Set failurePolicy: Fail, run the webhook with several replicas, and exempt kube-system with a namespaceSelector.',
    docs: 'https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/',
    cis: [],
    nsa: [NSA.podSecurity],
  },
  messages: { ignores: 'failurePolicy is Ignore in webhook {name}' },
  check: (manifest) => {
    const webhooks = get(manifest.object, 'webhooks');
    if (groupOf(manifest) !== 'admissionregistration.k8s.io' || !KINDS.includes(manifest.ref.kind)) return [];
    const byDefault = manifest.ref.apiVersion.endsWith('/v1beta1') ? 'Ignore' : 'Fail';
    return (isArray(webhooks) ? webhooks : []).flatMap((webhook, index) => {
      if ((get(webhook, 'failurePolicy') ?? byDefault) !== 'Ignore') return [];
      const path: Path = ['webhooks', index, 'failurePolicy'];
      return [{ message: 'ignores', data: { name: quote(String(get(webhook, 'name') ?? '')) }, paths: [path] }];
    });
  },
};
