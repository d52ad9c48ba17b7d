import { get, type Manifest } from '../../../domain/index.ts';
import { groupOf } from '../inventory.ts';
import { itemsOf } from '../loose-values.ts';
import { sameSource } from './pairs.ts';

const KYVERNO = ['kyverno.io', 'policies.kyverno.io'];
const BINDINGS = ['ValidatingAdmissionPolicyBinding', 'MutatingAdmissionPolicyBinding'];

/**
 * Objects of the head that could do what a policy of the base did, under another name or for more namespaces: whether
 * they demand the same is for the caller to compare. Only policies that stand by themselves have any: a
 * ValidatingAdmissionPolicy is bound by its name, a ConstraintTemplate is the kind of its constraints, and certificates
 * are put into webhooks by name.
 */
export function successorsOf(base: Manifest, head: readonly Manifest[]): readonly Manifest[] {
  const group = groupOf(base);
  const stands = KYVERNO.includes(group) || group === 'constraints.gatekeeper.sh' || BINDINGS.includes(base.ref.kind);
  if (!stands) return [];
  const exceptions = head.filter(({ ref }) => ref.kind === 'PolicyException');
  return head.filter(
    (each) =>
      groupOf(each) === group &&
      sameSource(base, each) &&
      reachesAsFar(base, each) &&
      // An exception may have waited for a policy of that name.
      exceptions.every((exception) => !excepts(exception, each) || excepts(exception, base)),
  );
}

function reachesAsFar(base: Manifest, head: Manifest): boolean {
  const wider = clusterWide(base);
  if (head.ref.kind === wider) return true;
  return head.ref.kind === base.ref.kind && (wider === null || head.namespace === base.namespace);
}

/** The kind of the same policy for every namespace; null where there is none. */
function clusterWide(manifest: Manifest): string | null {
  const { kind } = manifest.ref;
  if (!KYVERNO.includes(groupOf(manifest))) return null;
  if (kind === 'Policy') return 'ClusterPolicy';
  return kind.startsWith('Namespaced') ? kind.slice('Namespaced'.length) : null;
}

/** Kyverno names a Policy of a namespace `shop/tags`. */
function excepts({ object }: Manifest, { ref, namespace }: Manifest): boolean {
  const name = ref.kind === 'Policy' ? `${namespace}/${ref.name}` : ref.name;
  return (
    itemsOf(get(object, 'spec', 'exceptions')).some((each) => get(each, 'policyName') === name) ||
    itemsOf(get(object, 'spec', 'policyRefs')).some(
      (each) => get(each, 'kind') === ref.kind && get(each, 'name') === name,
    )
  );
}
