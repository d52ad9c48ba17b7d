import { describeManifest, get, type Manifest } from '../../../../domain/index.ts';
import { exemptionsOf, leavesSelection, namespaceSelectorsOf } from '../../change/admission-exemptions.ts';
import { isReferredTo, parameterReferences } from '../../change/admission-parameters.ts';
import { partsOf } from '../../change/admission-parts.ts';
import { canonical, without } from '../../change/canonical.ts';
import { type Change, type Pair, pairsOf } from '../../change/pairs.ts';
import type { Part } from '../../change/part.ts';
import { removed, weakened } from '../../change/problem.ts';
import { successorsOf } from '../../change/successors.ts';
import { groupOf } from '../../inventory.ts';
import { itemsOf, textOf } from '../../loose-values.ts';
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
      'With a base: what rejects at admission (Kyverno, ValidatingAdmissionPolicy and its bindings, Gatekeeper, webhooks), and what sets or creates a protection there (mutating and generating policies and rules that name a security context, limits, labels of namespaces, network policies, quotas and the like), must not be removed, lose a rule or a validation, only audit or warn, ignore failures, or apply to, demand or set something else. A policy that does the same under another name, or for more namespaces, is no removal. The objects it reads parameters from must stay as they are; and nothing more may be excepted from it: by a PolicyException, by the configuration of its engine, or by other labels of a Namespace.',
    why: 'What the policy forbade is admitted from then on, in every namespace that it covers.',
    repair: 'Keep it enforcing; where one workload cannot comply, except that workload alone, and for a while.',
    docs: 'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/',
    cis: ['5.2.1'],
    nsa: [NSA.podSecurity],
  },
  messages: {
    relaxed: 'the change turns {part} to {after}, so it rejects nothing any more',
    failsOpen: 'the change turns {part} to {after}, so what cannot be judged is admitted',
    lost: 'the change removes {part}',
    scope: 'the change alters what {part} applies to',
    demands: 'the change alters what {part} demands',
    removed: 'the change removes this policy, which rejected ({was} at the base)',
    sets: 'the change alters what {part} sets or creates',
    removedSetter: 'the change removes this policy, which set or created what protects ({was} at the base)',
    exception: 'the change excepts objects from {policies}',
    exceptionAltered: 'the change alters which objects are excepted from {policies}',
    exempts: 'the change exempts {exempted} from every policy of its engine',
    unselected: 'the change of its labels takes this namespace out of what {policies} applies to',
    parameters: 'the change alters or removes what {policies} reads from it',
  },
  check: (change) => [
    ...change.pairs.flatMap((pair) => problemsOf(pair, change.head)),
    ...change.pairs.flatMap(({ base, head }) => (head === null ? [] : exceptionProblems(base, head))),
    ...change.added.flatMap((manifest) => exceptionProblems(null, manifest)),
    ...namespaceProblems(change),
    ...parameterProblems(change),
  ],
};

function problemsOf(pair: Pair, all: readonly Manifest[]): readonly ObjectProblem[] {
  const before = (partsOf(pair.base) ?? []).filter(({ enforces }) => enforces);
  const acting = before.filter(({ about }) => about === undefined);
  // Where nothing is rejected or set anyway, nothing is taken away.
  if (acting.length === 0) return [];
  if (pair.head !== null) return differences(before, pair.head);
  if (successorsOf(pair.base, all).some((each) => differences(before, each).length === 0)) return [];
  const message = acting.every(({ sets }) => sets) ? 'removedSetter' : 'removed';
  return removed(pair).map((problem) => ({ ...problem, message }));
}

/** What an object does not do any more of what a policy did. */
function differences(before: readonly Part[], head: Manifest): readonly ObjectProblem[] {
  const after = partsOf(head) ?? [];
  return before.flatMap((part): readonly ObjectProblem[] => {
    const now = after.find(({ name }) => name === part.name);
    if (now === undefined) return weakened(head, 'lost', { part: clip(part.name) }, part.path.slice(0, 2));
    const data = { part: clip(part.name) };
    if (now.sets && !now.enforces) return weakened(head, 'sets', data, now.path.slice(0, 3));
    if (!now.enforces) {
      return weakened(
        head,
        part.about === 'failure' ? 'failsOpen' : 'relaxed',
        { ...data, after: now.action },
        now.path,
      );
    }
    const place = now.path.slice(0, 3);
    return [
      ...(now.scope === part.scope ? [] : weakened(head, 'scope', data, place)),
      ...(now.demands === part.demands ? [] : weakened(head, now.sets ? 'sets' : 'demands', data, place)),
    ];
  });
}

/** A PolicyException that is new or altered, and what else leaves objects out for all policies of an engine. */
function exceptionProblems(base: Manifest | null, head: Manifest): readonly ObjectProblem[] {
  if (head.ref.kind === 'PolicyException' && EXCEPTION_GROUPS.includes(groupOf(head))) {
    if (base !== null && canonical(base.object.spec) === canonical(head.object.spec)) return [];
    const listed = get(head.object, 'spec', 'exceptions') ?? get(head.object, 'spec', 'policyRefs');
    const policies = itemsOf(listed).map((each) => quote(textOf(get(each, 'policyName') ?? get(each, 'name'))));
    return weakened(head, base === null ? 'exception' : 'exceptionAltered', { policies }, ['spec']);
  }
  const known = new Set((base === null ? [] : exemptionsOf(base)).map(({ label }) => label));
  const found = exemptionsOf(head).filter(({ label }) => !known.has(label));
  const [first] = found;
  if (first === undefined) return [];
  return weakened(head, 'exempts', { exempted: found.map(({ label }) => label) }, first.path);
}

/** A policy that selects namespaces by label does not see one that changes its own. */
function namespaceProblems(change: Change): readonly ObjectProblem[] {
  const policies = change.pairs.flatMap(({ base }) => {
    const selectors = namespaceSelectorsOf(base);
    return selectors.length === 0 ? [] : [{ base, selectors }];
  });
  return pairsOf(change, '', 'Namespace').flatMap(({ base, head }) => {
    if (head === null) return [];
    const left = policies.filter(({ selectors }) => selectors.some((each) => leavesSelection(each, base, head)));
    if (left.length === 0) return [];
    const data = { policies: left.map((each) => describeManifest(each.base.ref)) };
    return weakened(head, 'unselected', data, ['metadata', 'labels']);
  });
}

function parameterProblems({ pairs }: Change): readonly ObjectProblem[] {
  const references = parameterReferences(pairs.map(({ base }) => base));
  if (references.length === 0) return [];
  return pairs.flatMap((pair) => {
    const { base, head } = pair;
    const readers = references.filter((reference) => isReferredTo(base, reference));
    const isSame = head !== null && contentOf(base) === contentOf(head);
    if (readers.length === 0 || isSame) return [];
    const data = { policies: [...new Set(readers.map(({ policy }) => describeManifest(policy.ref)))] };
    return head === null
      ? removed(pair, data).map((problem) => ({ ...problem, message: 'parameters' }))
      : weakened(head, 'parameters', data, []);
  });
}

function contentOf({ object }: Manifest): string {
  return canonical(without(object, 'apiVersion', 'kind', 'metadata', 'status'));
}

/** The name of a part holds a whole expression. */
function clip(name: string): string {
  return name.length > 160 ? `${name.slice(0, 157)}...` : name;
}
