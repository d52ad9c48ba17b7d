import { expect, test } from 'vitest';
import { readManifests } from '../../test/support/manifest-files.ts';
import { evidenceIn, HARDENING_RULES, partOf, TOPIC_PARTS } from '../check/hardening/index.ts';
import { type Outcome, TOPICS } from '../domain/index.ts';
import { describeRule, RULES } from './catalogue.ts';
import { summarizeTopics, type TopicEvidence } from './topics.ts';

const object = (apiVersion: string, kind: string, fields = '') =>
  `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a }\n${fields}\n`;
const fails = (rule: `${string}/${string}`) => ({ rule, result: { outcome: 'fail' } }) as const;
const unsure = (rule: `${string}/${string}`) => ({ rule, result: { outcome: 'unknown', cause: 'content' } }) as const;

const POD = object('v1', 'Pod', 'spec: { containers: [{ name: a, image: a }] }');
const KUBELET = object('kubelet.config.k8s.io/v1beta1', 'KubeletConfiguration');
const KUBEADM = object('kubeadm.k8s.io/v1beta4', 'ClusterConfiguration', 'kubernetesVersion: v1.36.0');
const ENCRYPTION = object('apiserver.config.k8s.io/v1', 'EncryptionConfiguration');
const AUDIT = object('audit.k8s.io/v1', 'Policy');
const EKS = object('eks.services.k8s.aws/v1alpha1', 'Cluster', 'spec: { version: "1.36" }');
const KARPENTER = object('karpenter.k8s.aws/v1', 'EC2NodeClass');
const FALCO = object(
  'apps/v1',
  'DaemonSet',
  'spec: { template: { spec: { containers: [{ name: falco, image: "docker.io/falcosecurity/falco:0.42.0@sha256:ab" }] } } }',
);
const ALERT = object(
  'monitoring.coreos.com/v1',
  'PrometheusRule',
  'spec: { groups: [{ name: a, rules: [{ alert: Down, expr: up == 0 }] }] }',
);
const VELERO = object('velero.io/v1', 'Schedule', 'spec: { schedule: "0 1 * * *" }');
const RUNBOOKS = ['credential-leak.md', 'compromised-image.md', 'lateral-movement.md'].map(
  (name) => `docs/runbooks/${name}`,
);
const MESH = object('security.istio.io/v1', 'PeerAuthentication', 'spec: { mtls: { mode: STRICT } }');

type Row = Partial<Omit<TopicEvidence, 'shown'>> & { readonly yaml?: string; readonly files?: readonly string[] };

function lineOf(topic: string, { yaml = '', files = [], ...evidence }: Row) {
  const { manifests } = readManifests(new TextEncoder().encode(yaml), 'a.yaml');
  const lines = summarizeTopics({
    findings: [],
    shown: evidenceIn(manifests, files),
    images: 0,
    gitleaks: null,
    checks: { signatures: [], vulnerabilities: [] },
    isOff: () => false,
    describeRule,
    rules: RULES,
    ...evidence,
  });
  expect(lines.map((line) => line.topic)).toEqual(TOPICS.map(({ id }) => id));
  return lines.find((line) => line.topic === topic);
}

test.each<[what: string, evidence: Row, topic: string, status: string]>([
  ['nothing at all', {}, 'runtime', 'not-provable'],
  ['pods alone say nothing of nodes', { yaml: POD }, 'nodes', 'not-provable'],
  ['pods alone say nothing of alerts', { yaml: POD }, 'incident', 'not-provable'],
  ['pods without a finding', { yaml: POD }, 'pod-security', 'pass'],
  ['a namespace without pods', { yaml: object('v1', 'Namespace') }, 'pod-security', 'not-provable'],
  ['a finding', { yaml: POD, findings: [fails('rbac/wildcard')] }, 'identity', 'fail'],
  ['a finding of another topic', { yaml: POD, findings: [fails('rbac/wildcard')] }, 'pod-security', 'pass'],
  ['an unknown', { yaml: POD, findings: [unsure('network/default-deny-egress')] }, 'network', 'unknown'],
  ['what did not render', { yaml: POD, findings: [fails('render/failed')] }, 'pod-security', 'unknown'],
  ['every rule off', { yaml: POD, isOff: () => true }, 'network', 'unknown'],
  ['network policies, and nothing of Services and mutual TLS', { yaml: POD }, 'network', 'not-provable'],
  ['all of the network', { yaml: POD + object('v1', 'Service') + MESH }, 'network', 'pass'],
  ['an audit policy alone', { yaml: AUDIT }, 'runtime', 'not-provable'],
  ['an audit policy, its sink and a detector', { yaml: AUDIT + KUBEADM + FALCO }, 'runtime', 'pass'],
  ['a Kyverno Policy is no audit policy', { yaml: object('kyverno.io/v1', 'Policy') }, 'runtime', 'not-provable'],
  ['one kubelet', { yaml: KUBELET }, 'nodes', 'not-provable'],
  ['everything of the nodes', { yaml: KUBELET + KUBEADM + ENCRYPTION + EKS + KARPENTER }, 'nodes', 'pass'],
  [
    'external etcd is not there',
    {
      yaml:
        KUBELET +
        ENCRYPTION +
        EKS +
        KARPENTER +
        object('kubeadm.k8s.io/v1beta4', 'ClusterConfiguration', 'etcd: { external: { endpoints: [a] } }'),
    },
    'nodes',
    'not-provable',
  ],
  ['alerts without runbooks and backups', { yaml: ALERT }, 'incident', 'not-provable'],
  ['everything of incidents', { yaml: ALERT + VELERO, files: [...RUNBOOKS, 'CODEOWNERS'] }, 'incident', 'pass'],
  [
    'a paused schedule of backups',
    {
      yaml: ALERT + object('velero.io/v1', 'Schedule', 'spec: { paused: true }'),
      files: [...RUNBOOKS, 'CODEOWNERS'],
    },
    'incident',
    'not-provable',
  ],
  ['no images', { yaml: POD }, 'supply-chain', 'not-provable'],
  ['images', { images: 1, checks: { signatures: ['pass'], vulnerabilities: ['pass'] } }, 'supply-chain', 'pass'],
  [
    'images whose signatures nobody asks for',
    { images: 1, checks: { signatures: null, vulnerabilities: ['pass'] } },
    'supply-chain',
    'unknown',
  ],
  ['an advisory', { images: 1, findings: [fails('vulnerability/CVE-2024-1')] }, 'supply-chain', 'fail'],
])('%s', (_, evidence, topic, status) => expect(lineOf(topic, evidence)?.status).toBe(status));

test.each<[outcome: Outcome, finding: TopicEvidence['findings'], status: string]>([
  ['pass', [], 'pass'],
  ['unknown', [], 'unknown'],
  ['skipped', [], 'unknown'],
  ['fail', [], 'unknown'],
  ['fail', [fails('vulnerability/CVE-2024-1')], 'fail'],
  ['unknown', [unsure('vulnerability/unscannable')], 'unknown'],
  ['pass', [unsure('vulnerability/unscannable')], 'unknown'],
])('an image whose scan came to %s beside one that passed, with %j', (outcome, findings, status) => {
  const checks = { signatures: null, vulnerabilities: ['pass', outcome] as const };
  const parts = lineOf('supply-chain', {
    images: 2,
    checks,
    findings: [unsure('image/unresolvable'), ...findings],
  })?.parts;
  expect(parts?.find(({ name }) => name === 'vulnerabilities')?.status).toBe(status);
});

test('the line names what was seen and what was not', () => {
  expect(lineOf('nodes', { yaml: KUBELET, findings: [] })?.note).toBe(
    'Shown in part only. Passed: kubelet. Not in this repository: API server, etcd, encryption at rest, version of Kubernetes, API endpoint of a managed cluster, metadata of instances. Not provable from manifests: the live state of nodes and of a managed control plane.',
  );
  expect(lineOf('nodes', { yaml: KUBELET, findings: [fails('node/etcd-access')] })?.parts.slice(0, 3)).toEqual([
    { name: 'kubelet', status: 'pass' },
    { name: 'API server', status: 'absent' },
    { name: 'etcd', status: 'fail' },
  ]);
});

test('what a chart renders under other conditions shows nothing', () => {
  const { manifests } = readManifests(new TextEncoder().encode(KUBELET), 'a.yaml');
  const upgraded = manifests.map((each) => ({ ...each, face: 'on an upgrade' }));
  expect([...evidenceIn(manifests, [])]).toContain('nodes: kubelet');
  expect([...evidenceIn(upgraded, [])]).toEqual([]);
});

const JUDGED = RULES.filter(
  ({ id, topic }) => topic !== 'supply-chain' && HARDENING_RULES.some((rule) => rule.description.id === id),
);

test.each(JUDGED.map(({ id, topic }) => [id, topic] as const))('%s belongs to a part of its topic', (id, topic) => {
  // change/weakens-pod-security is about labels, which the part of another topic shows.
  expect(partOf(id)?.topic).toBe(id === 'change/weakens-pod-security' ? 'pod-security' : topic);
});

test('every rule that a part names is one', () => {
  const named = TOPIC_PARTS.flatMap(({ rules }) => rules).filter((rule) => !rule.endsWith('*'));
  expect(named.filter((rule) => describeRule(rule) === null)).toEqual([]);
  expect(new Set(named).size).toBe(named.length);
});
