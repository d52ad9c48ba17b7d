import { type JudgedFinding, type Manifest, type RuleDescription, TOPICS, type Topic } from '../domain/index.ts';

/** What can be said of one topic of the checklist. */
export interface TopicSummary {
  readonly topic: Topic;
  readonly title: string;
  /** `not-provable`: the repository holds nothing that could show it either way, which is never a pass. */
  readonly status: 'pass' | 'fail' | 'unknown' | 'not-provable';
  /** How many findings, whatever their effect: one by exception or known at the base is no pass either. */
  readonly findings: number;
  /** Why it is so, and what no file can show. */
  readonly note: string;
}

export interface TopicEvidence {
  readonly findings: readonly Pick<JudgedFinding, 'rule' | 'result'>[];
  readonly manifests: readonly Pick<Manifest, 'ref'>[];
  readonly images: number;
  /** True where the policy turns the rule off. */
  readonly isOff: (rule: string) => boolean;
  readonly describeRule: (rule: string) => RuleDescription | null;
  readonly rules: readonly RuleDescription[];
}

const WORKLOADS = ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job'];
const RUNS = new Set([...WORKLOADS, 'CronJob', 'PodTemplate', 'Namespace']);

interface Scope {
  /** True of an object that the topic's rules have something to say about. */
  readonly isEvidence: (kind: string, group: string) => boolean;
  /** What no file shows, in words that follow "Not provable from manifests: ". */
  readonly beyond: string;
}

const SCOPES: Readonly<Record<Exclude<Topic, 'supply-chain'>, Scope>> = {
  identity: {
    isEvidence: (kind, group) => RUNS.has(kind) || group === 'rbac.authorization.k8s.io' || kind === 'ServiceAccount',
    beyond: 'who holds the credentials of a subject, and roles that are made elsewhere',
  },
  tenancy: { isEvidence: (kind) => RUNS.has(kind), beyond: 'namespaces, quotas and limits that are made elsewhere' },
  'pod-security': { isEvidence: (kind) => RUNS.has(kind), beyond: 'what a mutating webhook makes of the pods' },
  network: {
    isEvidence: (kind) => RUNS.has(kind) || kind === 'NetworkPolicy' || kind === 'Service' || kind === 'Ingress',
    beyond: 'whether the network plugin enforces policies, and policies that are made elsewhere',
  },
  secrets: { isEvidence: () => true, beyond: 'rotation, and who reads what an external manager holds' },
  admission: {
    isEvidence: (kind, group) =>
      kind === 'Namespace' ||
      ['admissionregistration.k8s.io', 'kyverno.io', 'policies.kyverno.io'].includes(group) ||
      group.endsWith('gatekeeper.sh'),
    beyond: 'policies and webhooks that are installed by other means',
  },
  runtime: {
    isEvidence: (kind, group) => group === 'audit.k8s.io' || isControlPlane(kind, group),
    beyond: 'real audit logs, their retention, and whether a detector runs on every node',
  },
  nodes: {
    isEvidence: (kind, group) => isControlPlane(kind, group) || NODE_GROUPS.has(group),
    beyond: 'the live state of nodes and of a managed control plane',
  },
  incident: {
    isEvidence: (kind, group) => group === 'monitoring.coreos.com' && kind === 'PrometheusRule',
    beyond: 'drills, restored backups, and whether a runbook is read',
  },
};

const NODE_GROUPS = new Set([
  ...['eksctl.io', 'kubelet.config.k8s.io', 'apiserver.config.k8s.io', 'cluster.x-k8s.io'],
  ...['controlplane.cluster.x-k8s.io', 'infrastructure.cluster.x-k8s.io', 'container.cnrm.cloud.google.com'],
]);

function isControlPlane(kind: string, group: string): boolean {
  return group === 'kubeadm.k8s.io' && kind === 'ClusterConfiguration';
}

/** One line for each of the ten topics, in the checklist's order: none is ever left out. Pure. */
export function summarizeTopics(evidence: TopicEvidence): readonly TopicSummary[] {
  // What could not be read may hold anything: no topic passes beside it.
  const isBroken = evidence.findings.some(({ rule }) => rule === 'render/failed' || rule === 'manifest/invalid');
  return TOPICS.map(({ id, title }) => {
    const own = evidence.findings.filter(({ rule }) => evidence.describeRule(rule)?.topic === id);
    return { topic: id, title, findings: own.length, ...statusOf(id, own, isBroken, evidence) };
  });
}

function statusOf(
  topic: Topic,
  own: TopicEvidence['findings'],
  isBroken: boolean,
  evidence: TopicEvidence,
): Pick<TopicSummary, 'status' | 'note'> {
  const beyond = topic === 'supply-chain' ? 'how images were built, beyond what is signed' : SCOPES[topic].beyond;
  const limits = `Not provable from manifests: ${beyond}.`;
  if (own.some(({ result }) => result.outcome === 'fail')) return { status: 'fail', note: limits };
  if (own.length > 0) return { status: 'unknown', note: `Some checks could not be made. ${limits}` };
  if (isBroken) return { status: 'unknown', note: `Not everything could be read. ${limits}` };
  const rules = evidence.rules.filter((rule) => rule.topic === topic);
  if (rules.every(({ id }) => evidence.isOff(id))) {
    return { status: 'unknown', note: `The policy turns every rule of the topic off. ${limits}` };
  }
  if (!hasEvidence(topic, evidence)) {
    return { status: 'not-provable', note: `Nothing in the repository shows it. ${limits}` };
  }
  const off = rules.filter(({ id }) => evidence.isOff(id)).length;
  const some = off === 0 ? '' : `${off} of ${rules.length} rules are off. `;
  return { status: 'pass', note: `${some}${limits}` };
}

function hasEvidence(topic: Topic, { manifests, images }: TopicEvidence): boolean {
  if (topic === 'supply-chain') return images > 0;
  const { isEvidence } = SCOPES[topic];
  return manifests.some(({ ref }) => {
    const slash = ref.apiVersion.indexOf('/');
    return isEvidence(ref.kind, slash === -1 ? '' : ref.apiVersion.slice(0, slash));
  });
}
