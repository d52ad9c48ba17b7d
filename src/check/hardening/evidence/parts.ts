import type { Manifest, Topic } from '../../../domain/index.ts';
import { alertsIn } from '../incident/alerts.ts';
import { isKind } from '../inventory.ts';
import { clusterVersion } from '../nodes/cluster-version.ts';
import { componentsIn } from '../nodes/component-flags.ts';
import { endpointIn } from '../nodes/endpoints.ts';
import { etcdSnapshotsIn } from '../nodes/etcd-snapshots.ts';
import { kubeletsIn } from '../nodes/kubelets.ts';
import { metadataOptionsIn } from '../nodes/metadata-options.ts';
import { isBackupSchedule } from './backups.ts';
import { isDetector, isManagedSecret, isMeshPolicy, isOneOf, isWorkload, namesOwner } from './objects.ts';
import {
  isCodeOwners,
  isCompromisedImageRunbook,
  isCredentialLeakRunbook,
  isLateralMovementRunbook,
} from './runbooks.ts';

/** Something that a topic of the checklist is about, and that a repository may hold or not. */
export interface TopicPart {
  readonly topic: Topic;
  /** As a sentence names it: "kubelet". */
  readonly name: string;
  /** Rules that judge it, by id or by a prefix that ends in `*`; the longest one that fits a rule has it. */
  readonly rules: readonly string[];
  /** True of an object without which nothing could be said of the part. */
  readonly shownBy?: (manifest: Manifest) => boolean;
  /** The same of a file, by its path from the root. */
  readonly shownByFile?: (path: string) => boolean;
}

const isRbac = isOneOf('rbac.authorization.k8s.io/*');
const isNamespace = isOneOf('/Namespace');
const isAcrossNamespaces = isOneOf(
  'gateway.networking.k8s.io/ReferenceGrant',
  'external-secrets.io/ClusterSecretStore',
  'argoproj.io/AppProject',
  'argoproj.io/Application',
  'argoproj.io/ApplicationSet',
  'kustomize.toolkit.fluxcd.io/Kustomization',
  'helm.toolkit.fluxcd.io/HelmRelease',
);

/** By topic; the supply chain, which is about images, has its own in src/rules/topics.ts. */
export const TOPIC_PARTS: readonly TopicPart[] = [
  {
    topic: 'identity',
    name: 'roles and bindings',
    rules: ['rbac/*', 'change/weakens-role', 'change/weakens-binding'],
    shownBy: isRbac,
  },
  {
    topic: 'identity',
    name: 'service accounts of workloads',
    rules: ['rbac/default-service-account', 'rbac/token-automount', 'rbac/static-token'],
    shownBy: isWorkload,
  },
  {
    topic: 'tenancy',
    name: 'quotas and limits of namespaces',
    rules: ['tenancy/*', 'change/weakens-quota'],
    shownBy: isWorkload,
  },
  {
    topic: 'tenancy',
    name: 'access across namespaces',
    rules: [
      'tenancy/cross-namespace-secrets',
      'tenancy/open-secret-store',
      'tenancy/secret-reference-grant',
      'tenancy/open-app-project',
      'tenancy/flux-service-account',
    ],
    shownBy: (each) => isRbac(each) || isAcrossNamespaces(each),
  },
  {
    topic: 'pod-security',
    name: 'workloads',
    rules: ['pss/*', 'container/*', 'change/weakens-pod-security'],
    shownBy: isWorkload,
  },
  {
    topic: 'network',
    name: 'network policies',
    rules: ['network/*', 'change/weakens-network-policy'],
    shownBy: (each) => isWorkload(each) || isNamespace(each),
  },
  {
    topic: 'network',
    name: 'Services and Ingresses',
    rules: ['network/exposed-service', 'network/ingress-without-tls', 'network/unreachable-service'],
    shownBy: isOneOf(
      '/Service',
      'networking.k8s.io/Ingress',
      'extensions/Ingress',
      'gateway.networking.k8s.io/Gateway',
    ),
  },
  {
    topic: 'network',
    name: 'mutual TLS',
    rules: ['network/permissive-mtls', 'network/no-mtls', 'change/weakens-mtls'],
    shownBy: isMeshPolicy,
  },
  { topic: 'secrets', name: 'plaintext', rules: ['secrets/*'], shownBy: () => true },
  { topic: 'secrets', name: 'secret managers or encrypted Secrets', rules: [], shownBy: isManagedSecret },
  {
    topic: 'admission',
    name: 'labels of namespaces',
    rules: ['admission/pod-security-enforce', 'admission/pod-security-version', 'admission/required-labels'],
    shownBy: isNamespace,
  },
  {
    topic: 'admission',
    name: 'admission policies',
    rules: ['admission/*', 'change/weakens-admission-policy'],
    shownBy: isOneOf(
      'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
      'kyverno.io/ClusterPolicy',
      'kyverno.io/Policy',
      'policies.kyverno.io/ValidatingPolicy',
      'policies.kyverno.io/NamespacedValidatingPolicy',
      'policies.kyverno.io/ImageValidatingPolicy',
      'policies.kyverno.io/NamespacedImageValidatingPolicy',
      'constraints.gatekeeper.sh/*',
    ),
  },
  {
    topic: 'runtime',
    name: 'audit policy',
    rules: ['runtime/audit-policy'],
    shownBy: isOneOf('audit.k8s.io/Policy'),
  },
  {
    topic: 'runtime',
    name: 'audit sink and log level',
    rules: ['runtime/*'],
    shownBy: (each) => componentsIn(each, 'kube-apiserver').length > 0,
  },
  {
    topic: 'runtime',
    name: 'detector on the nodes (Falco, Tetragon, Tracee)',
    rules: ['runtime/detector-off'],
    shownBy: isDetector,
  },
  { topic: 'nodes', name: 'kubelet', rules: ['node/kubelet-access'], shownBy: (each) => kubeletsIn(each).length > 0 },
  {
    topic: 'nodes',
    name: 'API server',
    rules: ['node/api-server-access', 'node/no-encryption-provider'],
    shownBy: (each) => componentsIn(each, 'kube-apiserver').length > 0,
  },
  {
    topic: 'nodes',
    name: 'etcd',
    rules: ['node/etcd-access', 'node/etcd-snapshots-off'],
    shownBy: (each) => componentsIn(each, 'etcd').length > 0 || etcdSnapshotsIn(each) !== null,
  },
  {
    topic: 'nodes',
    name: 'encryption at rest',
    rules: ['node/secrets-in-plaintext'],
    shownBy: (each) => isKind(each, 'apiserver.config.k8s.io', 'EncryptionConfiguration'),
  },
  {
    topic: 'nodes',
    name: 'version of Kubernetes',
    rules: ['node/end-of-life'],
    shownBy: (each) => clusterVersion(each) !== null,
  },
  {
    topic: 'nodes',
    name: 'API endpoint of a managed cluster',
    rules: ['node/public-endpoint'],
    shownBy: (each) => endpointIn(each) !== null,
  },
  {
    topic: 'nodes',
    name: 'metadata of instances',
    rules: ['node/instance-metadata'],
    shownBy: (each) => metadataOptionsIn(each).length > 0,
  },
  { topic: 'incident', name: 'alerts', rules: ['incident/*'], shownBy: (each) => alertsIn(each).length > 0 },
  { topic: 'incident', name: 'owners', rules: ['incident/owner'], shownBy: namesOwner, shownByFile: isCodeOwners },
  {
    topic: 'incident',
    name: 'runbook for a leaked credential',
    rules: ['incident/credential-leak-runbook'],
    shownByFile: isCredentialLeakRunbook,
  },
  {
    topic: 'incident',
    name: 'runbook for a compromised image',
    rules: ['incident/compromised-image-runbook'],
    shownByFile: isCompromisedImageRunbook,
  },
  {
    topic: 'incident',
    name: 'runbook for lateral movement',
    rules: ['incident/lateral-movement-runbook'],
    shownByFile: isLateralMovementRunbook,
  },
  { topic: 'incident', name: 'backup schedules', rules: ['incident/no-backup'], shownBy: isBackupSchedule },
];

/** Asked for each rule once for every part of a topic. */
const partsOfRules = new Map<string, TopicPart | null>();

/** The part that a rule judges; null where it judges the whole topic. */
export function partOf(rule: string): TopicPart | null {
  const known = partsOfRules.get(rule);
  if (known !== undefined) return known;
  const part = closestPart(rule);
  partsOfRules.set(rule, part);
  return part;
}

function closestPart(rule: string): TopicPart | null {
  const fits = TOPIC_PARTS.flatMap((part) =>
    part.rules
      .filter((pattern) => (pattern.endsWith('*') ? rule.startsWith(pattern.slice(0, -1)) : rule === pattern))
      .map((pattern) => ({ part, length: pattern.length })),
  );
  return (
    fits.reduce<(typeof fits)[number] | null>(
      (best, each) => (best === null || each.length > best.length ? each : best),
      null,
    )?.part ?? null
  );
}

/** The names of the parts that something shows. */
export type Evidence = ReadonlySet<string>;

/**
 * What is there to say something of. Only a plain install counts: what a chart renders under other conditions must not
 * stand for what it leaves out. Each part is looked for until something shows it.
 */
export function evidenceIn(manifests: readonly Manifest[], files: Iterable<string>): Evidence {
  const open = new Set(TOPIC_PARTS);
  const shown = new Set<string>();
  const settle = (isShown: (part: TopicPart) => boolean): void => {
    for (const part of open) {
      if (!isShown(part)) continue;
      open.delete(part);
      shown.add(keyOf(part));
    }
  };
  for (const manifest of manifests)
    if (manifest.face === undefined) settle(({ shownBy }) => shownBy?.(manifest) === true);
  for (const file of files) settle(({ shownByFile }) => shownByFile?.(file) === true);
  return shown;
}

/** Names are told apart within their topic. */
export function keyOf({ topic, name }: Pick<TopicPart, 'topic' | 'name'>): string {
  return `${topic}: ${name}`;
}
