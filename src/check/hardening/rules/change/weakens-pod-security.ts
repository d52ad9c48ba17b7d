import { get, type Json, type Manifest, type Path } from '../../../../domain/index.ts';
import { ENFORCE, ENFORCE_VERSION, isLevel, isVersion } from '../../admission/namespace-labels.ts';
import { holdsObjects, pairsOf } from '../../change/pairs.ts';
import { readConfiguration } from '../../change/pod-security-configuration.ts';
import { removed, weakened } from '../../change/problem.ts';
import { quote } from '../../pod.ts';
import { parseVersion } from '../../pod-security/selection.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { ChangeRule, ObjectProblem } from '../../rule.ts';

const RANK: Readonly<Record<string, number>> = { privileged: 0, baseline: 1, restricted: 2 };

export const rule: ChangeRule = {
  scope: 'change',
  description: {
    id: 'change/weakens-pod-security',
    topic: 'pod-security',
    level: null,
    severity: 'high',
    title: 'Change lowers the Pod Security level of a namespace',
    means:
      'With a base: the label pod-security.kubernetes.io/enforce of a namespace must not go from restricted or baseline to a lower level or away, nor its pinned version to an older one, nor the Namespace that has it out of a repository that still puts objects there. What the API server is told for namespaces without labels (PodSecurityConfiguration) must not be lowered, nor exempt more.',
    why: 'From then on the cluster admits pods into the namespace that it refused before, whoever creates them.',
    repair: 'Keep the level, and put what needs less into a namespace of its own.',
    docs: KUBERNETES.podSecurityAdmission,
    cis: ['5.2.1'],
    nsa: [NSA.podSecurity],
  },
  messages: {
    lowered: 'the change lowers the label pod-security.kubernetes.io/enforce from {before} to {after}',
    older: 'the change turns the enforced version of the standard back from {before} to {after}',
    defaults: 'the change lowers what is enforced in namespaces without labels from {before} to {after}',
    exempts: 'the change exempts {exempted} from Pod Security, in whatever namespace',
    removed:
      'the change removes this Namespace, which enforces {before} ({was} at the base), while objects in it remain',
  },
  check: (change) => [
    ...change.pairs.flatMap(({ base, head }) => (head === null ? [] : configurationProblems(base, head))),
    ...pairsOf(change, '', 'Namespace').flatMap((pair): readonly ObjectProblem[] => {
      const before = enforcedBy(pair.base);
      if (before.rank === 0) return [];
      const { head } = pair;
      if (head === null) return holdsObjects(change, pair.base.ref.name) ? removed(pair, { before: before.says }) : [];
      const after = enforcedBy(head);
      const path = ['metadata', 'labels', ENFORCE];
      if (after.rank < before.rank) {
        return weakened(head, 'lowered', { before: before.says, after: after.says }, path);
      }
      if (after.minor >= before.minor) return [];
      const data = { before: `v1.${before.minor}`, after: `v1.${after.minor}` };
      return weakened(head, 'older', data, ['metadata', 'labels', ENFORCE_VERSION]);
    }),
  ],
};

/** What holds for namespaces without labels, and who is exempt in all of them. */
function configurationProblems(base: Manifest, head: Manifest): readonly ObjectProblem[] {
  const before = readConfiguration(base);
  if (before === null) return [];
  const after = readConfiguration(head);
  const defaults: Path = [...(after?.path ?? []), 'defaults'];
  const [was, is] = [standardOf(before.level, before.version), standardOf(after?.level, after?.version)];
  const isOlder = is.rank === was.rank && is.minor < was.minor;
  const exempted = (after?.exemptions ?? []).filter((each) => !before.exemptions.includes(each));
  return [
    ...(was.rank > 0 && (is.rank < was.rank || isOlder)
      ? weakened(
          head,
          'defaults',
          { before: `${was.says} v1.${was.minor}`, after: `${is.says} v1.${is.minor}` },
          defaults,
        )
      : []),
    ...(exempted.length === 0
      ? []
      : weakened(head, 'exempts', { exempted: exempted.map(quote) }, [...(after?.path ?? []), 'exemptions'])),
  ];
}

interface Standard {
  readonly rank: number;
  readonly minor: number;
  readonly says: string;
}

function enforcedBy({ object }: Manifest): Standard {
  return standardOf(get(object, 'metadata', 'labels', ENFORCE), get(object, 'metadata', 'labels', ENFORCE_VERSION));
}

/** As the API server reads the labels: none is privileged, a value that is no level enforces restricted. */
function standardOf(label: Json | undefined, version: Json | undefined): Standard {
  const minor = parseVersion(typeof version === 'string' && isVersion(version) ? version : 'latest');
  if (typeof label !== 'string') return { rank: 0, minor, says: 'nothing, which is privileged' };
  const level = isLevel(label) ? label : 'restricted';
  return { rank: RANK[level] ?? 0, minor, says: level };
}
