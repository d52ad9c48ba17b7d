import type { Inventory } from '../../inventory.ts';
import type { PolicyRule } from '../../objects/rbac.ts';
import { type PodView, quote } from '../../pod.ts';
import { rulesBehind } from '../../rbac/effective-rules.ts';
import { ruleAllows } from '../../rbac/matching.ts';
import { serviceAccountOf } from '../../rbac/subjects.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { InventoryRule, ObjectProblem } from '../../rule.ts';
import { mountsToken, serviceAccountName } from '../../service-account.ts';

/** The default account has a rule of its own, and so has a grant of all Secrets: here a single named one counts too. */
export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'secrets/reused-service-account',
    topic: 'secrets',
    level: null,
    severity: 'medium',
    title: 'Several workloads share an account that reads Secrets',
    means:
      'A service account that a role lets get, list or watch Secrets, all or by name, must be used by one workload alone. Workloads that mount no token do not count; aggregated and built-in roles do. A role that the repository does not hold is unknown; declare it in assume.roles.',
    why: 'Whoever takes over any of the workloads reads the Secrets of all of them.',
    repair:
      'Give each workload a service account of its own, bound to a role that names the Secrets it needs, and set automountServiceAccountToken: false where no token is needed.',
    docs: KUBERNETES.secrets,
    cis: ['5.1.2', '5.1.6'],
    nsa: [NSA.rbac, NSA.secrets, NSA.tokens],
  },
  messages: {
    shared: 'service account {name}, which may read Secrets by {roles}, is also that of {others}',
    unknown:
      'whether service account {name}, which is also that of {others}, may read Secrets is not known: the repository does not hold {roles}',
  },
  check: (inventory) => {
    const users = inventory.pods.filter((pod) => serviceAccountName(pod) !== 'default' && mountsToken(pod, inventory));
    const accounts = Map.groupBy(users, (pod) => JSON.stringify([pod.manifest.namespace, serviceAccountName(pod)]));
    return [...accounts.values()].flatMap((pods) => problemOf(distinct(pods), inventory));
  },
};

/** One for each account, at the second of its workloads: the first may keep it. */
function problemOf(pods: readonly PodView[], inventory: Inventory): readonly ObjectProblem[] {
  const [first, second] = pods;
  if (first === undefined || second === undefined) return [];
  const { reading, missing } = rolesOf(second, inventory);
  const isKnown = reading.length > 0;
  if (!isKnown && missing.length === 0) return [];
  const field = second.spec.serviceAccountName ? 'serviceAccountName' : 'serviceAccount';
  return [
    {
      manifest: second.manifest,
      message: isKnown ? 'shared' : 'unknown',
      data: {
        name: quote(serviceAccountName(second)),
        roles: isKnown ? reading : missing,
        others: pods.filter((pod) => pod !== second).map(({ manifest: { ref } }) => `${ref.kind} ${quote(ref.name)}`),
      },
      paths: [second.at(field)],
      related: [{ manifest: first.manifest, path: first.at('serviceAccountName') }],
      ...(isKnown ? {} : { outcome: 'unknown' }),
    },
  ];
}

/** Several overlays or faces render one workload. */
function distinct(pods: readonly PodView[]): readonly PodView[] {
  return [
    ...new Map(pods.map((pod) => [JSON.stringify([pod.manifest.ref.kind, pod.manifest.ref.name]), pod])).values(),
  ];
}

/** The roles that are bound to the pod's account by name: those that read Secrets, and those that nobody knows. */
function rolesOf(pod: PodView, inventory: Inventory) {
  const reading = new Set<string>();
  const missing = new Set<string>();
  for (const { manifest, value } of inventory.bindings) {
    const isBound = value.subjects.some((subject) => {
      const account = serviceAccountOf(subject);
      const namespace = account?.namespace || manifest.namespace;
      return account?.name === serviceAccountName(pod) && namespace === pod.manifest.namespace;
    });
    if (!isBound) continue;
    const role = `${value.roleRef?.kind ?? ''} ${quote(value.roleRef?.name ?? '')}`;
    const rules = rulesBehind(value, manifest.namespace, inventory);
    if (rules === null) missing.add(role);
    else if (rules.some(readsSecrets)) reading.add(role);
  }
  return { reading: [...reading], missing: [...missing] };
}

function readsSecrets(rule: PolicyRule): boolean {
  const anyName = { ...rule, resourceNames: [] };
  const request = { apiGroup: '', resource: 'secrets', subresource: '', name: '' };
  return ['get', 'list', 'watch'].some((verb) => ruleAllows(anyName, { ...request, verb }));
}
