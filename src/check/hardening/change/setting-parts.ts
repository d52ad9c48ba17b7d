import { get, type Json, type Manifest, type Path } from '../../../domain/index.ts';
import { canonical } from './canonical.ts';
import { failurePolicy, type Part, textOfAll } from './part.ts';

/** Policies that set a protection on what is admitted, or create one beside it: without them it is missing. */

/** Objects that protect. */
const KINDS = [
  ...['NetworkPolicy', 'CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy', 'AdminNetworkPolicy'],
  ...['ResourceQuota', 'LimitRange', 'PeerAuthentication', 'AuthorizationPolicy'],
];
/** Fields, labels and annotations that do. */
const FIELDS = [
  ...['securityContext', 'runAsNonRoot', 'runAsUser', 'readOnlyRootFilesystem', 'allowPrivilegeEscalation'],
  ...['privileged', 'capabilities', 'seccompProfile', 'appArmorProfile', 'automountServiceAccountToken', 'hostUsers'],
  ...['hostNetwork', 'hostPID', 'hostIPC', 'hostPath', 'runtimeClassName', 'limits', 'pod-security\\.kubernetes\\.io'],
  ...['istio-injection', 'istio\\.io', 'linkerd\\.io', 'policy\\.sigstore\\.dev'],
];
const PROTECTS = new RegExp(`(?<![A-Za-z])(?:${[...KINDS, ...FIELDS].join('|')})(?![A-Za-z])`);

/** `scope`: what it applies to, as text; `content`: what it sets or creates. */
export function setting(name: string, path: Path, scope: string, ...content: readonly (Json | undefined)[]): Part {
  const demands = textOfAll(...content);
  return { name, enforces: PROTECTS.test(demands), action: '', path, scope, demands, sets: true };
}

/** policies.kyverno.io MutatingPolicy and GeneratingPolicy, and those of one namespace. */
export function kyvernoSettings({ object, ref }: Manifest): readonly Part[] {
  const spec = get(object, 'spec');
  const field = ref.kind.endsWith('MutatingPolicy') ? 'mutations' : 'generate';
  const scope = ['matchConstraints', 'matchConditions', 'targetMatchConstraints', 'evaluation', 'autogen'];
  const fields = textOfAll(...scope.map((each) => get(spec, each)));
  return [
    setting(field, ['spec', field], fields, get(spec, field), get(spec, 'variables')),
    // What fails to generate is never refused.
    ...(field === 'generate' ? [] : [failurePolicy(get(spec, 'failurePolicy'), ['spec', 'failurePolicy'])]),
  ];
}

/** admissionregistration.k8s.io MutatingAdmissionPolicy. */
export function mutatingPolicy({ object }: Manifest): readonly Part[] {
  const spec = get(object, 'spec');
  const scope = textOfAll(get(spec, 'matchConstraints'), get(spec, 'matchConditions'));
  const content = ['mutations', 'variables', 'paramKind'].map((field) => get(spec, field));
  return [
    setting('mutations', ['spec', 'mutations'], scope, ...content),
    failurePolicy(get(spec, 'failurePolicy'), ['spec', 'failurePolicy']),
  ];
}

/** Its binding: what the policy sets is not known here, so each counts. */
export function mutatingBinding({ object }: Manifest): readonly Part[] {
  const scope = canonical(get(object, 'spec'));
  return [{ name: 'the binding', enforces: true, action: '', path: ['spec'], scope, demands: null, sets: true }];
}
