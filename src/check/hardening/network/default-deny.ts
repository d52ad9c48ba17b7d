import { describeManifest, type Manifest } from '../../../domain/index.ts';
import { groupOf, type Inventory } from '../inventory.ts';
import { namespacesInUse } from '../namespaces.ts';
import { quote } from '../pod.ts';
import type { ObjectProblem } from '../rule.ts';
import { type Direction, isDefaultDeny, isNamespaceWide, openingPolicies } from './policies.ts';

/** Policies of other engines: the gate does not evaluate them, and says so rather than guess. */
const OTHER_ENGINES: readonly (readonly [group: string, kind: string, clusterWide: boolean])[] = [
  ['cilium.io', 'CiliumNetworkPolicy', false],
  ['cilium.io', 'CiliumClusterwideNetworkPolicy', true],
  ['projectcalico.org', 'NetworkPolicy', false],
  ['projectcalico.org', 'GlobalNetworkPolicy', true],
  ['crd.projectcalico.org', 'NetworkPolicy', false],
  ['crd.projectcalico.org', 'GlobalNetworkPolicy', true],
  ['policy.networking.k8s.io', 'AdminNetworkPolicy', true],
  ['policy.networking.k8s.io', 'BaselineAdminNetworkPolicy', true],
  ['policy.networking.k8s.io', 'ClusterNetworkPolicy', true],
];

export const DEFAULT_DENY_MESSAGES = {
  none: 'no NetworkPolicy of namespace {namespace} selects every pod for {direction} without rules',
  isolated:
    '{policies} selects every pod of namespace {namespace} for {direction}, but allows some: no policy denies all',
  undone: 'namespace {namespace} denies {direction} by default, but {policies} lets everything through again',
  elsewhere:
    'no NetworkPolicy denies {direction} in namespace {namespace}; {policies} may, which the gate does not evaluate',
} as const;

/** A problem for each namespace in use whose policies, added up, do not deny by default. */
export function defaultDenyProblems(inventory: Inventory, direction: Direction): readonly ObjectProblem[] {
  const otherEngines = inventory.manifests.filter(isNetworkPolicyOfOtherEngine);
  const byNamespace = Map.groupBy(inventory.networkPolicies, (policy) => policy.manifest.namespace);
  return namespacesInUse(inventory).flatMap(({ name, subject, manifest, path }): readonly ObjectProblem[] => {
    const policies = byNamespace.get(name) ?? [];
    const wide = policies.filter(({ value }) => isNamespaceWide(value, direction));
    const base = { namespace: quote(name), direction };
    const opening = openingPolicies(policies, direction);
    const [opener] = opening;
    const isAssumed = inventory.assumed.networkPolicies.some(
      ({ namespace, denies }) => namespace === name && denies.includes(direction),
    );
    if (isAssumed || wide.some(({ value }) => isDefaultDeny(value, direction))) {
      if (opener === undefined) return [];
      const data = { ...base, policies: opening.map((policy) => describeManifest(policy.manifest.ref)) };
      return [{ manifest: opener.manifest, message: 'undone', data, paths: [['spec', direction]] }];
    }
    const others = otherEngines.filter((candidate) => reaches(candidate, name));
    const [message, named] =
      others.length > 0
        ? (['elsewhere', others] as const)
        : wide.length > 0
          ? (['isolated', wide.map((policy) => policy.manifest)] as const)
          : (['none', []] as const);
    const data = { ...base, policies: named.map((policy) => describeManifest(policy.ref)) };
    return [
      { manifest, subject, message, data, paths: [path], ...(message === 'elsewhere' ? { outcome: 'unknown' } : {}) },
    ];
  });
}

function engineOf(manifest: Manifest): (typeof OTHER_ENGINES)[number] | undefined {
  return OTHER_ENGINES.find(([group, kind]) => manifest.ref.kind === kind && groupOf(manifest) === group);
}

export function isNetworkPolicyOfOtherEngine(manifest: Manifest): boolean {
  return engineOf(manifest) !== undefined;
}

function reaches(manifest: Manifest, namespace: string): boolean {
  const [, , clusterWide = false] = engineOf(manifest) ?? [];
  return clusterWide || manifest.namespace === namespace;
}
