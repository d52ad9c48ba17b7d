import { get, isArray } from '../../../../domain/index.ts';
import { partsOf } from '../../change/admission-parts.ts';
import type { Pair } from '../../change/pairs.ts';
import { removed, weakened } from '../../change/problem.ts';
import { groupOf } from '../../inventory.ts';
import { quote } from '../../pod.ts';
import { NSA } from '../../references.ts';
import type { ChangeRule, ObjectProblem } from '../../rule.ts';

const EXCEPTION_GROUPS = ['kyverno.io', 'policies.kyverno.io'];

export const rule: ChangeRule = {
  scope: 'change',
  description: {
    id: 'change/weakens-admission-policy',
    topic: 'admission',
    level: null,
    severity: 'high',
    title: 'Change weakens an admission policy',
    means:
      'With a base: what rejects at admission (Kyverno, ValidatingAdmissionPolicy and its bindings, Gatekeeper, validating webhooks) must not be removed, lose a rule or a validation, only audit or warn, ignore failures, or apply to something else; and no Kyverno PolicyException may be added.',
    why: 'What the policy forbade is admitted from then on, in every namespace that it covers.',
    repair: 'Keep it enforcing; where one workload cannot comply, except that workload alone, and for a while.',
    docs: 'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/',
    cis: ['5.2.1'],
    nsa: [NSA.podSecurity],
  },
  messages: {
    relaxed: 'the change turns {part} to {after}, so it rejects nothing any more',
    lost: 'the change removes {part}',
    scope: 'the change alters what {part} applies to',
    removed: 'the change removes this policy, which rejected ({was} at the base)',
    exception: 'the change excepts objects from {policies}',
  },
  check: (change) => [
    ...change.pairs.flatMap(problemsOf),
    ...change.added.flatMap((manifest): readonly ObjectProblem[] => {
      if (manifest.ref.kind !== 'PolicyException' || !EXCEPTION_GROUPS.includes(groupOf(manifest))) return [];
      const listed = get(manifest.object, 'spec', 'exceptions') ?? get(manifest.object, 'spec', 'policyRefs');
      const policies = (isArray(listed) ? listed : []).map((each) =>
        quote(String(get(each, 'policyName') ?? get(each, 'name') ?? '')),
      );
      return weakened(manifest, 'exception', { policies }, ['spec']);
    }),
  ],
};

function problemsOf(pair: Pair): readonly ObjectProblem[] {
  const before = (partsOf(pair.base) ?? []).filter(({ enforces }) => enforces);
  // Where nothing is rejected anyway, failing open takes nothing away.
  if (before.every(({ name }) => name === 'failurePolicy')) return [];
  const { head } = pair;
  if (head === null) return removed(pair);
  const after = partsOf(head) ?? [];
  return before.flatMap((part) => {
    const now = after.find(({ name }) => name === part.name);
    if (now === undefined) return weakened(head, 'lost', { part: part.name }, part.path.slice(0, 2));
    if (!now.enforces) return weakened(head, 'relaxed', { part: part.name, after: now.action }, now.path);
    return now.scope === part.scope ? [] : weakened(head, 'scope', { part: part.name }, now.path.slice(0, 3));
  });
}
