import { componentsIn, UNREAD, unreadFlags } from '../../nodes/component-flags.ts';
import { quote } from '../../pod.ts';
import { NSA } from '../../references.ts';
import type { ObjectRule, SingleProblem } from '../../rule.ts';

/** From here on client-go writes the headers and bodies of requests (k8s.io/client-go/transport/round_trippers.go). */
const CONTENTS = 7;
/** CIS Kubernetes Benchmark 1.2.17. */
const SHORTEST_DAYS = 30;

export const rule: ObjectRule = {
  scope: 'object',
  description: {
    id: 'runtime/log-level',
    topic: 'runtime',
    level: null,
    severity: 'medium',
    title: 'Log that says too much or is kept too short',
    means:
      'The arguments of kube-apiserver must not set --v to 7 or more, where requests are logged with their headers and contents, nor --audit-log-maxage to less than 30 days (left out or 0 keeps every file); those of etcd must not set --log-level to debug.',
    why: 'At such a level tokens and Secrets are in the log, for everybody who reads logs; an audit log that is gone after days answers no question about last month.',
    repair: 'Set --v to 4 at most and --log-level to info, and --audit-log-maxage to 30 or more.',
    docs: 'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/',
    cis: ['1.2.17'],
    nsa: [NSA.logging],
  },
  messages: {
    contents: '--v is {value}: requests are logged with what is in them',
    debug: '--log-level is debug',
    short: '--audit-log-maxage is {value}: audit events are gone after as many days',
    ...UNREAD,
  },
  check: (manifest) => [
    ...componentsIn(manifest, 'kube-apiserver').flatMap((started): readonly SingleProblem[] => {
      const { flags } = started;
      const [level, age] = [flags.get('v'), flags.get('audit-log-maxage')];
      const days = Number(age?.value ?? 0);
      return [
        ...(level !== undefined && Number(level.value) >= CONTENTS
          ? [{ message: 'contents', data: { value: quote(level.value) }, paths: [level.path] as const }]
          : []),
        ...(age !== undefined && days > 0 && days < SHORTEST_DAYS
          ? [{ message: 'short', data: { value: quote(age.value) }, paths: [age.path] as const }]
          : []),
        ...unreadFlags(started, ['v', 'audit-log-maxage']),
      ];
    }),
    ...componentsIn(manifest, 'etcd').flatMap((started): readonly SingleProblem[] => {
      const level = started.flags.get('log-level');
      return level?.value === 'debug'
        ? [{ message: 'debug', data: {}, paths: [level.path] }]
        : unreadFlags(started, ['log-level']);
    }),
  ],
};
