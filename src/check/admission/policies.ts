import { get, type Manifest } from '../../domain/index.ts';
import { groupOf } from './group.ts';
import { verifiesImages } from './kyverno-images.ts';

/** The admission policies among some manifests, by the engine that runs them. */
export interface AdmissionPolicies {
  /** ClusterPolicy, Policy, and the validating kinds of policies.kyverno.io. */
  readonly kyverno: readonly Manifest[];
  /** Those of Kyverno with a rule that looks at the signatures of images. */
  readonly images: readonly Manifest[];
  readonly exceptions: readonly Manifest[];
  /** Only those that a binding names: the others do nothing. */
  readonly validating: readonly Manifest[];
  readonly bindings: readonly Manifest[];
  readonly templates: readonly Manifest[];
  readonly constraints: readonly Manifest[];
}

const ADMISSION = 'admissionregistration.k8s.io';
/** Groups whose objects configure engines: no policy is meant for them. */
const ENGINE_GROUPS = ['kyverno.io', 'policies.kyverno.io', 'templates.gatekeeper.sh', 'constraints.gatekeeper.sh'];
const KYVERNO_KINDS = ['ClusterPolicy', 'Policy', 'ValidatingPolicy', 'NamespacedValidatingPolicy'];
const IMAGE_KINDS = ['ClusterPolicy', 'Policy', 'ImageValidatingPolicy', 'NamespacedImageValidatingPolicy'];

export function sortPolicies(manifests: readonly Manifest[]): AdmissionPolicies {
  const kind = (groups: readonly string[], ...kinds: readonly string[]): readonly Manifest[] =>
    manifests.filter((each) => kinds.includes(each.ref.kind) && groups.includes(groupOf(each)));
  const bindings = kind([ADMISSION], 'ValidatingAdmissionPolicyBinding');
  const bound = new Set(bindings.map(({ object }) => get(object, 'spec', 'policyName')));
  return {
    kyverno: kind(['kyverno.io', 'policies.kyverno.io'], ...KYVERNO_KINDS).filter(validates),
    images: kind(['kyverno.io', 'policies.kyverno.io'], ...IMAGE_KINDS).filter(verifiesImages),
    exceptions: kind(['kyverno.io', 'policies.kyverno.io'], 'PolicyException'),
    validating: kind([ADMISSION], 'ValidatingAdmissionPolicy').filter(({ ref }) => bound.has(ref.name)),
    bindings,
    templates: kind(['templates.gatekeeper.sh'], 'ConstraintTemplate'),
    constraints: manifests.filter((each) => groupOf(each) === 'constraints.gatekeeper.sh'),
  };
}

/**
 * Overlays render the same policy several times: alike ones are one, and ones that differ (Audit for one cluster, Enforce
 * for another) are run apart, since an engine knows them by name.
 */
export function variantsOf(policies: AdmissionPolicies): readonly AdmissionPolicies[] {
  const layered = {
    kyverno: layersOf(policies.kyverno),
    images: layersOf(policies.images),
    exceptions: layersOf(policies.exceptions),
    validating: layersOf(policies.validating),
    bindings: layersOf(policies.bindings),
    templates: layersOf(policies.templates),
    constraints: layersOf(policies.constraints),
  };
  const count = Math.max(
    layered.kyverno.length,
    layered.images.length,
    layered.validating.length,
    layered.bindings.length,
    layered.constraints.length,
  );
  return Array.from({ length: count }, (_, index) => ({
    kyverno: layered.kyverno[index] ?? [],
    images: layered.images[index] ?? [],
    exceptions: layered.exceptions.flat(),
    validating: layered.validating[index] ?? (layered.bindings[index] ? (layered.validating[0] ?? []) : []),
    bindings: layered.bindings[index] ?? layered.bindings[0] ?? [],
    templates: layered.templates[index] ?? layered.templates[0] ?? [],
    constraints: layered.constraints[index] ?? [],
  }));
}

function layersOf(manifests: readonly Manifest[]): readonly (readonly Manifest[])[] {
  const layers: Map<string, Manifest>[] = [];
  const seen = new Set<string>();
  for (const manifest of manifests) {
    if (seen.has(textOf(manifest))) continue;
    seen.add(textOf(manifest));
    const { ref, namespace } = manifest;
    const key = JSON.stringify([groupOf(manifest), ref.kind, namespace, ref.name]);
    const layer = layers.find((each) => !each.has(key));
    if (layer === undefined) layers.push(new Map([[key, manifest]]));
    else layer.set(key, manifest);
  }
  return layers.map((layer) => [...layer.values()]);
}

/** A policy that only mutates or generates refuses nothing. */
function validates({ object, ref }: Manifest): boolean {
  if (ref.kind !== 'ClusterPolicy' && ref.kind !== 'Policy') return true;
  const rules = get(object, 'spec', 'rules');
  return Array.isArray(rules) && rules.some((rule) => get(rule, 'validate') !== undefined);
}

/** True for what policies are written about. */
export function isJudged(manifest: Manifest): boolean {
  const group = groupOf(manifest);
  return (
    !ENGINE_GROUPS.includes(group) && !(group === ADMISSION && manifest.ref.kind.startsWith('ValidatingAdmission'))
  );
}

/**
 * The policies of `head` that the base has not, or has otherwise: those of the base are judged with first, since a
 * change must not decide by which policies it is judged.
 */
export function newPolicies(head: AdmissionPolicies, base: AdmissionPolicies): AdmissionPolicies {
  const known = new Set(Object.values(base).flatMap((list: readonly Manifest[]) => list.map(textOf)));
  const fresh = (list: readonly Manifest[]): readonly Manifest[] => list.filter((each) => !known.has(textOf(each)));
  const changedBindings = new Set(fresh(head.bindings).map(({ object }) => get(object, 'spec', 'policyName')));
  const validating = head.validating.filter((each) => fresh([each]).length > 0 || changedBindings.has(each.ref.name));
  // A constraint is nothing without its template, and a changed template changes all of its constraints.
  const changedKinds = new Set(fresh(head.templates).map(kindOfTemplate));
  return {
    kyverno: fresh(head.kyverno),
    images: fresh(head.images),
    exceptions: base.exceptions,
    validating,
    bindings: head.bindings,
    templates: head.templates,
    constraints: head.constraints.filter((each) => fresh([each]).length > 0 || changedKinds.has(each.ref.kind)),
  };
}

function kindOfTemplate({ object }: Manifest): string {
  return String(get(object, 'spec', 'crd', 'spec', 'names', 'kind') ?? '');
}

function textOf({ object }: Manifest): string {
  return JSON.stringify(object);
}
