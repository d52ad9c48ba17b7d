import type { Path } from '../../../../domain/index.ts';
import { isGoTrue } from '../../go-boolean.ts';
import { componentsIn, UNREAD, unreadFlags } from '../../nodes/component-flags.ts';
import { NSA } from '../../references.ts';
import type { ObjectRule, Problem, SingleProblem } from '../../rule.ts';

export const rule: ObjectRule = {
  scope: 'object',
  description: {
    id: 'node/api-server-access',
    topic: 'nodes',
    level: null,
    severity: 'critical',
    title: 'API server open to anybody',
    means:
      'The arguments of kube-apiserver (in a static Pod or in kubeadm) must name an authorization mode other than AlwaysAllow, which is the default of the program (kubeadm itself sets Node,RBAC), and no file of static tokens; anonymous-auth must not be true.',
    why: 'Whoever reaches the API server is then allowed everything, or needs only a token that nothing rotates.',
    repair: 'Set --authorization-mode=Node,RBAC and --anonymous-auth=false, and remove --token-auth-file.',
    docs: 'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/',
    cis: ['1.2.1', '1.2.2', '1.2.6'],
    nsa: [NSA.authentication],
  },
  messages: {
    allowed: '--authorization-mode allows everything (AlwaysAllow)',
    unset: '--authorization-mode is missing, and the default is AlwaysAllow',
    anonymous: '--anonymous-auth is true',
    tokens: '--token-auth-file names a file of static tokens',
    ...UNREAD,
  },
  check: (manifest) =>
    componentsIn(manifest, 'kube-apiserver').flatMap((started): readonly SingleProblem[] => {
      const { flags, at, open } = started;
      const mode = flags.get('authorization-mode');
      const anonymous = flags.get('anonymous-auth');
      const tokens = flags.get('token-auth-file');
      const problem = (message: string, path: Path): Problem => ({ message, data: {}, paths: [path] });
      const isLeftOut =
        mode === undefined && !flags.has('authorization-config') && open === null && manifest.ref.kind === 'Pod';
      const modes = flags.has('authorization-config') ? [] : ['authorization-mode'];
      return [
        ...(isLeftOut ? [problem('unset', at)] : []),
        ...(mode?.value.split(',').includes('AlwaysAllow') === true ? [problem('allowed', mode.path)] : []),
        ...(anonymous && isGoTrue(anonymous.value) ? [problem('anonymous', anonymous.path)] : []),
        ...(tokens === undefined ? [] : [problem('tokens', tokens.path)]),
        ...unreadFlags(started, [...modes, 'anonymous-auth', ...(tokens === undefined ? ['token-auth-file'] : [])]),
      ];
    }),
};
