import { get } from '../../../../domain/index.ts';
import { isKind } from '../../inventory.ts';
import { textOf } from '../../loose-values.ts';
import { NSA } from '../../references.ts';
import type { ObjectRule, Problem } from '../../rule.ts';

export const rule: ObjectRule = {
  scope: 'object',
  description: {
    id: 'node/kubelet-access',
    topic: 'nodes',
    level: null,
    severity: 'critical',
    title: 'Kubelet open to anybody',
    means:
      'A KubeletConfiguration must not enable anonymous authentication, authorize everything (AlwaysAllow), or serve the read-only port. Fields that are left out are safe by default.',
    why: 'Whoever reaches the kubelet then runs commands in every container of the node, or reads what runs there.',
    repair: 'Set authentication.anonymous.enabled: false, authorization.mode: Webhook and readOnlyPort: 0.',
    docs: 'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/',
    cis: ['4.2.1', '4.2.2', '4.2.4'],
    nsa: [NSA.authentication],
  },
  messages: {
    anonymous: 'authentication.anonymous.enabled is true',
    allowed: 'authorization.mode is AlwaysAllow',
    readOnly: 'readOnlyPort serves what runs on the node on port {port}, without authentication',
  },
  check: (manifest) => {
    if (!isKind(manifest, 'kubelet.config.k8s.io', 'KubeletConfiguration')) return [];
    const { object } = manifest;
    const problems: Problem[] = [];
    if (get(object, 'authentication', 'anonymous', 'enabled') === true) {
      problems.push({ message: 'anonymous', data: {}, paths: [['authentication', 'anonymous', 'enabled']] });
    }
    if (get(object, 'authorization', 'mode') === 'AlwaysAllow') {
      problems.push({ message: 'allowed', data: {}, paths: [['authorization', 'mode']] });
    }
    const port = textOf(get(object, 'readOnlyPort'));
    if (port !== '' && port !== '0') problems.push({ message: 'readOnly', data: { port }, paths: [['readOnlyPort']] });
    return problems;
  },
};
