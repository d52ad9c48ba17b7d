import { get, isArray, type JsonObject, type Path } from '../../../../domain/index.ts';
import type { PodView } from '../../pod.ts';
import { inUserNamespace } from '../../pod-security/user-namespace.ts';
import { sharedProblem } from '../../problem.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { PodSecurityRule, Problem } from '../../rule.ts';
import { containerSetters, podSetter, settersOf } from '../../setters.ts';

/**
 * policy/check_runAsNonRoot.go. An explicit false is forbidden wherever it stands, whatever the other level says; a
 * container without the field needs true at the pod. Windows pods are not exempt.
 */
export const rule: PodSecurityRule = {
  scope: 'pod-security',
  description: {
    id: 'pss/runAsNonRoot',
    topic: 'pod-security',
    level: 'restricted',
    severity: 'high',
    title: 'May run as root',
    means:
      'runAsNonRoot must be true at the pod or at every container, and false nowhere. From v1.35 on, pods with hostUsers: false are exempt.',
    why: 'A process that runs as root in a container is root on the node once it breaks out, and a vulnerability in the kernel or the runtime is all it needs.',
    repair: "Set runAsNonRoot: true in the pod's securityContext, and build the image with a numeric non-root USER.",
    docs: KUBERNETES.podSecurityStandards,
    cis: ['5.2.7'],
    nsa: [NSA.nonRoot, NSA.podSecurity],
  },
  messages: {
    explicit: 'securityContext.runAsNonRoot is false in {where}',
    missing: 'securityContext.runAsNonRoot is not set to true for {where}, neither there nor at the pod',
  },
  repairs: {
    explicit: { at: 'each', value: true, contradicts: runsAsRoot },
    missing: { at: 'first', value: true, contradicts: runsAsRoot },
  },
  versions: [
    { since: 0, check },
    { since: 35, check: (pod) => (inUserNamespace(pod) ? [] : check(pod)) },
  ],
};

function check(pod: PodView): readonly Problem[] {
  const atPod = podSetter(pod);
  const explicit = settersOf(pod).filter(({ context }) => context.runAsNonRoot === false);
  const missing =
    atPod.context.runAsNonRoot === true
      ? []
      : containerSetters(pod).filter(({ context }) => (context.runAsNonRoot ?? null) === null);
  // The pod is the one place to edit; the containers that lack it are shown beside it.
  const paths = [atPod.at('runAsNonRoot'), ...missing.map(({ at }) => at('runAsNonRoot'))];
  return [
    ...sharedProblem(
      'explicit',
      explicit.map(({ label, at }) => ({ label, paths: [at('runAsNonRoot')] })),
    ),
    ...sharedProblem(
      'missing',
      missing.map(({ label }, index) => ({ label, paths: index === 0 ? paths : [] })),
    ),
  ];
}

/** The kubelet does not start a container that names user 0 where it must not be root: first another user is needed. */
function runsAsRoot(object: JsonObject, path: Path): boolean {
  const owner = path.slice(0, -2);
  const userOf = (at: Path) => get(object, ...at, 'securityContext', 'runAsUser');
  const isContainer = typeof owner.at(-1) === 'number';
  if (isContainer) return (userOf(owner) ?? userOf(owner.slice(0, -2))) === 0;
  const lists: readonly Path[] = [
    [...owner, 'initContainers'],
    [...owner, 'containers'],
  ];
  const containers = lists.flatMap((list) => {
    const items = get(object, ...list);
    return isArray(items) ? items.map((_, index) => [...list, index]) : [];
  });
  return [owner, ...containers].some((at) => userOf(at) === 0);
}
