import { formatNamedPath, formatPath, type Path } from '../../../../domain/index.ts';
import { isGoTrue } from '../../go-boolean.ts';
import { kubeletsIn } from '../../nodes/kubelets.ts';
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
      'A KubeletConfiguration, and the arguments of a kubelet (kubeletExtraArgs of kubeadm and Cluster API), must not enable anonymous authentication, authorize everything (AlwaysAllow), or serve the read-only port. Fields that are left out are safe by default.',
    why: 'Whoever reaches the kubelet then runs commands in every container of the node, or reads what runs there.',
    repair: 'Set authentication.anonymous.enabled: false, authorization.mode: Webhook and readOnlyPort: 0.',
    docs: 'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/',
    cis: ['4.2.1', '4.2.2', '4.2.4'],
    nsa: [NSA.authentication],
  },
  messages: {
    anonymous: '{field} is true: whoever asks is let in without a name',
    allowed: '{field} is AlwaysAllow',
    readOnly: '{field} serves what runs on the node on port {port}, without authentication',
  },
  check: (manifest) =>
    kubeletsIn(manifest).flatMap(({ anonymous, authorization, readOnlyPort }): readonly Problem[] => {
      const problem = (message: string, path: Path, data: Problem['data'] = {}): Problem => {
        const at = formatNamedPath(manifest.object, path);
        return { message, data: { at, ...data }, shown: { field: formatPath(path) }, paths: [path] };
      };
      const port = readOnlyPort?.value ?? '0';
      return [
        ...(anonymous && isGoTrue(anonymous.value) ? [problem('anonymous', anonymous.path)] : []),
        ...(authorization?.value === 'AlwaysAllow' ? [problem('allowed', authorization.path)] : []),
        ...(readOnlyPort !== null && port !== '0' ? [problem('readOnly', readOnlyPort.path, { port })] : []),
      ];
    }),
};
